import type { HealthcareService } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { type Line, parseLine } from '../../domain/clinic/line.ts';
import { resourcesOf, search } from '../client.ts';

const NO_LINES: readonly Line[] = [];

/** The clinic's fax lines, by name. */
export function useLines(): readonly Line[] {
  const client = useMedplum();
  const query = useQuery({
    queryKey: ['clinic', 'lines'],
    queryFn: async () => {
      const bundle = await search<HealthcareService>(client, 'HealthcareService', [
        ['_count', '100'],
        ['_sort', 'name'],
      ]);
      return resourcesOf(bundle)
        .map(parseLine)
        .filter((line) => line.number !== undefined);
    },
    staleTime: 5 * 60_000,
  });
  return query.data ?? NO_LINES;
}
