import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { type FaxListKey, hasUrgentOnTop, matchesFilter } from '../../domain/fax/faxFilter.ts';
import { insertionIndex, type RowOrder } from '../../domain/fax/keyset.ts';
import type { Work } from '../../domain/filing/workTask.ts';
import { heldWork, keepWorks } from '../work/workCache.ts';
import type { FaxPage } from './faxPages.ts';
import { faxQueries } from './faxQueries.ts';
import { patchCounts } from './patchCounts.ts';

type FaxListData = InfiniteData<FaxPage, unknown>;

/**
 * Edits of what is held in the cache: pure functions over pages, and those that put a fax where it is shown. Rows keep
 * their place: a fax that changed never moves under the reader.
 */

/** The pages with a row replaced where it stands; the same object when it is not there. */
function withRow(data: FaxListData, row: FaxRow): FaxListData {
  const pages = data.pages.map((page) =>
    page.rows.some((held) => held.id === row.id)
      ? { ...page, rows: page.rows.map((held) => (held.id === row.id ? row : held)) }
      : page,
  );
  return pages.some((page, index) => page !== data.pages[index]) ? { ...data, pages } : data;
}

/** The pages without a row. */
export function withoutRow(data: FaxListData, id: string): FaxListData {
  const pages = data.pages.map((page) => ({ ...page, rows: page.rows.filter((row) => row.id !== id) }));
  return { ...data, pages };
}

/**
 * Takes faxes that are through out of the lists they no longer belong to: those a run has been through. The one that is
 * on screen stays until the reader moves on.
 */
export function releaseFaxes(queryClient: QueryClient, ids: ReadonlySet<string>): void {
  const isOnScreen = (id: string) =>
    (queryClient
      .getQueryCache()
      .find({ queryKey: faxQueries.detailKey(id) })
      ?.getObserversCount() ?? 0) > 0;
  for (const [queryKey, data] of queryClient.getQueriesData<FaxListData>({ queryKey: faxQueries.lists() })) {
    // As in `placeRow`.
    const key = queryKey.at(-1) as FaxListKey;
    const leaves = (row: FaxRow) =>
      ids.has(row.id) &&
      row.kind === 'fax' &&
      !matchesFilter(row, heldWork(queryClient, row.id)?.owner, key) &&
      !isOnScreen(row.id);
    if (data?.pages.some((page) => page.rows.some(leaves))) {
      const pages = data.pages.map((page) => ({ ...page, rows: page.rows.filter((row) => !leaves(row)) }));
      queryClient.setQueryData<FaxListData>(queryKey, { ...data, pages });
    }
  }
}

/**
 * The pages with arrivals where the order puts them; those beyond what is loaded come with their page. One that has come
 * with its page meanwhile is there already.
 */
export function withArrivals(data: FaxListData, arrivals: readonly FaxRow[], order: RowOrder): FaxListData {
  const pages = data.pages.map((page) => ({ ...page, rows: [...page.rows] }));
  for (const row of arrivals.filter(({ id }) => !holdsRow(data, id))) {
    const page = pageFor({ ...data, pages }, row, order);
    page?.rows.splice(insertionIndex(page.rows, row, order), 0, row);
  }
  return { ...data, pages };
}

/** The loaded page a fax stands in; `undefined` when it comes after all that is loaded. */
function pageFor<Page extends FaxPage>({ pages }: { pages: Page[] }, row: FaxRow, order: RowOrder) {
  const last = pages.at(-1);
  return (
    pages.find((page) => insertionIndex(page.rows, row, order) < page.rows.length) ??
    (last?.next ? undefined : last)
  );
}

function holdsRow(data: FaxListData, id: string): boolean {
  return data.pages.some((page) => page.rows.some((row) => row.id === id));
}

/** The keys of the lists and of the counts that are held. */
export interface Shown {
  readonly lists: readonly QueryKey[];
  readonly counts: readonly QueryKey[];
}

/** Where faxes are shown. Finding that out looks at the whole cache: once for however many are put there. */
export function shownIn(queryClient: QueryClient): Shown {
  const keysOf = (queryKey: QueryKey) => queryClient.getQueriesData({ queryKey }).map(([key]) => key);
  return { lists: keysOf(faxQueries.lists()), counts: keysOf(faxQueries.countsKey()) };
}

/** A row read later than another. Events come late and twice; what is shown never goes back. */
function isNewer(row: FaxRow, held: FaxRow | undefined): boolean {
  return !held || lastUpdated(row) >= lastUpdated(held);
}

function lastUpdated(row: FaxRow): string {
  return row.kind === 'fax' ? (row.communication.meta?.lastUpdated ?? '') : '';
}

/**
 * Puts a fax as it now is into its detail, every list that shows it and the counts, and among the arrivals of lists it
 * belongs to. Answers whether the counts are right by it: nobody knows where a fax was that was not held.
 * @param isNews It has just been received. One that merely changed, and whose place no list has loaded, is no arrival.
 */
export function putFax(
  queryClient: QueryClient,
  row: FaxRow,
  isNews = false,
  shown = shownIn(queryClient),
): boolean {
  const detail = faxQueries.detailKey(row.id);
  if (!isNewer(row, queryClient.getQueryData<FaxRow>(detail))) {
    return true;
  }
  const before = heldFax(queryClient, row.id, shown);
  const isKnown = before !== undefined || isNews;
  if (isKnown) {
    const owner = heldWork(queryClient, row.id)?.owner;
    patchCounts(queryClient, shown.counts, { row: before, owner }, { row, owner });
  }
  queryClient.setQueryData(detail, row);
  placeRow(queryClient, row, isNews, shown);
  return isKnown;
}

/**
 * Takes in whose work a fax is now: lists that are somebody's own gain it, and say of it that it is gone. Answers
 * whether the counts are right by it.
 */
export function putWork(queryClient: QueryClient, work: Work, shown = shownIn(queryClient)): boolean {
  const before = heldWork(queryClient, work.faxId)?.owner;
  const isNews = keepWorks(queryClient, [work]).length > 0;
  const row = isNews ? heldFax(queryClient, work.faxId, shown) : undefined;
  if (row) {
    const { owner } = work;
    patchCounts(queryClient, shown.counts, { row, owner: before }, { row, owner });
    placeRow(queryClient, row, false, shown);
  }
  return !isNews || row !== undefined || work.owner === undefined;
}

/** Whether some list of this person's own shows what an owner has. */
export function isListedFor(queryClient: QueryClient, owner: string): boolean {
  const lists = queryClient.getQueriesData<FaxListData>({ queryKey: faxQueries.lists() });
  return lists.some(([queryKey]) => {
    // As in `placeRow`.
    const { me, teams, covers } = (queryKey.at(-1) as FaxListKey).viewer;
    return [me, ...teams, ...covers].includes(owner);
  });
}

function placeRow(queryClient: QueryClient, row: FaxRow, isNews: boolean, { lists }: Shown): void {
  for (const queryKey of lists) {
    const data = queryClient.getQueryData<FaxListData>(queryKey);
    if (data && holdsRow(data, row.id)) {
      queryClient.setQueryData(queryKey, withRow(data, row));
    } else {
      // The key of a list ends with what it is of: `faxQueries.list`.
      const key = queryKey.at(-1) as FaxListKey;
      const isInReach = data === undefined || pageFor(data, row, rowOrder(key)) !== undefined;
      putArrival(queryClient, key, row, isNews || isInReach);
    }
  }
}

/** How the rows of a list are sorted. */
export function rowOrder({ filter }: FaxListKey): RowOrder {
  return { order: filter.order, urgentOnTop: hasUrgentOnTop(filter) };
}

function putArrival(queryClient: QueryClient, key: FaxListKey, row: FaxRow, isArrival: boolean): void {
  const owner = heldWork(queryClient, row.id)?.owner;
  const belongs = row.kind === 'fax' && matchesFilter(row, owner, key);
  queryClient.setQueryData<readonly FaxRow[]>(faxQueries.arrivalsOf(key), (held = []) => {
    const others = held.filter((other) => other.id !== row.id);
    return belongs && (isArrival || others.length < held.length) ? [...others, row] : others;
  });
}

/** Puts what became known of faxes while a page of the list was on its way into its rows. */
export function putNewestRows(queryClient: QueryClient, listKey: QueryKey): void {
  const data = queryClient.getQueryData<FaxListData>(listKey);
  const newer = data?.pages
    .flatMap((page) => page.rows)
    .flatMap((row) => {
      const known = queryClient.getQueryData<FaxRow>(faxQueries.detailKey(row.id));
      return known && lastUpdated(known) > lastUpdated(row) ? [known] : [];
    });
  // Not when there is nothing to put: setting data also forgets that the page failed.
  if (data && newer && newer.length > 0) {
    queryClient.setQueryData<FaxListData>(listKey, newer.reduce(withRow, data));
  }
}

/** The newest reading of a fax that the cache holds. */
export function heldFax(
  queryClient: QueryClient,
  id: string,
  shown = shownIn(queryClient),
): FaxRow | undefined {
  const detail = queryClient.getQueryData<FaxRow>(faxQueries.detailKey(id));
  if (detail) {
    return detail;
  }
  for (const queryKey of shown.lists) {
    for (const page of queryClient.getQueryData<FaxListData>(queryKey)?.pages ?? []) {
      const row = page.rows.find((held) => held.id === id);
      if (row) {
        return row;
      }
    }
  }
  return undefined;
}
