import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import type { FolderId } from '../../domain/fax/folders.ts';
import { faxQueries } from './faxQueries.ts';

const NO_COUNTS: Partial<Record<FolderId, number>> = {};

/** How many faxes are in the counted folders; asked at sign-in and two seconds after the last event (`live.ts`). */
export function useFolderCounts(): Partial<Record<FolderId, number>> {
  const client = useMedplum();
  return useQuery(faxQueries.counts(client)).data ?? NO_COUNTS;
}
