import type { PatientSummary } from './patient.ts';
import { foldedWords, isNear } from './spelling.ts';

/**
 * The other patients of a list that could be taken for this one: the same name in any order or a part of it (a
 * namesake, father and son), nearly the same name and birth date, or a name in common and the same birth date (twins) or
 * one with day and month exchanged. Whoever files to one of them is shown all of them first.
 */
export function lookAlikes(
  patient: PatientSummary,
  patients: readonly PatientSummary[],
): readonly PatientSummary[] {
  return patients.filter((other) => other.reference !== patient.reference && isAlike(patient, other));
}

function isAlike(a: PatientSummary, b: PatientSummary): boolean {
  const [short, long] = [foldedWords(a.name), foldedWords(b.name)].sort((x, y) => x.length - y.length);
  if (!short || !long || short.length === 0) {
    return false;
  }
  const shared = short.filter((word) => long.includes(word)).length;
  // A single word is everybody's: `Maria` is not `Maria Alvarez`.
  const isPart = short.length > 1 || long.length === 1;
  if (isPart && shared === short.length) {
    return true;
  }
  const isNearName = isPart && short.every((word) => long.some((other) => isNear(word, other)));
  const dates = compareDates(a.birthDate, b.birthDate);
  return (shared > 0 && dates === 'mistakable') || (isNearName && dates !== 'different');
}

/** `near`: one digit apart, or one of them unknown. */
function compareDates(a: string | undefined, b: string | undefined): 'mistakable' | 'near' | 'different' {
  if (!a || !b) {
    return 'near';
  }
  if (a === b || a === dayAndMonthExchanged(b)) {
    return 'mistakable';
  }
  return isOneDigitApart(a, b) ? 'near' : 'different';
}

/** `1979-06-05` of `1979-05-06`; may be no date. */
export function dayAndMonthExchanged(date: string): string {
  const [year, month, day] = date.split('-');
  return `${year}-${day}-${month}`;
}

/** Whether two FHIR dates differ in exactly one digit. */
export function isOneDigitApart(a: string, b: string): boolean {
  return a.length === b.length && [...a].filter((digit, index) => digit !== b[index]).length === 1;
}
