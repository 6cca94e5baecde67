import type { MedplumClient } from '@medplum/core';
import { infiniteQueryOptions, type QueryKey, queryOptions } from '@tanstack/react-query';
import type { FaxListKey } from '../../domain/fax/faxFilter.ts';
import type { Viewer } from '../../domain/fax/folders.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
import { fetchPage, type PageParam } from './faxPages.ts';
import { fetchCounts } from './folderCounts.ts';

/** Every key and reader of faxes; keys are written nowhere else. */
export const faxQueries = {
  lists: () => ['faxes', 'list'] as const,

  /** Never refetched by itself: live events keep it right, and a refetch would move rows under the reader. */
  list: (client: MedplumClient, key: FaxListKey) =>
    infiniteQueryOptions({
      queryKey: ['faxes', 'list', key] as const,
      queryFn: ({ client: queryClient, pageParam, signal }) =>
        fetchPage({ client, queryClient, signal }, key, pageParam),
      initialPageParam: { cursor: undefined, held: new Set() } as PageParam,
      getNextPageParam: (last, pages): PageParam | undefined =>
        last.next && {
          cursor: last.next,
          held: new Set(pages.flatMap((page) => page.rows.map((row) => row.id))),
        },
      staleTime: Number.POSITIVE_INFINITY,
    }),

  /** Faxes that came after the list was loaded and are not in its rows yet. */
  arrivalsOf: (key: FaxListKey) => ['faxes', 'arrivals', key] as const,

  details: () => ['faxes', 'detail'] as const,
  detailKey: (id: string) => ['faxes', 'detail', id] as const,
  detail: (client: MedplumClient, id: string) =>
    queryOptions({
      queryKey: faxQueries.detailKey(id),
      queryFn: async ({ signal }) =>
        parseFaxRow(await client.readResource('Communication', id, { signal, cache: 'no-store' })),
      staleTime: Number.POSITIVE_INFINITY,
    }),

  countsKey: () => ['faxes', 'counts'] as const,
  counts: (client: MedplumClient, viewer: Viewer) =>
    queryOptions({
      queryKey: [...faxQueries.countsKey(), viewer] as const,
      queryFn: () => fetchCounts(client, viewer),
    }),

  timelineKey: (id: string) => ['faxes', 'timeline', id] as const,
  /** Whether a key is that of the timeline of one of these faxes. */
  isTimelineOf: ([first, second, id]: QueryKey, ids: ReadonlySet<string>): boolean =>
    first === 'faxes' && second === 'timeline' && ids.has(String(id)),
};
