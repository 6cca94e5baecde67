import type { Basic } from '@medplum/fhirtypes';
import { codingOf, extensionOf, listOf, type Party, partyOf, referenceTo } from '../fhir/elements.ts';
import { ABSENCE_IDENTIFIER, EXT, TASK_CODE } from '../fhir/systems.ts';
import { isDate } from '../format/time.ts';

/** Days somebody is away, both inclusive, and who sees to their faxes meanwhile. */
export interface Absence {
  readonly person: Party;
  readonly cover: Party;
  /** Calendar date in the clinic's zone. */
  readonly from: string;
  readonly to: string;
}

/** The version of the JSON value we write; a newer one is left to whoever wrote it. */
const SCHEMA_VERSION = 1;

/**
 * The one setting of a person's absence; without an absence it says that they are here. `standing` keeps what else is
 * on the resource.
 */
export function makeAbsence(person: Party, absence: Absence | undefined, standing?: Basic): Basic {
  const ours: readonly string[] = [EXT.schemaVersion, EXT.value];
  const others = listOf(standing?.extension).filter(({ url }) => !ours.includes(url));
  const value = absence ? { from: absence.from, to: absence.to, cover: absence.cover } : {};
  return {
    ...standing,
    resourceType: 'Basic',
    identifier: [{ system: ABSENCE_IDENTIFIER, value: absenceKey(person) }],
    code: { coding: [{ system: TASK_CODE, code: 'absence' }] },
    author: referenceTo(person),
    extension: [
      ...others,
      { url: EXT.schemaVersion, valueInteger: SCHEMA_VERSION },
      { url: EXT.value, valueString: JSON.stringify(value) },
    ],
  };
}

/** The identifier's value, by which a person has one. */
export function absenceKey(person: Party): string {
  return person.reference.replace('/', '-');
}

/** Reads an absence; `undefined` when there is none in it that this version understands. */
export function parseAbsence(basic: Basic): Absence | undefined {
  const person = partyOf(basic.author);
  const version = extensionOf(basic, EXT.schemaVersion)?.valueInteger ?? Number.POSITIVE_INFINITY;
  if (!person || version > SCHEMA_VERSION || !codingOf(basic.code, TASK_CODE, 'absence')) {
    return undefined;
  }
  const { from, to, cover } = readValue(extensionOf(basic, EXT.value)?.valueString);
  const party = partyOf(cover);
  return party && isDate(from) && isDate(to) ? { person, cover: party, from, to } : undefined;
}

interface Value {
  readonly from?: string;
  readonly to?: string;
  readonly cover?: Party;
}

function readValue(text: string | undefined): Value {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    // Each part is looked at above.
    return typeof value === 'object' && value !== null ? (value as Value) : {};
  } catch {
    return {};
  }
}

/** Whether an absence holds on a day. */
export function isAway({ from, to }: Absence, today: string): boolean {
  return from <= today && today <= to;
}

/** Whose faxes somebody sees to today. Nobody covers for a cover: that is for the clinic to arrange. */
export function coveredBy(absences: readonly Absence[], me: string, today: string): string[] {
  const covered = absences.filter((absence) => absence.cover.reference === me && isAway(absence, today));
  return covered.map(({ person }) => person.reference).filter((reference) => reference !== me);
}
