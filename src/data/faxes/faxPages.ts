import type { MedplumClient } from '@medplum/core';
import type { Communication, Resource } from '@medplum/fhirtypes';
import type { QueryClient } from '@tanstack/react-query';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { type FaxListKey, hasUrgentOnTop, makeFaxQuery, URGENT_ONLY } from '../../domain/fax/faxFilter.ts';
import { cursorAfter, cursorParams, type FaxCursor } from '../../domain/fax/keyset.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
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

/** Where a page begins, and what is held already. */
export interface PageParam {
  readonly cursor: FaxCursor | undefined;
  readonly held: ReadonlySet<string>;
}

interface FetchContext {
  readonly client: MedplumClient;
  readonly queryClient: QueryClient;
  readonly signal: AbortSignal;
}

/** A page of the list; the first one begins with what is urgent, where that stands on top. */
export async function fetchPage(context: FetchContext, key: FaxListKey, param: PageParam): Promise<FaxPage> {
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
