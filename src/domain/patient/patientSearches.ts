import { escapeSearchValue } from '../fhir/elements.ts';
import { withFormalNames } from './nicknames.ts';
import type { PatientQuery } from './patientQuery.ts';
import { foldedWords } from './spelling.ts';

type Params = readonly (readonly [name: string, value: string])[];

/** The FHIR searches that answer one query. */
export interface PatientSearches {
  /** Asked at once. */
  readonly first: readonly Params[];
  /** Asked when those found almost nobody: what remains of the words when each has a typing error in one half. */
  readonly ifFew: readonly Params[];
}

/** So many answers of the first searches are enough. */
export const FEW = 3;

const EXACTLY = 50;
/** What is only nearly right is ranked here, so more of it is asked for. */
const NEARLY = 100;

/**
 * What to ask a server for a query. With a birth date its day is asked for without the name, so that a misspelt name
 * finds it on every server.
 * @param findsMisspelt whether the server's `phonetic` finds names in spite of a typing error
 */
export function makePatientSearches(query: PatientQuery, findsMisspelt: boolean): PatientSearches {
  switch (query.kind) {
    case 'identifier':
      return { first: [[['identifier', query.value], count(EXACTLY)]], ifFew: [] };
    case 'birth-date':
      return { first: bornOn(query.birthDates), ifFew: [] };
    case 'name': {
      const { words, birthDates } = query;
      const misspelt = findsMisspelt ? [spelledAlike(words)] : [];
      return {
        first: [...bornOn(birthDates), byName(words.flatMap(exactly), EXACTLY), ...misspelt],
        ifFew: findsMisspelt ? [] : inHalves(words),
      };
    }
  }
}

/** One search for each day that may be meant: Medplum refuses a list of dates in one parameter. */
function bornOn(dates: readonly string[]): Params[] {
  return dates.map((date) => [['birthdate', date], count(NEARLY), ['_sort', 'name']]);
}

function spelledAlike(words: readonly string[]): Params {
  const parts = words.flatMap(foldedWords);
  return byName(
    parts.map((word) => ['phonetic', withFormalNames(word).join()]),
    NEARLY,
  );
}

function byName(params: Params, most: number): Params {
  return [...params, count(most), ['_sort', 'name']];
}

function count(most: number): readonly [string, string] {
  return ['_count', String(most)];
}

/** Stored with another apostrophe or hyphen than was typed, a name is found by its pieces. */
function exactly(word: string): Params {
  const pieces = word.split(/['’‘ʼ`´‐‑–-]/).filter((piece) => piece.length > 1);
  const isWhole = pieces.length < 2 && pieces[0] === word;
  return isWhole || pieces.length === 0
    ? [['name', escapeSearchValue(word)]]
    : pieces.map((piece) => ['name:contains', escapeSearchValue(piece)]);
}

/** For each word in turn, its first half and its second: one typing error leaves one of them whole, mostly. */
function inHalves(words: readonly string[]): Params[] {
  return words.flatMap((word, index): Params[] => {
    const others = words.filter((_, other) => other !== index).flatMap(exactly);
    const half = Math.ceil(word.length / 2);
    const halves: Params = [
      ['name', escapeSearchValue(word.slice(0, half))],
      ['name:contains', escapeSearchValue(word.slice(half))],
    ];
    const alone = others.length > 0 ? [byName(others, NEARLY)] : [];
    return word.length < 4 ? alone : [...alone, ...halves.map((piece) => byName([...others, piece], NEARLY))];
  });
}
