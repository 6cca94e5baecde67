import type { Task } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { makeAttentionDone, makeAttentionTask } from '../../domain/intake/attentionTask.ts';
import { actAt, DANA, KHAN } from '../../domain/testing/communications.ts';
import { saveAttentionDone } from './saveAttentionDone.ts';

/** A server of one attention Task that checks versions; somebody may change it before the first save comes in. */
function serverOf(task: Task, meanwhile?: (standing: Task) => Task) {
  let version = 1;
  let standing: Task = { ...task, id: 't', meta: { versionId: '1' } };
  let surprise = meanwhile;
  const write = (next: Task) => {
    version += 1;
    standing = { ...next, meta: { versionId: String(version) } };
    return standing;
  };
  return {
    readTask: async () => standing,
    saveTask: async (next: Task) => {
      if (surprise) {
        write(surprise(standing));
        surprise = undefined;
      }
      return next.meta?.versionId === standing.meta?.versionId ? write(next) : ('conflict' as const);
    },
    standing: () => standing,
  };
}

const OPEN = makeAttentionTask('Communication/f', 'unknown-line', '2026-11-20T09:00:00Z');
const DONE_BY_KHAN = makeAttentionDone(OPEN, true, actAt(1, KHAN));

describe('saying that something was dealt with', () => {
  test('is on record with who and when', async () => {
    const server = serverOf(OPEN);
    const done = await saveAttentionDone(server, 't', true, actAt(5));
    expect(done).toMatchObject({ isOpen: false, done: { by: DANA, at: actAt(5).at } });
  });

  test('after a colleague did keeps theirs', async () => {
    const done = await saveAttentionDone(serverOf(DONE_BY_KHAN), 't', true, actAt(5));
    expect(done.done.by).toEqual(KHAN);
  });

  test('while a colleague does keeps theirs', async () => {
    const server = serverOf(OPEN, (standing) => makeAttentionDone(standing, true, actAt(4, KHAN)));
    const done = await saveAttentionDone(server, 't', true, actAt(5));
    expect(done.done.by).toEqual(KHAN);
  });

  test('goes over another change of the Task', async () => {
    const server = serverOf(OPEN, (standing) => ({ ...standing, priority: 'urgent' }));
    await saveAttentionDone(server, 't', true, actAt(5));
    expect(server.standing()).toMatchObject({ status: 'completed', priority: 'urgent' });
  });

  test('is taken back, but not twice', async () => {
    const server = serverOf(DONE_BY_KHAN);
    expect((await saveAttentionDone(server, 't', false, actAt(6))).isOpen).toBe(true);
    await expect(saveAttentionDone(server, 't', false, actAt(7))).rejects.toThrow('opened again');
  });
});
