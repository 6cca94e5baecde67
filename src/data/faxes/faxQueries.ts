import type { MedplumClient } from '@medplum/core';
import type { Communication } from '@medplum/fhirtypes';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { type FaxFilter, makeFaxQuery } from '../../domain/fax/faxFilter.ts';
import { FOLDER_IDS, FOLDERS, type FolderId } from '../../domain/fax/folders.ts';
import { cursorAfter, cursorParams, type FaxCursor } from '../../domain/fax/keyset.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
import { resourcesOf, search } from '../client.ts';

const PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;

/** Rows that came with one answer. */
export interface FaxPage {
  readonly rows: readonly FaxRow[];
  /** Where the next page begins; absent on the last. */
  readonly next?: FaxCursor;
}

/** What a list is of: the filter, the typed words and the zone its dates are in. */
export interface FaxListKey {
  readonly filter: FaxFilter;
  readonly words: string;
  readonly timeZone: string;
}

/** Every key and reader of faxes; keys are written nowhere else. */
export const faxQueries = {
  lists: () => ['faxes', 'list'] as const,

  /** Never refetched by itself: live events keep it right, and a refetch would move rows under the reader. */
  list: (client: MedplumClient, key: FaxListKey) =>
    infiniteQueryOptions({
      queryKey: ['faxes', 'list', key] as const,
      queryFn: ({ pageParam, signal }) => fetchPage(client, key, pageParam, signal),
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

  detailKey: (id: string) => ['faxes', 'detail', id] as const,
  detail: (client: MedplumClient, id: string) =>
    queryOptions({
      queryKey: faxQueries.detailKey(id),
      queryFn: async ({ signal }) =>
        parseFaxRow(await client.readResource('Communication', id, { signal, cache: 'no-store' })),
      staleTime: Number.POSITIVE_INFINITY,
    }),

  counts: (client: MedplumClient) =>
    queryOptions({ queryKey: ['faxes', 'counts'] as const, queryFn: () => fetchCounts(client) }),

  timelineKey: (id: string) => ['faxes', 'timeline', id] as const,
};

interface PageParam {
  readonly cursor: FaxCursor | undefined;
  readonly held: ReadonlySet<string>;
}

async function fetchPage(
  client: MedplumClient,
  { filter, words, timeZone }: FaxListKey,
  { cursor, held }: PageParam,
  signal: AbortSignal,
): Promise<FaxPage> {
  const query = [...makeFaxQuery(filter, words, timeZone), ...cursorParams(cursor, filter.order)];
  const options = { isPrivate: words !== '', signal };
  // A page that brings nothing new is full of one instant: ask for more of it until something new shows, and past
  // what a server gives at once for what comes after.
  for (let size = PAGE_SIZE, offset = 0; ; ) {
    const page: [string, string][] = [['_count', String(size)]];
    if (offset > 0) {
      page.push(['_offset', String(offset)]);
    }
    const bundle = await search<Communication>(client, 'Communication', [...query, ...page], options);
    const all = resourcesOf(bundle, 'match').map(parseFaxRow);
    const rows = all.filter((row) => !held.has(row.id));
    const isLast = all.length < size;
    if (rows.length > 0 || isLast) {
      const next = isLast ? undefined : cursorAfter(all);
      return { rows, ...(next && { next }) };
    }
    if (size < MAX_PAGE_SIZE) {
      size = Math.min(size * 2, MAX_PAGE_SIZE);
    } else {
      offset += MAX_PAGE_SIZE;
    }
  }
}

/** One batch for all counted folders. https://hl7.org/fhir/R4/search.html#summary */
async function fetchCounts(client: MedplumClient): Promise<Partial<Record<FolderId, number>>> {
  const counted = FOLDER_IDS.filter((id) => FOLDERS[id].counted);
  const bundle = await client.executeBatch({
    resourceType: 'Bundle',
    type: 'batch',
    entry: counted.map((folder) => {
      const filter: FaxFilter = { folder, order: 'newest' };
      const query = new URLSearchParams([...makeFaxQuery(filter, '', 'UTC'), ['_summary', 'count']]);
      return { request: { method: 'GET', url: `Communication?${query}` } };
    }),
  });
  const totals = bundle.entry?.map((entry) =>
    entry.resource?.resourceType === 'Bundle' ? entry.resource.total : undefined,
  );
  return Object.fromEntries(counted.map((id, index) => [id, totals?.[index]]));
}
