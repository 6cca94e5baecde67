import type { Task } from '@medplum/fhirtypes';
import type { Fax } from '../../domain/fax/fax.ts';
import type { Act } from '../../domain/fax/marks.ts';
import { makeOwned, makeWorkTask, parseWork, type Work } from '../../domain/filing/workTask.ts';
import {
  describeOwnerConflict,
  type OwnerCommand,
  ownerFact,
  ownershipAfter,
  ownershipOf,
} from '../../domain/work/ownerCommand.ts';
import { ConflictError } from '../faxes/conflict.ts';
import type { FaxStore } from '../faxes/faxStore.ts';

const TRIES = 3;

type WorkStore = Pick<FaxStore, 'createWorkTask' | 'readTask' | 'saveTask'>;

/**
 * Saves whose work a fax is: PUT of its Task with `If-Match`; when somebody was faster, reads again and goes on without
 * a word if the owner is still as the user saw it, else throws a ConflictError that says who did what.
 * @param seen The work as the user saw it; `undefined` where no Task was known.
 */
export async function saveOwner(
  store: WorkStore,
  fax: Fax,
  seen: Work | undefined,
  command: OwnerCommand,
  act: Act,
): Promise<Work> {
  const wanted = ownershipAfter(ownershipOf(seen), command, act.by);
  // A fax has one Task; whoever comes first makes it, everybody else finds it.
  let standing = seen ?? read(await store.createWorkTask(makeWorkTask(fax)));
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (ownerFact(standing) !== ownerFact(ownershipOf(seen))) {
      if (ownerFact(standing) === ownerFact(wanted)) {
        // Stored, but the reply got lost and the client sent it again; or a colleague did the very same.
        return standing;
      }
      throw new ConflictError(describeOwnerConflict(standing));
    }
    const saved = await store.saveTask(makeOwned(standing.task, wanted, act));
    if (saved !== 'conflict') {
      return read(saved);
    }
    standing = read(await store.readTask(standing.task.id ?? ''));
  }
  throw new ConflictError('Others are changing this fax at the same moment. Yours was not saved; try again.');
}

function read(task: Task): Work {
  const work = parseWork(task);
  if (!work) {
    throw new Error('The Task of a fax is not readable');
  }
  return work;
}
