import type { MedplumClient } from '@medplum/core';
import type { Resource, Task } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
import { type Attention, makeAttentionDone, parseAttention } from '../../domain/intake/attentionTask.ts';
import { resourcesOf, search } from '../client.ts';
import { describeError, type ErrorWords } from '../errors.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { faxQueries, OPEN_ATTENTION_QUERY } from '../faxes/faxQueries.ts';
import { createFaxStore } from '../faxes/faxStore.ts';
import { actOf, useSession } from '../session.ts';
import { useChanges } from '../undo/useChanges.ts';

/** More than a clinic should ever let pile up; the count beside the folder says when there are more. */
const AT_MOST = 500;
const KEY = ['attention'] as const;
const NONE: readonly Attention[] = [];

const attentionQuery = (client: MedplumClient) =>
  queryOptions({
    queryKey: KEY,
    queryFn: async ({ client: queryClient, signal }): Promise<readonly Attention[]> => {
      const params = [
        ...OPEN_ATTENTION_QUERY,
        ['_sort', 'authored-on,_id'],
        ['_count', String(AT_MOST)],
        ['_include', 'Task:based-on'],
      ] as const;
      const bundle = await search<Task | Resource>(client, 'Task', params, { signal });
      for (const fax of resourcesOf(bundle, 'include').map(parseFaxRow)) {
        // What the cache holds already is at least as new.
        queryClient.setQueryData<FaxRow>(faxQueries.detailKey(fax.id), (held) => held ?? fax);
      }
      // What matched are Tasks.
      return (resourcesOf(bundle, 'match') as Task[]).flatMap((task) => parseAttention(task) ?? []);
    },
    // Live events keep it right.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });

/** What needs a person, oldest first; what was dealt with since it was loaded is among it, and says so. */
export interface AttentionList {
  readonly items: readonly Attention[];
  readonly status: 'loading' | 'ready' | 'failed';
  readonly problem?: ErrorWords;
  retry(): void;
  /** The reader moved on from one: it leaves if it is done. */
  release(id: string): void;
}

/** Everything that needs a person. One small read for the whole session, then events. */
export function useAttentionList(): AttentionList {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const query = useQuery(attentionQuery(client));
  const { refetch } = query;
  const release = useCallback(
    (id: string) =>
      queryClient.setQueryData<readonly Attention[]>(KEY, (items) =>
        items?.filter((item) => item.id !== id || item.isOpen),
      ),
    [queryClient],
  );
  return {
    items: query.data ?? NONE,
    status: query.data ? 'ready' : query.error ? 'failed' : 'loading',
    ...(query.error && { problem: describeError(query.error) }),
    retry: () => void refetch(),
    release,
  };
}

/** What still needs a person about one fax. */
export function useFaxAttention(faxId: string): readonly Attention[] {
  const { data = NONE } = useQuery(attentionQuery(useMedplum()));
  return useMemo(() => data.filter((item) => item.faxId === faxId && item.isOpen), [data, faxId]);
}

/** Takes in an attention Task as it is now, in its place; one that is new and open comes last. */
export function putAttention(queryClient: QueryClient, attention: Attention): void {
  queryClient.setQueryData<readonly Attention[]>(KEY, (items) => {
    const held = items?.find(({ id }) => id === attention.id);
    if (!items || (held && lastUpdated(held) > lastUpdated(attention))) {
      return items;
    }
    if (held) {
      return items.map((item) => (item === held ? attention : item));
    }
    return attention.isOpen ? [...items, attention] : items;
  });
}

function lastUpdated({ task }: Attention): string {
  return task.meta?.lastUpdated ?? '';
}

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
        void queryClient.invalidateQueries({ queryKey: faxQueries.countsKey() });
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
