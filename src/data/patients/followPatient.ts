import { getStatus, type MedplumClient, OperationOutcomeError } from '@medplum/core';
import type { Patient } from '@medplum/fhirtypes';
import { idOf } from '../../domain/fhir/elements.ts';
import { type PatientSummary, parsePatient, survivorOf } from '../../domain/patient/patient.ts';
import { err, ok, type Result } from '../../domain/result.ts';

/** Merges of merges; more than this is a circle. */
const HOPS = 5;

/**
 * The record a patient's documents belong to now: the patient, or the one it was merged into, read afresh.
 * @returns else why nothing can be filed there, as a sentence. Rejects when the server does not answer.
 */
export async function followPatient(
  client: MedplumClient,
  start: string,
): Promise<Result<PatientSummary, string>> {
  let reference = start;
  let mergedFrom: string | undefined;
  for (let hop = 0; hop <= HOPS; hop++) {
    const patient = await readPatient(client, reference);
    if (!patient) {
      return err('This patient was deleted. Nothing was filed; search again.');
    }
    const survivor = survivorOf(patient);
    if (!survivor) {
      return patient.active === false
        ? err('This patient’s record is not in use any more. Nothing was filed; search again.')
        : ok({ ...parsePatient(patient), ...(mergedFrom && { mergedFrom }) });
    }
    mergedFrom ??= describeRecord(parsePatient(patient));
    reference = survivor;
  }
  return err('This patient’s records were merged in a circle. Nothing was filed; tell an admin.');
}

function describeRecord({ name, mrn }: PatientSummary): string {
  return mrn ? `${name} · MRN ${mrn}` : name;
}

async function readPatient(client: MedplumClient, reference: string): Promise<Patient | undefined> {
  try {
    return await client.readResource('Patient', idOf(reference), { cache: 'no-store' });
  } catch (error) {
    const status = error instanceof OperationOutcomeError ? getStatus(error.outcome) : undefined;
    if (status === 404 || status === 410) {
      return undefined;
    }
    throw error;
  }
}
