import { getStatus, OperationOutcomeError } from '@medplum/core';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { idOf } from '../../domain/fhir/elements.ts';
import { type PatientSummary, parsePatient } from '../../domain/patient/patient.ts';

interface KnownPatient {
  /** `undefined` until it is there, or when there is none. */
  readonly patient: PatientSummary | undefined;
  /** The server says that nobody has this id. */
  readonly isMissing: boolean;
}

/** The patient of a reference that may be nobody's. */
export function useKnownPatient(reference: string | undefined): KnownPatient {
  const client = useMedplum();
  const { data } = useQuery({
    queryKey: ['patients', 'known', reference],
    queryFn: async ({ signal }) => {
      try {
        return parsePatient(await client.readResource('Patient', idOf(reference ?? ''), { signal }));
      } catch (error) {
        const status = error instanceof OperationOutcomeError ? getStatus(error.outcome) : undefined;
        if (status === 404 || status === 410) {
          return null;
        }
        throw error;
      }
    },
    enabled: reference !== undefined,
    staleTime: 60_000,
  });
  return { patient: data ?? undefined, isMissing: data === null };
}
