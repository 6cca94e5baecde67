import type { PatientSummary } from './patient.ts';

/**
 * The other patients of a list that could be taken for this one: the same name in any order, or the same birth date
 * and a name in common (twins, a parent's namesake). Whoever files to one of them is shown all of them first.
 */
export function lookAlikes(
  patient: PatientSummary,
  patients: readonly PatientSummary[],
): readonly PatientSummary[] {
  const words = nameWords(patient);
  return patients.filter((other) => {
    if (other.reference === patient.reference) {
      return false;
    }
    const others = nameWords(other);
    const shared = words.filter((word) => others.includes(word)).length;
    const sameName = shared === words.length && shared === others.length;
    const sameBirthDate = patient.birthDate !== undefined && patient.birthDate === other.birthDate;
    return sameName || (sameBirthDate && shared > 0);
  });
}

/** The parts of a name without case and accents, sorted: `García Lopez, Ana` is `Ana Garcia López`. */
function nameWords(patient: PatientSummary): string[] {
  const plain = patient.name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
