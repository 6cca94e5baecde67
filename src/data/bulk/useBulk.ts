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
import { type Notice, NotifyContext } from '../notify.ts';
import { RefusalError } from '../refusal.ts';
import { actOf, useSession } from '../session.ts';
import { type UndoEntry, UndoStackContext } from '../undo/undoStack.ts';
import { useChanges } from '../undo/useChanges.ts';
import { refuseUnavailable } from '../work/refuseUnavailable.ts';
import { WorkQueueContext } from '../work/workQueue.ts';
import { BulkDeskContext, NOTHING_LEFT } from './bulkDesk.ts';
import type { BulkStore } from './bulkStore.ts';
import { beginAttempt, type TakeBack } from './bulkWork.ts';
import { createNewsBatch } from './newsBatch.ts';
import { type Attempt, runBulk } from './runBulk.ts';

type Done = ReadonlyMap<string, TakeBack>;

/** Does one thing to many faxes: `ids` of the list `key`. How it goes on and ends is shown by the desk and a notice. */
export function useBulk(): (action: BulkAction, ids: readonly string[], key: FaxListKey) => Promise<void> {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const session = useSession();
  const types = useDocumentTypes();
  const desk = useContext(BulkDeskContext);
  const undos = useContext(UndoStackContext);
  const notify = useContext(NotifyContext);
  const { undo } = useChanges();
  const store = useBulkStore();

  const tell = useCallback(
    (verb: string, done: number, notDone: readonly NotDone[], back?: () => void) => {
      const kind = notDone.every(({ reason }) => reason === 'stopped') ? 'done' : 'failed';
      const notice: Notice = { kind, ...formatEnd(verb, done, notDone), ...(back && { undo: back }) };
      if (!desk.isClosed) {
        notify(notice);
      }
    },
    [desk, notify],
  );

  const takeBackAll = useCallback(
    async (done: Done) => {
      refuseSecondRun(desk.state.progress);
      const context: TriageContext = { act: actOf(session), types };
      const begin = (id: string) => takingBack(done.get(id), context);
      const end = await runBulk(desk, { doing: 'Taking back', ids: [...done.keys()], begin });
      store.batch.flush();
      desk.end(NOTHING_LEFT);
      const rest = new Map([...done].filter(([id]) => end.notDone.get(id)?.reason === 'stopped'));
      if (rest.size > 0) {
        undos.push({ isTold: true, takeBack: () => takeBackAll(rest) });
      }
      tell('taken back', end.done.size, [...end.notDone.values()]);
    },
    [desk, session, types, store, undos, tell],
  );

  return useCallback(
    async (action, ids, key) => {
      try {
        if (action.command.kind === 'route' && action.command.to) {
          await refuseUnavailable(client, action.command.to);
        }
        refuseSecondRun(desk.state.progress);
      } catch (error) {
        notify({ kind: 'failed', ...describeError(error) });
        return;
      }
      const context: TriageContext = { act: actOf(session), types };
      const words = bulkWords(action, ids.length);
      const belongs: Parameters<typeof beginAttempt>[2]['belongs'] = (row, work) =>
        row.kind !== 'fax' || matchesFilter(row, work?.owner, key);
      const begin = (id: string) => beginAttempt(store, id, { action, context, belongs });
      const ending = runBulk(desk, { doing: words.doing, ids, begin });
      let isTakenBack = false;
      const entry: UndoEntry = {
        isTold: true,
        takeBack: async () => {
          if (isRunning) {
            isTakenBack = true;
            desk.stop();
          }
          const { done } = await ending;
          await takeBackAll(done);
        },
      };
      let isRunning = true;
      undos.push(entry);
      const { done, notDone } = await ending;
      isRunning = false;
      store.batch.flush();
      desk.end(isTakenBack ? NOTHING_LEFT : notDone);
      if (isTakenBack) {
        return;
      }
      releaseFaxes(queryClient, new Set(done.keys()));
      if (done.size === 0) {
        undos.take(entry);
      }
      tell(words.done, done.size, [...notDone.values()], done.size > 0 ? () => undo(entry) : undefined);
    },
    [client, queryClient, session, types, desk, undos, notify, undo, store, takeBackAll, tell],
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
