import type { Task } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { WORK_IDENTIFIER } from '../../domain/fhir/systems.ts';
import type { Work } from '../../domain/filing/workTask.ts';
import { resourcesOf, search } from '../client.ts';
import { keepWorks, NO_WORKS, WORKS_KEY, type Works, worksOf } from './workCache.ts';

/** Whose work the faxes are that have been listed; filled by lists and live events. */
export function useWorks(): Works {
  const { data } = useQuery<Works>({
    queryKey: WORKS_KEY,
    queryFn: () => NO_WORKS,
    enabled: false,
    initialData: NO_WORKS,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

/** Whose work a fax is; asked for when no list brought it. `undefined` until it is known, or while it has no Task. */
export function useWork(faxId: string): Work | undefined {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const known = useWorks().get(faxId);
  useQuery({
    queryKey: ['work-of', faxId],
    queryFn: async ({ signal }) => {
      const params = [['identifier', `${WORK_IDENTIFIER}|${faxId}`]] as const;
      keepWorks(queryClient, worksOf(resourcesOf(await search<Task>(client, 'Task', params, { signal }))));
      return null;
    },
    enabled: known === undefined,
    staleTime: 60_000,
  });
  return known;
}
