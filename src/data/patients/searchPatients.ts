import type { MedplumClient } from '@medplum/core';
import type { Patient } from '@medplum/fhirtypes';
import { escapeSearchValue } from '../../domain/fhir/elements.ts';
import { type PatientSummary, parsePatient, survivorOf } from '../../domain/patient/patient.ts';
import type { PatientQuery } from '../../domain/patient/patientQuery.ts';
import { resourcesOf, search } from '../client.ts';
import { followPatient } from './followPatient.ts';

const FOUND_AT_MOST = 20;

/**
 * The patients a query finds, each once. A merged record stands for the one it was merged into; records that are not in
 * use are left out. What was typed goes by POST, never into an address.
 */
export async function searchPatients(
  client: MedplumClient,
  query: PatientQuery,
  signal?: AbortSignal,
): Promise<PatientSummary[]> {
  const bundles = await Promise.all(
    makeSearches(query).map((params) =>
      search<Patient>(client, 'Patient', [...params, ['_count', String(FOUND_AT_MOST)]], {
        isPrivate: true,
        ...(signal && { signal }),
      }),
    ),
  );
  const patients = bundles.flatMap((bundle) => resourcesOf(bundle));
  const found = await Promise.all(patients.map((patient) => offeredFor(client, patient)));
  const byReference = new Map<string, PatientSummary>();
  for (const patient of found) {
    // Found under its own name, a patient is not shown as where another one went.
    if (patient && (!patient.mergedFrom || !byReference.has(patient.reference))) {
      byReference.set(patient.reference, patient);
    }
  }
  return [...byReference.values()];
}

async function offeredFor(client: MedplumClient, patient: Patient): Promise<PatientSummary | undefined> {
  if (survivorOf(patient)) {
    const survivor = await followPatient(client, `Patient/${patient.id}`);
    return survivor.ok ? survivor.value : undefined;
  }
  return patient.active === false ? undefined : parsePatient(patient);
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
