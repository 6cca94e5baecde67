import type { MedplumClient } from '@medplum/core';
import type { Communication, Resource } from '@medplum/fhirtypes';
import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { type FaxListKey, hasUrgentOnTop, makeFaxQuery, URGENT_ONLY } from '../../domain/fax/faxFilter.ts';
import { FOLDER_IDS, FOLDERS, type FolderId, type Viewer } from '../../domain/fax/folders.ts';
import { cursorAfter, cursorParams, type FaxCursor } from '../../domain/fax/keyset.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
import { TASK_CODE } from '../../domain/fhir/systems.ts';
import { OPEN_ATTENTION } from '../../domain/intake/attentionTask.ts';
import { resourcesOf, search } from '../client.ts';
import { keepWorks, worksOf } from '../work/workCache.ts';

const PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1000;
/** More urgent ones than this stand where their time puts them. */
const URGENT_AT_MOST = 200;

/** Rows that came with one answer. */
export interface FaxPage {
  readonly rows: readonly FaxRow[];
  /** Where the next page begins; absent on the last. */
  readonly next?: FaxCursor;
}

/** What has a count in the rail. */
export type FolderCounts = Partial<Record<FolderId | 'attention', number>>;

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
};

interface PageParam {
  readonly cursor: FaxCursor | undefined;
  readonly held: ReadonlySet<string>;
}

interface FetchContext {
  readonly client: MedplumClient;
  readonly queryClient: QueryClient;
  readonly signal: AbortSignal;
}

/** A page of the list; the first one begins with what is urgent, where that stands on top. */
async function fetchPage(context: FetchContext, key: FaxListKey, param: PageParam): Promise<FaxPage> {
  const query = makeFaxQuery(key);
  if (!query) {
    return { rows: [] };
  }
  const isFirst = param.cursor === undefined;
  const [page, urgent] = await Promise.all([
    fetchOrdered(context, key, query, param),
    isFirst && hasUrgentOnTop(key.filter) ? fetchUrgent(context, key, query) : [],
  ]);
  const others = page.rows.filter((row) => !urgent.some(({ id }) => id === row.id));
  return { ...page, rows: [...urgent, ...others] };
}

type Params = readonly (readonly [string, string])[];

async function fetchUrgent(context: FetchContext, key: FaxListKey, query: Params): Promise<FaxRow[]> {
  const count = ['_count', String(URGENT_AT_MOST)] as const;
  const params = [...query, URGENT_ONLY, ...cursorParams(undefined, key.filter.order), count];
  return fetchRows(context, params, key.words !== '');
}

async function fetchOrdered(
  context: FetchContext,
  { filter: { order }, words }: FaxListKey,
  query: Params,
  { cursor, held }: PageParam,
): Promise<FaxPage> {
  const ordered = [...query, ...cursorParams(cursor, order)];
  // A page that brings nothing new is full of one instant: ask for more of it until something new shows, and past
  // what a server gives at once for what comes after.
  for (let size = PAGE_SIZE, offset = 0; ; ) {
    const page: [string, string][] = [['_count', String(size)]];
    if (offset > 0) {
      page.push(['_offset', String(offset)]);
    }
    const all = await fetchRows(context, [...ordered, ...page], words !== '');
    const rows = all.filter((row) => !held.has(row.id));
    const isLast = all.length < size;
    if (rows.length > 0 || isLast) {
      const next = isLast ? undefined : cursorAfter(all, order);
      return { rows, ...(next && { next }) };
    }
    if (size < MAX_PAGE_SIZE) {
      size = Math.min(size * 2, MAX_PAGE_SIZE);
    } else {
      offset += MAX_PAGE_SIZE;
    }
  }
}

/** Faxes with the Task that says whose work each is. */
async function fetchRows(
  { client, queryClient, signal }: FetchContext,
  params: Params,
  isPrivate: boolean,
): Promise<FaxRow[]> {
  const withWork = [...params, ['_revinclude', 'Task:focus'] as const];
  const bundle = await search<Communication | Resource>(client, 'Communication', withWork, {
    isPrivate,
    signal,
  });
  keepWorks(queryClient, worksOf(resourcesOf(bundle, 'include')));
  return resourcesOf(bundle, 'match').map(parseFaxRow);
}

/** One batch for all counted folders. https://hl7.org/fhir/R4/search.html#summary */
async function fetchCounts(client: MedplumClient, viewer: Viewer): Promise<FolderCounts> {
  const searches = [
    ...FOLDER_IDS.filter((id) => FOLDERS[id].counted).map((folder) => {
      const filter = { folder, order: 'newest' } as const;
      const query = makeFaxQuery({ filter, words: '', timeZone: 'UTC', viewer });
      return { id: folder, type: 'Communication', query };
    }),
    { id: 'attention' as const, type: 'Task', query: OPEN_ATTENTION_QUERY },
  ];
  const asked = searches.flatMap(({ query, ...rest }) => (query ? [{ ...rest, query }] : []));
  const bundle = await client.executeBatch({
    resourceType: 'Bundle',
    type: 'batch',
    entry: asked.map(({ type, query }) => {
      const params = new URLSearchParams(
        [...query, ['_summary', 'count']].map(([name, value]) => [name!, value!]),
      );
      return { request: { method: 'GET', url: `${type}?${params}` } };
    }),
  });
  const totals = bundle.entry?.map((entry) =>
    entry.resource?.resourceType === 'Bundle' ? entry.resource.total : undefined,
  );
  // What nothing can be in counts nothing.
  const none = searches.filter(({ query }) => !query).map(({ id }) => [id, 0]);
  return Object.fromEntries([...asked.map(({ id }, index) => [id, totals?.[index]]), ...none]);
}

/** Every attention Task that still asks for somebody. */
export const OPEN_ATTENTION_QUERY: Params = [
  ['code', `${TASK_CODE}|attention`],
  ['status', OPEN_ATTENTION.join()],
];
