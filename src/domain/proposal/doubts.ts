import { formatDate } from '../format/time.ts';
import { hasTwoIdentifiers, type PatientSummary } from '../patient/patient.ts';

/**
 * Why a proposed patient is not certainly the one, as a sentence; `undefined` when nothing speaks against it. A patient
 * in doubt is shown, and filed to only by whoever chooses and confirms.
 * @param others everybody who could be taken for them
 */
export function doubtAbout(patient: PatientSummary, others: readonly PatientSummary[]): string | undefined {
  if (patient.mergedFrom) {
    return 'The record the faxes were filed to was merged into this one since.';
  }
  if (patient.isDeceased) {
    return 'This patient has died.';
  }
  if (!hasTwoIdentifiers(patient)) {
    return 'The record has neither a birth date nor an MRN.';
  }
  const [first, ...more] = others;
  if (!first) {
    return undefined;
  }
  const who = first.birthDate ? `${first.name}, ${formatDate(first.birthDate)}` : first.name;
  return `Easily taken for ${who}${more.length > 0 ? `, and ${more.length} more` : ''}.`;
}

/** Of a patient whose record cannot be filed to any more. */
export const RECORD_GONE = 'The record was deleted or is not in use any more.';
