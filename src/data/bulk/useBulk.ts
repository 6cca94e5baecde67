import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useContext, useMemo } from 'react';
import { type BulkAction, bulkWords } from '../../domain/bulk/bulkAction.ts';
import { formatEnd, type NotDone } from '../../domain/bulk/bulkOutcome.ts';
import { type FaxListKey, matchesFilter } from '../../domain/fax/faxFilter.ts';
import type { TriageContext } from '../../domain/fax/triageCommand.ts';
import { ok } from '../../domain/result.ts';
import { useDocumentTypes } from '../clinic/useDocumentTypes.ts';
import { describeError } from '../errors.ts';
import { releaseFaxes } from '../faxes/faxCache.ts';
import { createFaxStore } from '../faxes/faxStore.ts';
import { SaveQueueContext } from '../faxes/saveQueue.ts';
import { NotifyContext } from '../notify.ts';
import { RefusalError } from '../refusal.ts';
import { actOf, useSession } from '../session.ts';
import { type UndoEntry, UndoStackContext } from '../undo/undoStack.ts';
import { useChanges } from '../undo/useChanges.ts';
import { refuseUnavailable } from '../work/refuseUnavailable.ts';
import { WorkQueueContext } from '../work/workQueue.ts';
import { type BulkDesk, BulkDeskContext, NOTHING_LEFT } from './bulkDesk.ts';
import type { BulkStore } from './bulkStore.ts';
import { beginAttempt, type TakeBack } from './bulkWork.ts';
import { createNewsBatch } from './newsBatch.ts';
import { type Attempt, type RunEnd, runBulk } from './runBulk.ts';

type Done = ReadonlyMap<string, TakeBack>;

/** Does one thing to many faxes: `ids` of the list `key`. How it goes on and ends is shown by the desk and a notice. */
export function useBulk(): (action: BulkAction, ids: readonly string[], key: FaxListKey) => Promise<void> {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const context = useContextNow();
  const desk = useContext(BulkDeskContext);
  const undos = useContext(UndoStackContext);
  const notify = useContext(NotifyContext);
  const { undo } = useChanges();
  const store = useBulkStore();
  const tell = useTellEnd();
  const takeBackAll = useTakeBackAll(store);

  const run = useCallback(
    async (action: BulkAction, ids: readonly string[], key: FaxListKey) => {
      const words = bulkWords(action, ids.length);
      const ending = runBulk(desk, {
        doing: words.doing,
        ids,
        begin: beginIn(store, key, action, context()),
      });
      const entry = makeEntry(desk, ending, takeBackAll);
      undos.push(entry);
      const { done, notDone } = await ending;
      entry.isOver = true;
      store.batch.flush();
      desk.end(entry.isTakenBack ? NOTHING_LEFT : notDone);
      if (entry.isTakenBack) {
        // What becomes of it is told by taking it back.
        return;
      }
      releaseFaxes(queryClient, new Set(done.keys()));
      if (done.size === 0) {
        undos.take(entry);
      }
      tell(words.done, done.size, [...notDone.values()], done.size > 0 ? () => undo(entry) : undefined);
    },
    [queryClient, context, desk, undos, undo, store, takeBackAll, tell],
  );

  return useCallback(
    async (action, ids, key) => {
      try {
        if (action.command.kind === 'route' && action.command.to) {
          await refuseUnavailable(client, action.command.to);
        }
        refuseSecondRun(desk.state.progress);
        await run(action, ids, key);
      } catch (error) {
        notify({ kind: 'failed', ...describeError(error) });
      }
    },
    [client, desk, notify, run],
  );
}

/** Who acts when, and the clinic's document types. */
function useContextNow(): () => TriageContext {
  const session = useSession();
  const types = useDocumentTypes();
  return useCallback(() => ({ act: actOf(session), types }), [session, types]);
}

/** The first try at each fax of a run. */
function beginIn(store: BulkStore, key: FaxListKey, action: BulkAction, context: TriageContext) {
  const belongs: Parameters<typeof beginAttempt>[2]['belongs'] = (row, work) =>
    row.kind !== 'fax' || matchesFilter(row, work?.owner, key);
  return (id: string) => beginAttempt(store, id, { action, context, belongs });
}

/** Takes a run back: what of it is done, once what is under way is finished. */
function makeEntry(
  desk: BulkDesk,
  ending: Promise<RunEnd<TakeBack>>,
  takeBackAll: (done: Done) => Promise<void>,
): UndoEntry & { isOver: boolean; isTakenBack: boolean } {
  const entry = {
    isTold: true,
    isOver: false,
    isTakenBack: false,
    takeBack: async () => {
      if (!entry.isOver) {
        entry.isTakenBack = true;
        desk.stop();
      }
      await takeBackAll((await ending).done);
    },
  };
  return entry;
}

/** Takes back what of a run is done, by a run like it; what somebody changed since stays and is told. */
function useTakeBackAll(store: BulkStore): (done: Done) => Promise<void> {
  const context = useContextNow();
  const desk = useContext(BulkDeskContext);
  const undos = useContext(UndoStackContext);
  const tell = useTellEnd();
  return useCallback(
    async function takeBackAll(done: Done): Promise<void> {
      refuseSecondRun(desk.state.progress);
      const now = context();
      const begin = (id: string) => takingBack(done.get(id), now);
      const end = await runBulk(desk, { doing: 'Taking back', ids: [...done.keys()], begin });
      store.batch.flush();
      desk.end(NOTHING_LEFT);
      const rest = new Map([...done].filter(([id]) => end.notDone.get(id)?.reason === 'stopped'));
      if (rest.size > 0) {
        undos.push({ isTold: true, takeBack: () => takeBackAll(rest) });
      }
      tell('taken back', end.done.size, [...end.notDone.values()]);
    },
    [context, desk, store, undos, tell],
  );
}

/** Says how a run ended, unless whoever began it has signed out. */
function useTellEnd() {
  const desk = useContext(BulkDeskContext);
  const notify = useContext(NotifyContext);
  return useCallback(
    (verb: string, done: number, notDone: readonly NotDone[], undo?: () => void) => {
      const kind = notDone.every(({ reason }) => reason === 'stopped') ? 'done' : 'failed';
      if (!desk.isClosed) {
        notify({ kind, ...formatEnd(verb, done, notDone), ...(undo && { undo }) });
      }
    },
    [desk, notify],
  );
}

/** @throws RefusalError */
function refuseSecondRun(progress: unknown): void {
  if (progress) {
    throw new RefusalError('One run at a time: wait for the one under way, or stop it.');
  }
}

function takingBack(takeBack: TakeBack | undefined, context: TriageContext): Attempt<undefined> {
  return async () => {
    await takeBack?.(context);
    return ok(undefined);
  };
}

function useBulkStore(): BulkStore {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const queue = useContext(SaveQueueContext);
  const workQueue = useContext(WorkQueueContext);
  return useMemo(
    () => ({
      client,
      queryClient,
      store: createFaxStore(client),
      queue,
      workQueue,
      batch: createNewsBatch(queryClient),
    }),
    [client, queryClient, queue, workQueue],
  );
}
