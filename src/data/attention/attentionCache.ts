import type { MedplumClient } from '@medplum/core';
import type { Resource, Task } from '@medplum/fhirtypes';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
import { type Attention, OPEN_ATTENTION_QUERY, parseAttention } from '../../domain/intake/attentionTask.ts';
import { resourcesOf, search } from '../client.ts';
import { faxQueries } from '../faxes/faxQueries.ts';
import { patchAttentionCount } from '../faxes/patchCounts.ts';

/** More than a clinic should ever let pile up; the count beside the folder says when there are more. */
const AT_MOST = 500;
export const ATTENTION_KEY = ['attention'] as const;

/** Everything that needs a person, with the faxes it is about. */
export const attentionQuery = (client: MedplumClient) =>
  queryOptions({
    queryKey: ATTENTION_KEY,
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

/**
 * Takes in an attention Task as it is now, in its place; one that is new and open comes last. Answers whether its count
 * is right by it: before everything has been asked for, nobody knows what was open.
 */
export function putAttention(queryClient: QueryClient, attention: Attention): boolean {
  const items = queryClient.getQueryData<readonly Attention[]>(ATTENTION_KEY);
  const held = items?.find(({ id }) => id === attention.id);
  if (!items || (held && lastUpdated(held) > lastUpdated(attention))) {
    return items !== undefined;
  }
  patchAttentionCount(
    queryClient,
    faxQueries.countsKey(),
    Number(attention.isOpen) - Number(held?.isOpen ?? false),
  );
  const added = attention.isOpen ? [...items, attention] : items;
  queryClient.setQueryData<readonly Attention[]>(
    ATTENTION_KEY,
    held ? items.map((item) => (item === held ? attention : item)) : added,
  );
  return true;
}

function lastUpdated({ task }: Attention): string {
  return task.meta?.lastUpdated ?? '';
}
