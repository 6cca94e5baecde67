import type { HumanName, Patient } from '@medplum/fhirtypes';
import { identifierOf, listOf, type Party } from '../fhir/elements.ts';
import { MRN } from '../fhir/systems.ts';

/** What a person needs in front of them to be sure it is this patient. */
export interface PatientSummary {
  readonly reference: string;
  readonly name: string;
  /** FHIR date, `1961-03-14`. */
  readonly birthDate?: string;
  readonly mrn?: string;
  readonly gender?: Patient['gender'];
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

/** How a resource refers to a patient. */
export function patientParty(patient: PatientSummary): Party {
  return { reference: patient.reference, display: patient.name };
}

/** Filing asks for two identifiers in front of the person: the name and a birth date or MRN. */
export function hasTwoIdentifiers(patient: PatientSummary): boolean {
  return patient.name !== 'No name' && (patient.birthDate !== undefined || patient.mrn !== undefined);
}
