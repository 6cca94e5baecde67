import type { Patient } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { dateOf } from '../../domain/format/time.ts';
import { type PatientSummary, parsePatient } from '../../domain/patient/patient.ts';
import { type PatientQuery, parsePatientQuery } from '../../domain/patient/patientQuery.ts';
import { resourcesOf, search } from '../client.ts';
import { useTimeZone } from '../config.ts';
import { describeError, type ErrorWords } from '../errors.ts';

const FOUND_AT_MOST = 20;

export interface PatientSearch {
  readonly patients: readonly PatientSummary[];
  /** `idle` while nothing searchable is typed. */
  readonly status: 'idle' | 'loading' | 'ready' | 'failed';
  readonly problem?: ErrorWords;
}

/** Patients by part of a name, birth date in any usual order, or MRN. What is typed goes by POST, never into an address. */
export function usePatientSearch(text: string): PatientSearch {
  const client = useMedplum();
  const today = dateOf(new Date().toISOString(), useTimeZone());
  const patientQuery = parsePatientQuery(text, today);
  const query = useQuery({
    queryKey: ['patients', 'search', patientQuery],
    queryFn: async ({ signal }) => {
      const params = [...makeParams(patientQuery!), ['_count', String(FOUND_AT_MOST)] as const];
      const bundle = await search<Patient>(client, 'Patient', params, { isPrivate: true, signal });
      return resourcesOf(bundle).map(parsePatient);
    },
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

function makeParams(query: PatientQuery): (readonly [string, string])[] {
  switch (query.kind) {
    case 'identifier':
      return [['identifier', query.value]];
    case 'birth-date':
      return [
        ['birthdate', query.birthDates.join(',')],
        ['_sort', 'name'],
      ];
    case 'name':
      return [
        ...query.words.map((word) => ['name', word.replace(/[\\,$|]/g, '\\$&')] as const),
        ...(query.birthDates.length > 0 ? [['birthdate', query.birthDates.join(',')] as const] : []),
        ['_sort', 'name'],
      ];
  }
}
