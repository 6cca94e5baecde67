import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { idOf } from '../../domain/fhir/elements.ts';
import { type PatientSummary, parsePatient } from '../../domain/patient/patient.ts';

/** The patient of a reference, with the identifiers a person checks; `undefined` until it is there. */
export function usePatient(reference: string | undefined): PatientSummary | undefined {
  const client = useMedplum();
  return useQuery({
    queryKey: ['patients', 'detail', reference],
    queryFn: async ({ signal }) =>
      parsePatient(await client.readResource('Patient', idOf(reference!), { signal })),
    enabled: reference !== undefined,
    staleTime: 60_000,
  }).data;
}
