import type { BulkAction } from '../../domain/bulk/bulkAction.ts';
import { whyLeftAlone } from '../../domain/bulk/whyLeftAlone.ts';
import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import type { Act } from '../../domain/fax/marks.ts';
import type { TriageCommand, TriageContext } from '../../domain/fax/triageCommand.ts';
import { parseWork, type Work } from '../../domain/filing/workTask.ts';
import { err, ok } from '../../domain/result.ts';
import { type OwnerCommand, ownerFact, ownershipAfter, ownershipOf } from '../../domain/work/ownerCommand.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { type FaxUndo, isAsLeft, makeFaxUndo } from '../faxes/faxUndo.ts';
import { saveCommand } from '../faxes/saveCommand.ts';
import { newFilingId } from '../faxes/useTriage.ts';
import { saveOwner } from '../work/saveOwner.ts';
import { type BulkStore, type FaxWithWork, readForRun } from './bulkStore.ts';
import type { Attempt } from './runBulk.ts';

/** Takes one fax's change back; rejects with a ConflictError when somebody else changed the same since. */
export type TakeBack = (context: TriageContext) => Promise<void>;

interface Run {
  readonly action: BulkAction;
  readonly context: TriageContext;
  /** Whether a fax still has a place in the list it was chosen in. */
  readonly belongs: (row: FaxRow, work: Work | undefined) => boolean;
}

/** The first try of an action at a fax. */
export function beginAttempt(
  bulk: BulkStore,
  faxId: string,
  { action, context, belongs }: Run,
): Attempt<TakeBack> {
  // As it was before the first try: a try whose answer was lost is told from somebody else's change by it.
  let seen: FaxWithWork | undefined;
  return async () => {
    seen ??= await readForRun(bulk, faxId);
    const { row, work } = seen;
    if (!row || !belongs(row, work)) {
      return err({ reason: 'left', words: 'it is not in this list any more' });
    }
    if (row.kind !== 'fax') {
      return err({ reason: 'unreadable', words: 'it cannot be read' });
    }
    const circumstances = { ownership: ownershipOf(work), me: context.act.by };
    const reason = whyLeftAlone(row, action, circumstances);
    if (reason) {
      return err(reason);
    }
    return ok(
      action.on === 'fax'
        ? await changeFax(bulk, row, action.command, context)
        : await changeOwner(bulk, row, work, action.command, context.act),
    );
  };
}

async function changeFax(
  bulk: BulkStore,
  fax: Fax,
  command: TriageCommand,
  context: TriageContext,
): Promise<TakeBack> {
  const undo = makeFaxUndo(fax, command, context, newFilingId());
  await saveFax(bulk, fax, command, context);
  return takeBackFax(bulk, fax.id, undo);
}

/** Apart, so that it holds no whole fax for as long as the run can be taken back. */
function takeBackFax(bulk: BulkStore, faxId: string, undo: FaxUndo | undefined): TakeBack {
  let seen: Fax | undefined;
  return async (context) => {
    if (!undo) {
      return;
    }
    if (!seen) {
      const { row } = await readForRun(bulk, faxId);
      if (!row || !isAsLeft(row, undo)) {
        throw new ConflictError('It was changed again since. It stays as it is now.');
      }
      seen = row;
    }
    await saveFax(bulk, seen, undo.inverse, context);
  };
}

async function saveFax(
  { queue, store, batch }: BulkStore,
  fax: Fax,
  command: TriageCommand,
  context: TriageContext,
): Promise<void> {
  const reread = () => store.readFax(fax.id);
  try {
    batch.fax(await queue.add(fax.id, fax, reread, (base) => saveCommand(store, base, command, context)));
  } catch (error) {
    if (error instanceof ConflictError) {
      batch.fax(await reread().catch(() => fax));
    }
    throw error;
  }
}

async function changeOwner(
  bulk: BulkStore,
  fax: Fax,
  work: Work | undefined,
  command: OwnerCommand,
  act: Act,
): Promise<TakeBack> {
  const before = ownershipOf(work);
  await saveWork(bulk, fax, work, command, act);
  return takeBackOwner(
    bulk,
    fax.id,
    { kind: 'putBack', ownership: before },
    ownerFact(ownershipAfter(before, command, act.by)),
  );
}

function takeBackOwner(bulk: BulkStore, faxId: string, inverse: OwnerCommand, factAfter: string): TakeBack {
  let seen: FaxWithWork | undefined;
  return async ({ act }) => {
    seen ??= await readForRun(bulk, faxId);
    const { row, work } = seen;
    if (row?.kind !== 'fax' || ownerFact(ownershipOf(work)) !== factAfter) {
      throw new ConflictError('Whose work it is was changed again since. It stays as it is now.');
    }
    await saveWork(bulk, row, work, inverse, act);
  };
}

async function saveWork(
  { workQueue, store, batch }: BulkStore,
  fax: Fax,
  work: Work | undefined,
  command: OwnerCommand,
  act: Act,
): Promise<void> {
  const reread = async () => (work?.task.id ? parseWork(await store.readTask(work.task.id)) : undefined);
  const tell = (standing: Work | undefined) => standing && batch.work(standing);
  try {
    tell(await workQueue.add(fax.id, work, reread, (base) => saveOwner(store, fax, base, command, act)));
  } catch (error) {
    if (error instanceof ConflictError) {
      tell(await reread().catch(() => undefined));
    }
    throw error;
  }
}
