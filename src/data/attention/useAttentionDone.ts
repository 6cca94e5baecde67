import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type Attention, makeAttentionDone, parseAttention } from '../../domain/intake/attentionTask.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { faxQueries } from '../faxes/faxQueries.ts';
import { createFaxStore } from '../faxes/faxStore.ts';
import { actOf, useSession } from '../session.ts';
import { useChanges } from '../undo/useChanges.ts';
import { putAttention } from './attentionCache.ts';

/** Says that something was dealt with: shown at once, then saved, with undo; see `useChanges` for how it ends. */
export function useAttentionDone(): (attention: Attention) => Promise<boolean> {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const session = useSession();
  const { run } = useChanges();
  const store = useMemo(() => createFaxStore(client), [client]);

  const save = useCallback(
    async (id: string, isDone: boolean) => {
      const standing = parseAttention(await store.readTask(id));
      if (!standing || standing.isOpen !== isDone) {
        if (standing) {
          putAttention(queryClient, standing);
        }
        if (isDone && standing) {
          // A colleague did the very same.
          return;
        }
        throw new ConflictError('It was changed again since. It stays as it is now.');
      }
      const saved = await store.saveTask(makeAttentionDone(standing.task, isDone, actOf(session)));
      const after = parseAttention(saved === 'conflict' ? await store.readTask(id) : saved);
      if (after) {
        putAttention(queryClient, after);
      }
      if (saved === 'conflict' && after?.isOpen === isDone) {
        throw new ConflictError(
          'Somebody else changed it at the same moment. Yours was not saved; try again.',
        );
      }
    },
    [queryClient, session, store],
  );

  return useCallback(
    (attention) => {
      const refresh = () => {
        void queryClient.invalidateQueries({ queryKey: faxQueries.timelineKey(attention.faxId ?? '') });
      };
      const shown = parseAttention(makeAttentionDone(attention.task, true, actOf(session)));
      if (shown) {
        putAttention(queryClient, shown);
      }
      return run({
        done: 'Done',
        save: async () => {
          try {
            await save(attention.id, true);
          } catch (error) {
            putAttention(queryClient, attention);
            throw error;
          } finally {
            refresh();
          }
        },
        takeBack: () => save(attention.id, false).finally(refresh),
      });
    },
    [queryClient, session, run, save],
  );
}
