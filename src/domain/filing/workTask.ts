import type { Task } from '@medplum/fhirtypes';
import { type Fax, isInState, type Mark } from '../fax/fax.ts';
import { type Act, makeMark } from '../fax/marks.ts';
import { readMark } from '../fax/parseFax.ts';
import { codingOf, extensionOf, listOf, type Party, partyOf, referenceTo } from '../fhir/elements.ts';
import { EXT, TASK_CODE, WORK_IDENTIFIER } from '../fhir/systems.ts';

/** Whose work a fax is. */
export interface Ownership {
  /** A person or a team; absent: nobody's yet. */
  readonly owner?: Party;
  /** Where it was routed, and goes back to when whoever claimed it lets it go. */
  readonly routedTo?: Party;
  /** A person has said "this is mine"; else it only lies there for the owner. */
  readonly isClaimed: boolean;
}

/** The work on a fax: its one Task, read. */
export interface Work extends Ownership {
  readonly faxId: string;
  readonly task: Task;
  /** Who changed the owner last. */
  readonly mark: Mark;
}

/**
 * The one Task of a fax for its whole life: requested while something is owed, completed when nothing is, reopened and
 * never replaced. Nothing else may `focus` the fax, so that `_has:Task:focus:owner=` is exact.
 */
export function makeWorkTask(fax: Pick<Fax, 'id' | 'received'>): Task {
  return {
    resourceType: 'Task',
    identifier: [{ system: WORK_IDENTIFIER, value: fax.id }],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: TASK_CODE, code: 'work' }] },
    focus: { reference: `Communication/${fax.id}` },
    ...(fax.received && { authoredOn: fax.received }),
  };
}

/** Reads a work Task, whoever wrote it; `undefined` for any other. */
export function parseWork(task: Task): Work | undefined {
  const fax = /^Communication\/(.+)$/.exec(partyOf(task.focus)?.reference ?? '')?.[1];
  if (!fax || !codingOf(task.code, TASK_CODE, 'work')) {
    return undefined;
  }
  const owner = partyOf(task.owner);
  const routedTo = partyOf(extensionOf(task, EXT.routedTo)?.valueReference);
  return {
    faxId: fax,
    task,
    ...(owner && { owner }),
    ...(routedTo && { routedTo }),
    // A completed Task says nothing about it; whoever has it without having been given it took it.
    isClaimed: owner !== undefined && (task.status === 'accepted' || owner.reference !== routedTo?.reference),
    mark: readMark(task),
  };
}

/** The Task with another owner. A Task that is completed stays so: the fax says whether something is owed. */
export function makeOwned(task: Task, { owner, routedTo, isClaimed }: Ownership, act: Act): Task {
  const { owner: _, ...rest } = task;
  const ours: readonly string[] = [EXT.routedTo, EXT.by, EXT.at, EXT.why];
  const others = listOf(task.extension).filter(({ url }) => !ours.includes(url));
  const isOwed = task.status === 'requested' || task.status === 'accepted';
  return {
    ...rest,
    ...(isOwed && { status: isClaimed ? 'accepted' : 'requested' }),
    ...(owner && { owner: referenceTo(owner) }),
    extension: [
      ...others,
      ...(routedTo ? [{ url: EXT.routedTo, valueReference: referenceTo(routedTo) }] : []),
      ...makeMark(act),
    ],
  };
}

/** The Task as it has to be for the state of its fax, or `undefined` when it already is. */
export function settledWorkTask(fax: Fax, task: Task): Task | undefined {
  const owed = isInState(fax, 'open');
  const isOwed = task.status === 'requested' || task.status === 'accepted';
  if (owed === isOwed) {
    return undefined;
  }
  const reopened = parseWork(task)?.isClaimed ? 'accepted' : 'requested';
  return { ...task, status: owed ? reopened : 'completed' };
}
