import { QueryClient } from '@tanstack/react-query';
import { describe, expect, test } from 'vitest';
import { applyCommand, type TriageCommand } from '../../domain/fax/triageCommand.ts';
import { makeOwned, makeWorkTask, parseWork, type Work } from '../../domain/filing/workTask.ts';
import { ALVAREZ, actAt, DANA, faxOf, KHAN, openFax, TYPES } from '../../domain/testing/communications.ts';
import { putFax, putWork } from './faxCache.ts';
import { faxQueries } from './faxQueries.ts';
import type { FolderCounts } from './folderCounts.ts';

const VIEWER = { me: DANA.reference, teams: ['CareTeam/front'], covers: [] };
const COUNTS: FolderCounts = { unassigned: 5, mine: 1, 'my-team': 2, 'all-open': 9, attention: 1 };
const FAX = faxOf(openFax);

/** The counts after each of these has come to a desk that showed the fax, open and unowned. */
function countsAfter(...events: ((queryClient: QueryClient) => boolean)[]): FolderCounts | undefined {
  const queryClient = new QueryClient();
  putFax(queryClient, FAX);
  const key = [...faxQueries.countsKey(), VIEWER];
  queryClient.setQueryData(key, COUNTS);
  expect(events.map((event) => event(queryClient))).toEqual(events.map(() => true));
  return queryClient.getQueryData<FolderCounts>(key);
}

const did = (command: TriageCommand) => (queryClient: QueryClient) =>
  putFax(queryClient, faxOf(applyCommand(FAX, command, { act: actAt(1), types: TYPES })));

const ownedBy = (owner: typeof DANA | undefined) => (queryClient: QueryClient) =>
  putWork(queryClient, workOf(owner));

function workOf(owner: typeof DANA | undefined): Work {
  const ownership = owner ? { owner, isClaimed: true } : { isClaimed: false };
  return parseWork(makeOwned(makeWorkTask(FAX), ownership, actAt(2)))!;
}

describe('the counts follow by themselves', () => {
  test('what is filed, archived and brought back', () => {
    const filed = did({ kind: 'assign', patient: ALVAREZ, filingId: 'f' });
    expect(countsAfter(filed)).toEqual({ ...COUNTS, unassigned: 4 });
    expect(countsAfter(did({ kind: 'archive' }))).toEqual({ ...COUNTS, unassigned: 4, 'all-open': 8 });
    expect(countsAfter(did({ kind: 'archive' }), (queryClient) => putFax(queryClient, FAX))).toEqual(COUNTS);
  });

  test('whose it becomes', () => {
    expect(countsAfter(ownedBy(DANA))).toEqual({ ...COUNTS, mine: 2 });
    expect(countsAfter(ownedBy(DANA), ownedBy(KHAN))).toEqual(COUNTS);
    expect(countsAfter(ownedBy(DANA), did({ kind: 'junk' }))).toEqual({
      ...COUNTS,
      unassigned: 4,
      'all-open': 8,
    });
  });

  test('what is said twice counts once', () => {
    expect(countsAfter(ownedBy(DANA), ownedBy(DANA))).toEqual({ ...COUNTS, mine: 2 });
  });

  test('a fax that is new', () => {
    const fresh = faxOf({ ...openFax, id: 'fresh' });
    const arrived = countsAfter((queryClient) => putFax(queryClient, fresh, true));
    expect(arrived).toEqual({ ...COUNTS, unassigned: 6, 'all-open': 10 });
  });
});

test('a fax that was not held tells nothing about where it was: the counts have to be asked for', () => {
  const queryClient = new QueryClient();
  queryClient.setQueryData([...faxQueries.countsKey(), VIEWER], COUNTS);
  expect(putFax(queryClient, FAX)).toBe(false);
  expect(putWork(new QueryClient(), workOf(DANA))).toBe(false);
});
