import type { HumanName, Patient } from '@medplum/fhirtypes';
import { identifierOf, listOf, literalReference, type Party } from '../fhir/elements.ts';
import { MRN, PATIENT_REQUEST } from '../fhir/systems.ts';

/** What a person needs in front of them to be sure it is this patient. */
export interface PatientSummary {
  readonly reference: string;
  readonly name: string;
  /** FHIR date, `1961-03-14`. */
  readonly birthDate?: string;
  readonly mrn?: string;
  readonly gender?: Patient['gender'];
  readonly isDeceased?: boolean;
  /** The record that was searched for, when it was merged into this one. */
  readonly mergedFrom?: string;
}

/** A patient as they are shown; without a name they are `No name`. */
export function parsePatient(patient: Patient): PatientSummary {
  const marked = listOf(patient.identifier).find((i) => listOf(i.type?.coding).some((c) => c.code === 'MR'));
  const mrn = identifierOf(patient, MRN) ?? marked?.value;
  return {
    reference: `Patient/${patient.id}`,
    name: formatHumanName(usualName(patient.name)) || 'No name',
    ...(patient.birthDate && { birthDate: patient.birthDate }),
    ...(mrn && { mrn }),
    ...(patient.gender && { gender: patient.gender }),
    ...((patient.deceasedBoolean || patient.deceasedDateTime) && { isDeceased: true }),
  };
}

function usualName(names: readonly HumanName[] | undefined): HumanName | undefined {
  const list = listOf(names);
  return list.find((n) => n.use === 'official') ?? list.find((n) => n.use === 'usual') ?? list[0];
}

/** `Maria Alvarez`; '' when there is nothing to show. */
export function formatHumanName(name: HumanName | undefined): string {
  const parts = [...listOf(name?.given), name?.family].filter((part) => part);
  return parts.length > 0 ? parts.join(' ') : (name?.text ?? '');
}

/** `MA` of `Maria Alvarez`, without titles such as `Dr.`. */
export function formatInitials(name: string): string {
  return name
    .split(/\s+/)
    .filter((word) => !/\.$/.test(word))
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2)
    .toUpperCase();
}

/** How a resource refers to a patient. */
export function patientParty(patient: PatientSummary): Party {
  return { reference: patient.reference, display: patient.name };
}

/** Filing asks for two identifiers in front of the person: the name and a birth date or MRN. */
export function hasTwoIdentifiers(patient: PatientSummary): boolean {
  return patient.name !== 'No name' && (patient.birthDate !== undefined || patient.mrn !== undefined);
}

/**
 * Where the chart of a merged patient went: the record it was replaced by. https://hl7.org/fhir/R4/patient.html#links
 */
export function survivorOf(patient: Patient): string | undefined {
  const link = listOf(patient.link).find(({ type }) => type === 'replaced-by');
  return literalReference(link?.other);
}

/** What a person types about a patient the clinic does not know yet. */
export interface NewPatient {
  readonly given: string;
  readonly family: string;
  /** FHIR date. */
  readonly birthDate: string;
  readonly mrn?: string;
}

/** @param requestId minted when the form was opened: the same form makes one patient, however often it is sent */
export function makePatient({ given, family, birthDate, mrn }: NewPatient, requestId: string): Patient {
  return {
    resourceType: 'Patient',
    active: true,
    identifier: [
      { system: PATIENT_REQUEST, value: requestId },
      ...(mrn ? [{ system: MRN, value: mrn }] : []),
    ],
    name: [{ use: 'official', given: given.split(/\s+/), family }],
    birthDate,
  };
}

/** Why what was typed makes no patient, by field; none when it does. `today` is a FHIR date. */
export function newPatientProblems(
  patient: NewPatient,
  today: string,
): Partial<Record<keyof NewPatient, string>> {
  const { birthDate } = patient;
  const isDate = /^\d{4}-\d\d-\d\d$/.test(birthDate) && birthDate >= '1880-01-01' && birthDate <= today;
  return {
    ...(patient.given === '' && { given: 'The given name is missing.' }),
    ...(patient.family === '' && { family: 'The family name is missing.' }),
    ...(!isDate && { birthDate: 'Write the date of birth; it cannot be in the future.' }),
  };
}
