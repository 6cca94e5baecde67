import type { Patient } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { survivorOf } from '../../domain/patient/patient.ts';
import { resourcesOf, search } from '../client.ts';

/**
 * The record of a patient (`Patient/…`) and those that were merged into it: faxes stay with the record they were filed
 * to. `undefined` while it is not known, or when nobody is asked for; where it cannot be asked, the record alone.
 */
export function usePatientRecords(patient: string | undefined): readonly string[] | undefined {
  const client = useMedplum();
  const { data } = useQuery({
    queryKey: ['patients', 'records', patient],
    queryFn: async ({ signal }) => {
      const one = patient ?? '';
      const params = [['link', one] as const, ['_elements', 'id,link'] as const];
      const found = await search<Patient>(client, 'Patient', params, { signal }).catch(() => undefined);
      const merged = found ? resourcesOf(found).filter((record) => survivorOf(record) === one) : [];
      return [one, ...merged.map(({ id }) => `Patient/${id}`)];
    },
    enabled: patient !== undefined,
    staleTime: 60_000,
  });
  return patient === undefined ? undefined : data;
}
