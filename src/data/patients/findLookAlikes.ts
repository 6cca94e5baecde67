import type { MedplumClient } from '@medplum/core';
import { isDate } from '../../domain/format/time.ts';
import { dayAndMonthExchanged, lookAlikes } from '../../domain/patient/lookAlikes.ts';
import type { PatientSummary } from '../../domain/patient/patient.ts';
import type { PatientQuery } from '../../domain/patient/patientQuery.ts';
import { foldedWords } from '../../domain/patient/spelling.ts';
import { type SearchOptions, searchPatients } from './searchPatients.ts';

/** A name of more words is looked for by its first with each of so many others. */
const OTHER_WORDS = 3;

/** Everybody on the server who could be taken for a patient, whatever was searched for. */
export async function findLookAlikes(
  client: MedplumClient,
  patient: PatientSummary,
  options: SearchOptions,
): Promise<readonly PatientSummary[]> {
  const found = await Promise.all(
    questionsAbout(patient).map((question) => searchPatients(client, question, options)),
  );
  const once = new Map(found.flat().map((other) => [other.reference, other]));
  return lookAlikes(patient, [...once.values()]);
}

function questionsAbout({ name, birthDate }: PatientSummary): PatientQuery[] {
  const [first = '', ...others] = foldedWords(name);
  const byName = others
    .slice(-OTHER_WORDS)
    .map((other): PatientQuery => ({ kind: 'name', words: [first, other], birthDates: [] }));
  const dates = birthDate ? [birthDate, dayAndMonthExchanged(birthDate)].filter(isDate) : [];
  return [...byName, ...(dates.length > 0 ? [{ kind: 'birth-date', birthDates: dates } as const] : [])];
}
