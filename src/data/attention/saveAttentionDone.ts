import type { Task } from '@medplum/fhirtypes';
import type { Act } from '../../domain/fax/marks.ts';
import { type Attention, makeAttentionDone, parseAttention } from '../../domain/intake/attentionTask.ts';
import { ConflictError } from '../faxes/conflict.ts';
import type { FaxStore } from '../faxes/faxStore.ts';

const TRIES = 3;

/**
 * Says that something was dealt with, or that it was not after all: PUT of its Task with `If-Match`, on what stands
 * there. Whoever says what a colleague has said already has nothing to change; taking back what a colleague has opened
 * again is a ConflictError.
 */
export async function saveAttentionDone(
  store: Pick<FaxStore, 'readTask' | 'saveTask'>,
  id: string,
  isDone: boolean,
  act: Act,
): Promise<Attention> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const standing = read(await store.readTask(id));
    if (standing.isOpen !== isDone) {
      if (isDone || attempt > 0) {
        // A colleague did the very same; or ours was stored, and the reply got lost.
        return standing;
      }
      throw new ConflictError('It was opened again since. It stays as it is now.');
    }
    const saved = await store.saveTask(makeAttentionDone(standing.task, isDone, act));
    if (saved !== 'conflict') {
      return read(saved);
    }
  }
  throw new ConflictError('Others are changing it at the same moment. Yours was not saved; try again.');
}

function read(task: Task): Attention {
  const attention = parseAttention(task);
  if (!attention) {
    throw new Error('The Task is no attention Task');
  }
  return attention;
}
