import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useContext, useMemo } from 'react';
import type { Fax } from '../../domain/fax/fax.ts';
import type { Act } from '../../domain/fax/marks.ts';
import { makeOwned, makeWorkTask, parseWork } from '../../domain/filing/workTask.ts';
import {
  type OwnerCommand,
  ownerDone,
  ownerFact,
  ownershipAfter,
  ownershipOf,
} from '../../domain/work/ownerCommand.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { putWork } from '../faxes/faxCache.ts';
import { faxQueries } from '../faxes/faxQueries.ts';
import { createFaxStore } from '../faxes/faxStore.ts';
import { actOf, useSession } from '../session.ts';
import { useChanges } from '../undo/useChanges.ts';
import { refuseUnavailable } from './refuseUnavailable.ts';
import { saveOwner } from './saveOwner.ts';
import { heldWork } from './workCache.ts';
import { WorkQueueContext } from './workQueue.ts';

/** Claims, releases and routes faxes: shown at once, then saved; see `useChanges` for how it ends. */
export function useOwnership(): (fax: Fax, command: OwnerCommand) => Promise<boolean> {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const session = useSession();
  const { run } = useChanges();
  const save = useSaveOwner();

  return useCallback(
    (fax, command) => {
      const before = ownershipOf(heldWork(queryClient, fax.id));
      const after = ownershipAfter(before, command, session.profile);
      return run({
        done: ownerDone(command),
        save: async () => {
          if (command.kind === 'route' && command.to) {
            await refuseUnavailable(client, command.to);
          }
          await save(fax, command, actOf(session));
        },
        takeBack: async () => {
          if (ownerFact(ownershipOf(heldWork(queryClient, fax.id))) !== ownerFact(after)) {
            throw new ConflictError('Whose work it is was changed again since. It stays as it is now.');
          }
          await save(fax, { kind: 'putBack', ownership: before }, actOf(session));
        },
      });
    },
    [client, queryClient, session, run, save],
  );
}

/** Shows another owner at once and saves it; a failure brings back what was there and rejects. */
function useSaveOwner() {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const queue = useContext(WorkQueueContext);
  const store = useMemo(() => createFaxStore(client), [client]);
  return useCallback(
    async (fax: Fax, command: OwnerCommand, act: Act) => {
      const seen = heldWork(queryClient, fax.id);
      const shown = parseWork(
        makeOwned(seen?.task ?? makeWorkTask(fax), ownershipAfter(ownershipOf(seen), command, act.by), act),
      );
      if (shown) {
        putWork(queryClient, shown);
      }
      const reread = async () => {
        const task = seen?.task.id ? await store.readTask(seen.task.id) : undefined;
        return task && parseWork(task);
      };
      try {
        const saved = await queue.add(fax.id, seen, reread, (base) =>
          saveOwner(store, fax, base, command, act),
        );
        if (saved) {
          putWork(queryClient, saved);
        }
      } catch (error) {
        const standing = (await reread().catch(() => undefined)) ?? seen ?? parseWork(makeWorkTask(fax));
        if (standing) {
          putWork(queryClient, standing);
        }
        throw error;
      } finally {
        void queryClient.invalidateQueries({ queryKey: faxQueries.timelineKey(fax.id) });
      }
    },
    [queryClient, queue, store],
  );
}
