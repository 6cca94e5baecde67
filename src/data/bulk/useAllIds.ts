import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { FaxListKey } from '../../domain/fax/faxFilter.ts';
import { fetchIds } from '../faxes/faxPages.ts';

/** Asks for the ids of all faxes of a list, page after page; `onIds` is given each page's. */
export function useAllIds(): (
  key: FaxListKey,
  onIds: (ids: readonly string[]) => void,
  signal: AbortSignal,
) => Promise<void> {
  const client = useMedplum();
  const queryClient = useQueryClient();
  return useCallback(
    async (key, onIds, signal) => {
      for await (const ids of fetchIds({ client, queryClient, signal }, key)) {
        onIds(ids);
      }
    },
    [client, queryClient],
  );
}
