import type { Communication } from '@medplum/fhirtypes';
import { type InfiniteData, QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, test } from 'vitest';
import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import type { FaxListKey } from '../../domain/fax/faxFilter.ts';
import { NOBODY } from '../../domain/fax/folders.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
import { FAX_DIRECTION, FAX_STATE } from '../../domain/fhir/systems.ts';
import { makeWorkTask, parseWork, type Work } from '../../domain/filing/workTask.ts';
import { heldWork } from '../work/workCache.ts';
import {
  heldFax,
  putFax,
  putNewestRows,
  putWork,
  releaseFaxes,
  withArrivals,
  withoutRow,
} from './faxCache.ts';
import type { FaxPage } from './faxPages.ts';
import { faxQueries } from './faxQueries.ts';

const KEY: FaxListKey = {
  filter: { folder: 'all-open', order: 'newest' },
  words: '',
  timeZone: 'UTC',
  viewer: NOBODY,
};
const NEWEST = { order: 'newest', urgentOnTop: true } as const;
const OLDEST = { order: 'oldest', urgentOnTop: true } as const;
const LIST_KEY = ['faxes', 'list', KEY];

function fax(id: string, sent: string, change: { state?: string; lastUpdated?: string } = {}): Fax {
  const communication: Communication = {
    resourceType: 'Communication',
    id,
    meta: { versionId: '1', lastUpdated: change.lastUpdated ?? '2026-11-20T09:00:00.000Z' },
    status: 'completed',
    category: [
      { coding: [{ system: FAX_DIRECTION, code: 'inbound' }] },
      { coding: [{ system: FAX_STATE, code: change.state ?? 'open' }] },
    ],
    sent,
  };
  const row = parseFaxRow(communication);
  if (row.kind !== 'fax') {
    throw new Error(row.reason);
  }
  return row;
}

function listOfPages(...pages: FaxRow[][]): InfiniteData<FaxPage, unknown> {
  return {
    pages: pages.map((rows, index) => ({
      rows,
      ...(index < pages.length - 1 && { next: { at: rows.at(-1)?.sent ?? '' } }),
    })),
    pageParams: pages.map(() => undefined),
  };
}

/** A page after which another one is to be loaded. */
function firstOfTwo(row: FaxRow): FaxPage {
  return { rows: [row], next: { at: row.sent ?? '' } };
}

function ids(data: InfiniteData<FaxPage, unknown> | undefined): string[] {
  return data?.pages.flatMap((page) => page.rows.map((row) => row.id)) ?? [];
}

const MORNING = fax('morning', '2026-11-20T08:00:00Z');
const NOON = fax('noon', '2026-11-20T12:00:00Z');
const EVENING = fax('evening', '2026-11-20T18:00:00Z');

describe('an event of a fax', () => {
  test('replaces its row where it stands, even when it left the folder', () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(LIST_KEY, listOfPages([EVENING, NOON, MORNING]));
    putFax(
      queryClient,
      fax('noon', '2026-11-20T12:00:00Z', { state: 'trash', lastUpdated: '2026-11-20T13:00:00Z' }),
    );
    const data = queryClient.getQueryData<InfiniteData<FaxPage, unknown>>(LIST_KEY);
    expect(ids(data)).toEqual(['evening', 'noon', 'morning']);
    expect(data?.pages[0]?.rows[1]).toMatchObject({ state: 'trash' });
  });

  test('that is older than what is shown changes nothing', () => {
    const queryClient = new QueryClient();
    putFax(
      queryClient,
      fax('noon', '2026-11-20T12:00:00Z', { state: 'closed', lastUpdated: '2026-11-20T13:00:00Z' }),
    );
    putFax(
      queryClient,
      fax('noon', '2026-11-20T12:00:00Z', { state: 'open', lastUpdated: '2026-11-20T12:30:00Z' }),
    );
    expect(heldFax(queryClient, 'noon')).toMatchObject({ state: 'closed' });
  });

  test('that is new to a list it belongs to waits as an arrival, once', () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(LIST_KEY, listOfPages([MORNING]));
    putFax(queryClient, NOON);
    putFax(queryClient, NOON);
    const arrivals = queryClient.getQueryData<readonly FaxRow[]>(faxQueries.arrivalsOf(KEY));
    expect(arrivals?.map((row) => row.id)).toEqual(['noon']);
  });

  test('that comes while a list is being loaded waits as an arrival', () => {
    const queryClient = new QueryClient();
    void queryClient.prefetchQuery({ queryKey: LIST_KEY, queryFn: () => new Promise(() => {}) });
    putFax(queryClient, NOON);
    const arrivals = queryClient.getQueryData<readonly FaxRow[]>(faxQueries.arrivalsOf(KEY));
    expect(arrivals?.map((row) => row.id)).toEqual(['noon']);
  });

  test('that comes while a page is on its way outlasts the page', () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(LIST_KEY, listOfPages([EVENING, NOON]));
    putFax(
      queryClient,
      fax('noon', '2026-11-20T12:00:00Z', { state: 'closed', lastUpdated: '2026-11-20T13:00:00Z' }),
    );
    queryClient.setQueryData(LIST_KEY, listOfPages([EVENING, NOON], [MORNING]));
    putNewestRows(queryClient, LIST_KEY);
    const data = queryClient.getQueryData<InfiniteData<FaxPage, unknown>>(LIST_KEY);
    expect(ids(data)).toEqual(['evening', 'noon', 'morning']);
    expect(data?.pages[0]?.rows[1]).toMatchObject({ state: 'closed' });
  });

  test('that only changed a fax further down than is loaded is no arrival, unless it waits as one', () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(LIST_KEY, { pages: [firstOfTwo(EVENING)], pageParams: [undefined] });
    const waiting = () => queryClient.getQueryData<readonly FaxRow[]>(faxQueries.arrivalsOf(KEY));
    putFax(queryClient, NOON);
    expect(waiting()).toEqual([]);
    putFax(queryClient, MORNING, true);
    putFax(queryClient, fax('morning', MORNING.sent ?? '', { lastUpdated: '2026-11-20T13:00:00Z' }));
    expect(waiting()?.map((row) => row.communication)).toMatchObject([
      { id: 'morning', meta: { lastUpdated: '2026-11-20T13:00:00Z' } },
    ]);
  });

  test('that does not belong to a list is no arrival there', () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(LIST_KEY, listOfPages([MORNING]));
    putFax(queryClient, fax('gone', '2026-11-20T12:00:00Z', { state: 'archived' }));
    expect(queryClient.getQueryData(faxQueries.arrivalsOf(KEY))).toEqual([]);
  });
});

describe('whose work a fax is', () => {
  const MINE: FaxListKey = {
    ...KEY,
    filter: { folder: 'mine', order: 'oldest' },
    viewer: { me: 'Practitioner/me', teams: [], covers: [] },
  };
  const owned = (owner: string | undefined, lastUpdated: string): Work => {
    const task = { ...makeWorkTask({ id: 'noon' }), meta: { lastUpdated } };
    return parseWork(owner ? { ...task, owner: { reference: owner } } : task)!;
  };
  const arrivals = (queryClient: QueryClient) =>
    queryClient.getQueryData<readonly FaxRow[]>(faxQueries.arrivalsOf(MINE))?.map((row) => row.id);

  test('brings it into the list of whoever it becomes, and takes it out again', () => {
    const queryClient = new QueryClient();
    queryClient.setQueryData(['faxes', 'list', MINE], listOfPages([MORNING]));
    putFax(queryClient, NOON);
    expect(arrivals(queryClient)).toEqual([]);
    putWork(queryClient, owned('Practitioner/me', '2026-11-20T10:00:00Z'));
    expect(arrivals(queryClient)).toEqual(['noon']);
    putWork(queryClient, owned('Practitioner/other', '2026-11-20T11:00:00Z'));
    expect(arrivals(queryClient)).toEqual([]);
  });

  test('never goes back to what it was before', () => {
    const queryClient = new QueryClient();
    putWork(queryClient, owned('Practitioner/me', '2026-11-20T11:00:00Z'));
    putWork(queryClient, owned(undefined, '2026-11-20T10:00:00Z'));
    expect(heldWork(queryClient, 'noon')?.owner?.reference).toBe('Practitioner/me');
  });
});

describe('arrivals', () => {
  test('are put where the order wants them', () => {
    expect(ids(withArrivals(listOfPages([EVENING, MORNING]), [NOON], NEWEST))).toEqual([
      'evening',
      'noon',
      'morning',
    ]);
    expect(ids(withArrivals(listOfPages([MORNING, EVENING]), [NOON], OLDEST))).toEqual([
      'morning',
      'noon',
      'evening',
    ]);
  });

  test('beyond the last loaded page come with their page', () => {
    const loaded: InfiniteData<FaxPage, unknown> = { pages: [firstOfTwo(EVENING)], pageParams: [undefined] };
    expect(ids(withArrivals(loaded, [MORNING], NEWEST))).toEqual(['evening']);
  });

  test('that have come with their page meanwhile are not put there again', () => {
    expect(ids(withArrivals(listOfPages([MORNING], [EVENING]), [EVENING], OLDEST))).toEqual([
      'morning',
      'evening',
    ]);
  });

  test('of one instant are ordered by id, as the server orders them', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => fax(id, '2026-11-20T12:00:00Z'));
    expect(ids(withArrivals(listOfPages([a!, c!]), [b!], NEWEST))).toEqual(['a', 'b', 'c']);
  });
});

test('a released row leaves its page and no other', () => {
  expect(ids(withoutRow(listOfPages([EVENING, NOON], [MORNING]), 'noon'))).toEqual(['evening', 'morning']);
});

test('what a run is through with leaves the lists it no longer belongs to, but not from under the reader', () => {
  const queryClient = new QueryClient();
  const away = (id: string) => fax(id, '2026-11-20T12:00:00Z', { state: 'junk' });
  queryClient.setQueryData(LIST_KEY, listOfPages([away('done'), away('open'), NOON], [away('other')]));
  const reader = new QueryObserver(queryClient, { queryKey: faxQueries.detailKey('open'), enabled: false });
  const close = reader.subscribe(() => {});
  releaseFaxes(queryClient, new Set(['done', 'open', 'noon']));
  close();
  // Noon belongs here still, and the other is none of the run's.
  expect(ids(queryClient.getQueryData(LIST_KEY))).toEqual(['open', 'noon', 'other']);
});
