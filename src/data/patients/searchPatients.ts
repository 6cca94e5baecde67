import type { MedplumClient } from '@medplum/core';
import type { Patient } from '@medplum/fhirtypes';
import { type PatientSummary, parsePatient, survivorOf } from '../../domain/patient/patient.ts';
import type { PatientQuery } from '../../domain/patient/patientQuery.ts';
import { FEW, makePatientSearches } from '../../domain/patient/patientSearches.ts';
import { besideLookAlikes, rankPatients } from '../../domain/patient/rankPatients.ts';
import { resourcesOf, search } from '../client.ts';
import { followPatient } from './followPatient.ts';

const SHOWN_AT_MOST = 20;

export interface SearchOptions {
  /** Whether the server finds misspelt names by itself. */
  readonly findsMisspelt: boolean;
  readonly signal?: AbortSignal;
}

/**
 * The patients a query may mean, closest first and each once. A merged record stands for the one it was merged into;
 * records that are not in use are left out. What was typed goes by POST, never into an address.
 */
export async function searchPatients(
  client: MedplumClient,
  query: PatientQuery,
  { findsMisspelt, signal }: SearchOptions,
): Promise<readonly PatientSummary[]> {
  const { first, ifFew } = makePatientSearches(query, findsMisspelt);
  const ask = async (searches: typeof first) =>
    (await Promise.all(searches.map((params) => searchOnce(client, params, signal)))).flat();
  const patients = await ask(first);
  const all = patients.length < FEW ? [...patients, ...(await ask(ifFew))] : patients;
  const once = [...new Map(all.map((patient) => [patient.id, patient])).values()];
  const ranked = rankPatients(query, once).slice(0, SHOWN_AT_MOST);
  const offered = await Promise.all(ranked.map((patient) => offeredFor(client, patient)));
  return besideLookAlikes(eachOnce(offered));
}

async function searchOnce(
  client: MedplumClient,
  params: readonly (readonly [string, string])[],
  signal: AbortSignal | undefined,
): Promise<Patient[]> {
  const options = { isPrivate: true, ...(signal && { signal }) };
  return resourcesOf(await search<Patient>(client, 'Patient', params, options));
}

/** Found under its own name, a patient is not shown as where another one went. */
function eachOnce(offered: readonly (PatientSummary | undefined)[]): PatientSummary[] {
  const byReference = new Map<string, PatientSummary>();
  for (const patient of offered) {
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
