import type { Basic } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { type Absence, parseAbsence } from '../../domain/clinic/absence.ts';
import { TASK_CODE } from '../../domain/fhir/systems.ts';
import { resourcesOf, search } from '../client.ts';

export const ABSENCES_KEY = ['clinic', 'absences'] as const;

const NONE: readonly Absence[] = [];

/** Who is away or will be; `undefined` until it is known. Where it cannot be read nobody is. */
export function useAbsences(): readonly Absence[] | undefined {
  const client = useMedplum();
  const { data, isError } = useQuery({
    queryKey: ABSENCES_KEY,
    queryFn: async () => {
      const bundle = await search<Basic>(client, 'Basic', [
        ['code', `${TASK_CODE}|absence`],
        ['_count', '500'],
      ]);
      return resourcesOf(bundle).flatMap((basic) => parseAbsence(basic) ?? []);
    },
    staleTime: 5 * 60_000,
    refetchInterval: 5 * 60_000,
  });
  return data ?? (isError ? NONE : undefined);
}
