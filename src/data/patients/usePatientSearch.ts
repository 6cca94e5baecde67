import type { Patient } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { escapeSearchValue } from '../../domain/fhir/elements.ts';
import { dateOf } from '../../domain/format/time.ts';
import { type PatientSummary, parsePatient } from '../../domain/patient/patient.ts';
import { type PatientQuery, parsePatientQuery } from '../../domain/patient/patientQuery.ts';
import { resourcesOf, search } from '../client.ts';
import { useTimeZone } from '../config.ts';
import { describeError, type ErrorWords } from '../errors.ts';

const FOUND_AT_MOST = 20;

interface PatientsFound {
  readonly patients: readonly PatientSummary[];
  /** `idle` while nothing searchable is typed. */
  readonly status: 'idle' | 'loading' | 'ready' | 'failed';
  readonly problem?: ErrorWords;
}

/** Patients by part of a name, birth date in any usual order, or MRN. What is typed goes by POST, never into an address. */
export function usePatientSearch(text: string): PatientsFound {
  const client = useMedplum();
  const today = dateOf(new Date().toISOString(), useTimeZone());
  const patientQuery = parsePatientQuery(text, today);
  const query = useQuery({
    queryKey: ['patients', 'search', patientQuery],
    queryFn: async ({ signal }) => {
      const bundles = await Promise.all(
        makeSearches(patientQuery!).map((params) =>
          search<Patient>(client, 'Patient', [...params, ['_count', String(FOUND_AT_MOST)]], {
            isPrivate: true,
            signal,
          }),
        ),
      );
      return bundles.flatMap((bundle) => resourcesOf(bundle)).map(parsePatient);
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

type Params = readonly (readonly [string, string])[];

/** One search for each birth date that may be meant: Medplum refuses a list of dates in one parameter. */
function makeSearches(query: PatientQuery): Params[] {
  const sort = ['_sort', 'name'] as const;
  switch (query.kind) {
    case 'identifier':
      return [[['identifier', query.value]]];
    case 'birth-date':
      return query.birthDates.map((date) => [['birthdate', date], sort]);
    case 'name': {
      const name = query.words.map((word) => ['name', escapeSearchValue(word)] as const);
      return query.birthDates.length > 0
        ? query.birthDates.map((date) => [...name, ['birthdate', date], sort])
        : [[...name, sort]];
    }
  }
}
