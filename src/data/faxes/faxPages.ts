import type { MedplumClient } from '@medplum/core';
import type { Communication, Resource } from '@medplum/fhirtypes';
import type { QueryClient } from '@tanstack/react-query';
import type { FaxRow } from '../../domain/fax/fax.ts';
import {
  type FaxListKey,
  hasUrgentOnTop,
  isOfPatients,
  isPrivate,
  makeFaxQuery,
  makePartsQuery,
  PAGE_SIZE,
  URGENT_ONLY,
} from '../../domain/fax/faxFilter.ts';
import { compareRows, cursorAfter, cursorParams, type FaxCursor } from '../../domain/fax/keyset.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
import { resourcesOf, search } from '../client.ts';
import { keepWorks, worksOf } from '../work/workCache.ts';

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
  const parts = makePartsQuery(key);
  const queries = [query, ...(parts ? [parts] : [])];
  const takesUrgent = param.cursor === undefined && hasUrgentOnTop(key.filter) && !key.filter.urgent;
  const [pages, urgentOnes] = await Promise.all([
    Promise.all(queries.map((one) => fetchOrdered(context, key, one, param))),
    Promise.all(takesUrgent ? queries.map((one) => fetchUrgent(context, key, one)) : []),
  ]);
  const page = mergePages(pages, key);
  const urgent = mergePages(
    urgentOnes.map((rows) => ({ rows })),
    key,
  ).rows;
  const others = page.rows.filter((row) => !urgent.some(({ id }) => id === row.id));
  return { ...page, rows: [...urgent, ...others] };
}

/**
 * Pages of searches that together are one list, as a page of it. Behind the end of a search that goes on nobody knows
 * what comes next, so what the others brought from there on is left to the next page.
 */
function mergePages(pages: readonly FaxPage[], { filter: { order } }: FaxListKey): FaxPage {
  const [only] = pages;
  if (only && pages.length === 1) {
    return only;
  }
  const compare = (a: FaxRow, b: FaxRow) => compareRows(a, b, { order, urgentOnTop: false });
  const ends = pages.flatMap(({ rows, next }) => (next ? rows.slice(-1) : []));
  const end = ends.sort(compare)[0];
  const all = pages.flatMap(({ rows }) => rows).sort(compare);
  const rows = end ? all.filter((row) => compare(row, end) <= 0) : all;
  const next = end && cursorAfter(rows, order);
  return { rows, ...(next && { next }) };
}

/** A part of the ids of all faxes of a list, each once, as many as a server gives at once. */
export async function* fetchIds(context: FetchContext, key: FaxListKey): AsyncGenerator<readonly string[]> {
  const held = new Set<string>();
  for (const query of [makeFaxQuery(key), makePartsQuery(key)]) {
    let cursor: FaxCursor | undefined;
    do {
      const page: FaxPage = query
        ? await fetchOrdered(context, key, query, { cursor, held }, IDS_ONLY)
        : { rows: [] };
      const ids = page.rows.map(({ id }) => id);
      for (const id of ids) {
        held.add(id);
      }
      yield ids;
      cursor = page.next;
    } while (cursor);
  }
}

/** What pages bring: whole faxes, or little more than their ids. */
interface PageKind {
  /** How many; absent: as many as the list loads at a time. */
  readonly size?: number;
  readonly params: Params;
}

/** With the Task that says whose work each is. */
const WHOLE_ROWS: PageKind = { params: [['_revinclude', 'Task:focus']] };
/**
 * With what tells where the next page begins and which patients the pages are of:
 * https://hl7.org/fhir/R4/search.html#elements
 */
const IDS_ONLY: PageKind = {
  size: MAX_PAGE_SIZE,
  params: [['_elements', 'status,medium,subject,extension,sent,received']],
};

type Params = readonly (readonly [string, string])[];

async function fetchUrgent(
  context: FetchContext,
  key: FaxListKey,
  query: Params,
): Promise<readonly FaxRow[]> {
  const count = ['_count', String(URGENT_AT_MOST)] as const;
  const order = cursorParams(undefined, key.filter.order);
  const params = [...query, URGENT_ONLY, ...order, count, ...WHOLE_ROWS.params];
  return (await fetchRows(context, key, params)).rows;
}

async function fetchOrdered(
  context: FetchContext,
  key: FaxListKey,
  query: Params,
  { cursor, held }: PageParam,
  kind: PageKind = WHOLE_ROWS,
): Promise<FaxPage> {
  const { order, pageSize = PAGE_SIZE } = key.filter;
  const ordered = [...query, ...cursorParams(cursor, order)];
  // A page that brings nothing new is full of one instant: ask for more of it until something new shows, and past
  // what a server gives at once for what comes after.
  for (let size: number = kind.size ?? pageSize, offset = 0; ; ) {
    const page: [string, string][] = [['_count', String(size)]];
    if (offset > 0) {
      page.push(['_offset', String(offset)]);
    }
    const all = await fetchRows(context, key, [...ordered, ...page, ...kind.params]);
    const rows = all.rows.filter((row) => !held.has(row.id));
    const isLast = all.found.length < size;
    if (rows.length > 0 || isLast) {
      const next = isLast ? undefined : cursorAfter(all.found, order);
      return { rows, ...(next && { next }) };
    }
    if (size < MAX_PAGE_SIZE) {
      size = Math.min(size * 2, MAX_PAGE_SIZE);
    } else {
      offset += MAX_PAGE_SIZE;
    }
  }
}

interface FoundRows {
  /** Whatever the server answered with. */
  readonly found: readonly FaxRow[];
  /** Those of the list: not parts that were taken back, which `makePartsQuery` finds as well. */
  readonly rows: readonly FaxRow[];
}

async function fetchRows(
  { client, queryClient, signal }: FetchContext,
  key: FaxListKey,
  params: Params,
): Promise<FoundRows> {
  const bundle = await search<Communication | Resource>(client, 'Communication', params, {
    isPrivate: isPrivate(key),
    signal,
  });
  keepWorks(queryClient, worksOf(resourcesOf(bundle, 'include')));
  const found = resourcesOf(bundle, 'match').map(parseFaxRow);
  return { found, rows: found.filter((row) => row.kind !== 'fax' || isOfPatients(row, key)) };
}
