import { useMedplum } from '@medplum/react-hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dateOf } from '../../domain/format/time.ts';
import type { PatientSummary } from '../../domain/patient/patient.ts';
import { parsePatientQuery } from '../../domain/patient/patientQuery.ts';
import { useFindsMisspelt, useTimeZone } from '../config.ts';
import { describeError, type ErrorWords } from '../errors.ts';
import { searchPatients } from './searchPatients.ts';

interface PatientsFound {
  readonly patients: readonly PatientSummary[];
  /** `idle` while nothing searchable is typed. */
  readonly status: 'idle' | 'loading' | 'ready' | 'failed';
  readonly problem?: ErrorWords;
}

/** Patients by part of a name, birth date in any usual order, or MRN. */
export function usePatientSearch(text: string): PatientsFound {
  const client = useMedplum();
  const findsMisspelt = useFindsMisspelt();
  const today = dateOf(new Date().toISOString(), useTimeZone());
  const patientQuery = parsePatientQuery(text, today);
  const query = useQuery({
    queryKey: ['patients', 'search', patientQuery],
    queryFn: ({ signal }) => searchPatients(client, patientQuery!, { findsMisspelt, signal }),
    enabled: patientQuery !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    // Names and birth dates do not stay behind in memory.
    gcTime: 60_000,
  });
  if (!patientQuery) {
    return { patients: [], status: 'idle' };
  }
  return {
    patients: query.data ?? [],
    status: query.error ? 'failed' : query.data && !query.isPlaceholderData ? 'ready' : 'loading',
    ...(query.error && { problem: describeError(query.error) }),
  };
}
