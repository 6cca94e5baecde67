import type { Task } from '@medplum/fhirtypes';
import { type Fax, isInState } from '../fax/fax.ts';
import { TASK_CODE, WORK_IDENTIFIER } from '../fhir/systems.ts';

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

/** The Task as it has to be for the state of its fax, or `undefined` when it already is. */
export function settledWorkTask(fax: Fax, task: Task): Task | undefined {
  const owed = isInState(fax, 'open');
  const isOwed = task.status === 'requested' || task.status === 'accepted';
  if (owed === isOwed) {
    return undefined;
  }
  const reopened = task.owner ? 'accepted' : 'requested';
  return { ...task, status: owed ? reopened : 'completed' };
}
