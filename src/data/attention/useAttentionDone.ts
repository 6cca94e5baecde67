import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { type Attention, makeAttentionDone, parseAttention } from '../../domain/intake/attentionTask.ts';
import { faxQueries } from '../faxes/faxQueries.ts';
import { createFaxStore } from '../faxes/faxStore.ts';
import { actOf, useSession } from '../session.ts';
import { useChanges } from '../undo/useChanges.ts';
import { putAttention } from './attentionCache.ts';
import { saveAttentionDone } from './saveAttentionDone.ts';

/** Says that something was dealt with: shown at once, then saved, with undo; see `useChanges` for how it ends. */
export function useAttentionDone(): (attention: Attention) => Promise<boolean> {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const session = useSession();
  const { run } = useChanges();
  const store = useMemo(() => createFaxStore(client), [client]);

  const save = useCallback(
    async (id: string, isDone: boolean) => {
      putAttention(queryClient, await saveAttentionDone(store, id, isDone, actOf(session)));
    },
    [queryClient, session, store],
  );

  return useCallback(
    (attention) => {
      const shown = parseAttention(makeAttentionDone(attention.task, true, actOf(session)));
      if (shown) {
        putAttention(queryClient, shown);
      }
      const timeline = { queryKey: faxQueries.timelineKey(attention.faxId ?? '') };
      return run({
        done: 'Done',
        save: async () => {
          try {
            await save(attention.id, true);
          } catch (error) {
            putAttention(queryClient, attention);
            throw error;
          } finally {
            void queryClient.invalidateQueries(timeline);
          }
        },
        takeBack: async () => {
          await save(attention.id, false);
          void queryClient.invalidateQueries(timeline);
        },
      });
    },
    [queryClient, session, run, save],
  );
}
