import { describe, expect, it } from 'vitest';
import { actAt, DANA } from '../testing/communications.ts';
import { makeAttentionDone, makeAttentionTask, parseAttention } from './attentionTask.ts';

const task = { ...makeAttentionTask('Communication/f', 'unknown-line', '2026-11-20T09:41:00Z'), id: 't' };

describe('an attention Task', () => {
  it('says what happened and about which fax', () => {
    expect(parseAttention(task)).toMatchObject({
      reason: 'unknown-line',
      what: expect.stringContaining('none of our lines'),
      faxId: 'f',
      isOpen: true,
    });
  });

  it('is about no fax when a delivery became none', () => {
    const stuck = { ...makeAttentionTask('Task/i', 'intake-stuck', '2026-11-20T09:41:00Z'), id: 't' };
    expect(parseAttention(stuck)?.faxId).toBeUndefined();
  });

  it('of a reason nobody here knows is shown in its own words', () => {
    const { reasonCode: _, ...rest } = task;
    expect(parseAttention({ ...rest, description: 'The line was silent all day' })).toMatchObject({
      what: 'The line was silent all day',
      isOpen: true,
    });
  });

  it('says whom it is meant for, in words of its own where it has any', () => {
    const meant = { ...task, description: 'Reviewed on the wrong chart', owner: DANA };
    expect(parseAttention(meant)).toMatchObject({ what: 'Reviewed on the wrong chart', owner: DANA });
  });

  it('is finished by somebody at some time, and open again when that is taken back', () => {
    const done = makeAttentionDone(task, true, actAt(3));
    expect(parseAttention(done)).toMatchObject({ isOpen: false, done: { by: DANA, at: actAt(3).at } });
    expect(makeAttentionDone(done, false, actAt(4))).toEqual(task);
  });

  it('is no other Task', () => {
    expect(parseAttention({ ...task, code: { text: 'attention' } })).toBeUndefined();
  });
});
