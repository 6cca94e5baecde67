import type { Patient } from '@medplum/fhirtypes';
import { listOf } from '../fhir/elements.ts';
import { isOneDigitApart, lookAlikes } from './lookAlikes.ts';
import { withFormalNames } from './nicknames.ts';
import { formatHumanName, type PatientSummary, parsePatient } from './patient.ts';
import type { PatientQuery } from './patientQuery.ts';
import { foldedWords, isOneEditApart, spellingsOf } from './spelling.ts';

/** How far a typed word is from a name: the lower the closer. */
const COST = { same: 0, beginning: 0.2, formal: 0.3, near: 1, nearBeginning: 1.3, within: 1.6, other: 4 };
/** A birth date that may have been mistyped. */
const NEAR_DATE = 1;

/**
 * Whoever a query may mean, closest first: names as typed before misspelt ones, maiden names too, and the birth date as
 * typed before one with another digit. What fits no word, or was born at another time, is left out.
 */
export function rankPatients(query: PatientQuery, found: readonly Patient[]): readonly Patient[] {
  return found
    .flatMap((patient) => {
      const cost = query.kind === 'name' ? costOf(query, patient) : 0;
      return cost === undefined ? [] : [{ patient, cost, name: parsePatient(patient).name }];
    })
    .sort(
      (a, b) =>
        a.cost - b.cost ||
        a.name.localeCompare(b.name) ||
        (a.patient.birthDate ?? '').localeCompare(b.patient.birthDate ?? ''),
    )
    .map(({ patient }) => patient);
}

/** A list in which whoever can be taken for somebody stands right behind them. */
export function besideLookAlikes(ranked: readonly PatientSummary[]): readonly PatientSummary[] {
  const placed = new Set<PatientSummary>();
  for (const patient of ranked) {
    if (!placed.has(patient)) {
      placed.add(patient);
      for (const other of lookAlikes(patient, ranked)) {
        placed.add(other);
      }
    }
  }
  return [...placed];
}

type NameQuery = Extract<PatientQuery, { kind: 'name' }>;

function costOf({ words, birthDates }: NameQuery, { name, birthDate }: Patient): number | undefined {
  const names = listOf(name).flatMap((one) => [formatHumanName(one), one.text ?? '']);
  const spellings = [...new Set(names.flatMap((one) => [...spellingsOf(one), foldedWords(one).join('')]))];
  const isBornThen = birthDate !== undefined && birthDates.includes(birthDate);
  const costs = words.flatMap(foldedWords).map((word) => costOfWord(word, spellings, isBornThen ? 3 : 5));
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  if (isBornThen) {
    return costs.some((cost) => cost < COST.other) ? total : undefined;
  }
  const isNearDate = birthDates.some((typed) => birthDate && isOneDigitApart(typed, birthDate));
  if (costs.some((cost) => cost === COST.other) || (birthDates.length > 0 && !isNearDate)) {
    return undefined;
  }
  return isNearDate ? total + NEAR_DATE : total;
}

/** @param nearFrom so many letters have to be typed to be understood with an error as the beginning of a word */
function costOfWord(word: string, spellings: readonly string[], nearFrom: number): number {
  const costs = spellings.map((spelling) => {
    if (spelling === word) {
      return COST.same;
    }
    if (spelling.startsWith(word)) {
      return COST.beginning;
    }
    if (withFormalNames(word).includes(spelling)) {
      return COST.formal;
    }
    if (word.length > 2 && isOneEditApart(word, spelling)) {
      return COST.near;
    }
    if (word.length >= nearFrom && isNearlyBeginning(word, spelling)) {
      return COST.nearBeginning;
    }
    return word.length > 2 && spelling.includes(word) ? COST.within : COST.other;
  });
  return Math.min(COST.other, ...costs);
}

function isNearlyBeginning(word: string, spelling: string): boolean {
  const lengths = [word.length - 1, word.length, word.length + 1];
  return lengths.some((length) => isOneEditApart(word, spelling.slice(0, length)));
}
