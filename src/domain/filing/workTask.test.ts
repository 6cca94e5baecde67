import { describe, expect, it, test } from 'vitest';
import { withState } from '../fax/marks.ts';
import { faxOf, openFax } from '../testing/communications.ts';
import { makeWorkTask, settledWorkTask } from './workTask.ts';

const open = faxOf(openFax);
const closed = faxOf(withState(openFax, 'closed', {}));
const task = makeWorkTask(open);

describe('the work Task', () => {
  it('is named by its fax, so that it can be made only once', () => {
    expect(task).toMatchObject({
      identifier: [{ system: 'urn:faxwell:fax-work', value: 'fax-1' }],
      focus: { reference: 'Communication/fax-1' },
      status: 'requested',
      authoredOn: '2026-11-20T09:41:01.000Z',
    });
  });

  test.each([
    ['open', open, 'requested', undefined],
    ['open and claimed', open, 'accepted', undefined],
    ['open again', open, 'completed', 'requested'],
    ['closed', closed, 'requested', 'completed'],
    ['closed before', closed, 'completed', undefined],
  ] as const)('of a fax that is %s', (_, fax, status, expected) => {
    expect(settledWorkTask(fax, { ...task, status })?.status).toBe(expected);
  });

  it('goes back to its owner when the fax is open again', () => {
    const owned = { ...task, status: 'completed' as const, owner: { reference: 'Practitioner/khan' } };
    expect(settledWorkTask(open, owned)?.status).toBe('accepted');
  });
});
