import { useMedplum } from '@medplum/react-hooks';
import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { FaxRow } from '../../domain/fax/fax.ts';
import {
  type FaxFilter,
  type FaxListKey,
  matchesFilter,
  type TypedSearch,
} from '../../domain/fax/faxFilter.ts';
import type { FilterId } from '../../domain/fax/filters.ts';
import { FOLDERS, NOBODY } from '../../domain/fax/folders.ts';
import { useViewer } from '../clinic/useViewer.ts';
import { useTimeZone } from '../config.ts';
import { describeError, type ErrorWords } from '../errors.ts';
import { usePatientRecords } from '../patients/usePatientRecords.ts';
import { heldWork } from '../work/workCache.ts';
import { putNewestRows, rowOrder, withArrivals, withoutRow } from './faxCache.ts';
import type { FaxPage } from './faxPages.ts';
import { faxQueries } from './faxQueries.ts';
import { refusedFilters } from './refusedFilters.ts';
import { useBornThen } from './useBornThen.ts';

/** A list on the screen and what can be done with it. */
export interface FaxList {
  readonly rows: readonly FaxRow[];
  /** What the list is of. */
  readonly key: FaxListKey;
  readonly status: 'loading' | 'ready' | 'failed';
  readonly problem?: ErrorWords;
  /** The filters the server may not know, when it refused the question; else none. */
  readonly refused: readonly FilterId[];
  readonly hasMore: boolean;
  /** More could not be loaded; `loadMore` tries again. */
  readonly isMoreMissing: boolean;
  /** How many faxes arrived and wait until the reader wants to see them. */
  readonly heldBack: number;
  loadMore(): void;
  retry(): void;
  showHeldBack(): void;
  /** Hold arrivals back while the list is scrolled: nothing moves under the reader. */
  setHolding(holding: boolean): void;
  /** Whether a row still has a place in the list. */
  belongs(row: FaxRow): boolean;
  /** The reader moved on from a row: it leaves if it no longer belongs here. */
  release(id: string): void;
}

/** The received faxes of a filter, kept right by live events. */
export function useFaxList(filter: FaxFilter, typed: TypedSearch): FaxList {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const timeZone = useTimeZone();
  // Folders that are the same for everybody wait for nobody's teams.
  const { isPersonal } = FOLDERS[filter.folder];
  const known = useViewer();
  const viewer = isPersonal ? (known ?? NOBODY) : NOBODY;
  const { words, sender, birthDate } = typed;
  const records = usePatientRecords(filter.patient);
  const born = useBornThen(birthDate);
  const bornThen = born.patients;
  const key = useMemo<FaxListKey>(
    () => ({ filter, words, sender, birthDate, timeZone, viewer, records, bornThen }),
    [filter, words, sender, birthDate, timeZone, viewer, records, bornThen],
  );
  const isKnown =
    (!isPersonal || known !== undefined) &&
    (!filter.patient || records !== undefined) &&
    (!birthDate || bornThen !== undefined);
  const options = useMemo(() => faxQueries.list(client, key), [client, key]);
  const query = useInfiniteQuery({
    ...options,
    enabled: isKnown,
  });
  const problem = born.error ?? query.error;
  const refused = refusedFilters(problem, key);
  const { isFetching, fetchNextPage, refetch } = query;
  const [holding, setHolding] = useState(false);
  const arrivals = useArrivals(key);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const heldBack = useMemo(
    () => arrivals.filter(({ id }) => !rows.some((row) => row.id === id)),
    [arrivals, rows],
  );

  const showHeldBack = useCallback(() => {
    queryClient.setQueryData<InfiniteData<FaxPage, unknown>>(
      options.queryKey,
      (data) => data && withArrivals(data, arrivals, rowOrder(key)),
    );
    queryClient.setQueryData(faxQueries.arrivalsOf(key), []);
  }, [queryClient, options, arrivals, key]);

  // A page brings back the rows as they were when it was asked for: what is put among them is put after it has come.
  useEffect(() => {
    if (!isFetching) {
      putNewestRows(queryClient, options.queryKey);
    }
  }, [queryClient, options, isFetching]);
  useEffect(() => {
    if (!isFetching && !holding && arrivals.length > 0) {
      showHeldBack();
    }
  }, [isFetching, holding, arrivals, showHeldBack]);

  const belongs = useCallback(
    (row: FaxRow) => row.kind === 'fax' && matchesFilter(row, heldWork(queryClient, row.id)?.owner, key),
    [queryClient, key],
  );
  const release = useCallback(
    (id: string) => {
      queryClient.setQueryData<InfiniteData<FaxPage, unknown>>(options.queryKey, (data) => {
        const row = data?.pages.flatMap((page) => page.rows).find((held) => held.id === id);
        const stays = row?.kind !== 'fax' || belongs(row);
        return data && (stays ? data : withoutRow(data, id));
      });
    },
    [queryClient, options, belongs],
  );
  // The same function from render to render: who asks again when it changes would never stop asking while it fails.
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);

  return {
    rows,
    key,
    status: born.error ? 'failed' : query.isPending ? 'loading' : query.data ? 'ready' : 'failed',
    ...(problem && { problem: describeError(problem) }),
    refused: born.error && refused.length > 0 ? ['birthDate'] : refused,
    hasMore: query.hasNextPage,
    isMoreMissing: query.isFetchNextPageError,
    heldBack: heldBack.length,
    loadMore,
    retry: () => void (born.error ? born.retry() : refetch()),
    showHeldBack,
    setHolding,
    belongs,
    release,
  };
}

const NONE: readonly FaxRow[] = [];

function useArrivals(key: FaxListKey): readonly FaxRow[] {
  // Filled by live events only, so there is nothing to fetch.
  const { data } = useQuery<readonly FaxRow[]>({
    queryKey: faxQueries.arrivalsOf(key),
    queryFn: () => NONE,
    enabled: false,
    initialData: NONE,
  });
  return data;
}
