import { useMedplum } from '@medplum/react-hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { describeError, type ErrorWords } from '../errors.ts';
import { heldFax } from './faxCache.ts';
import { faxQueries } from './faxQueries.ts';

/** The fax of an address, as far as it is known. */
export interface OpenFaxState {
  readonly fax?: FaxRow;
  readonly status: 'none' | 'loading' | 'ready' | 'failed';
  readonly problem?: ErrorWords;
}

/** One fax: at once when a list holds it, else read from the server. */
export function useFax(id: string | undefined): OpenFaxState {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const query = useQuery({
    ...faxQueries.detail(client, id ?? ''),
    enabled: id !== undefined,
    initialData: () => (id ? heldFax(queryClient, id) : undefined),
  });
  if (!id) {
    return { status: 'none' };
  }
  return {
    ...(query.data && { fax: query.data }),
    status: query.data ? 'ready' : query.error ? 'failed' : 'loading',
    ...(query.error && { problem: describeError(query.error) }),
  };
}
