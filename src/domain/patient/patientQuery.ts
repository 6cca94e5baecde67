/**
 * What somebody typed into the patient search, as the FHIR searches that answer it. A birth date is understood in any
 * usual order; where day and month could be either, both are asked for.
 */
export type PatientQuery =
  | { readonly kind: 'name'; readonly words: readonly string[]; readonly birthDates: readonly string[] }
  | { readonly kind: 'birth-date'; readonly birthDates: readonly string[] }
  | { readonly kind: 'identifier'; readonly value: string };

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `undefined` when nothing searchable was typed. `today` decides the century of a two-digit year. */
export function parsePatientQuery(text: string, today: string): PatientQuery | undefined {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  if (trimmed === '') {
    return undefined;
  }
  const birthDates = parseBirthDates(trimmed, today);
  if (birthDates.length > 0) {
    return { kind: 'birth-date', birthDates };
  }
  const mrn = /^(?:mrn|#)?[ :]*([A-Za-z]{0,3}-?\d[\w-]*)$/i.exec(trimmed);
  if (mrn) {
    return { kind: 'identifier', value: mrn[1]! };
  }
  return parseNameAndDate(trimmed, today);
}

/** "Alvarez 3/14/1961", "14 Mar 1961 Alvarez": a name with a birth date anywhere beside it narrows at once. */
function parseNameAndDate(text: string, today: string): PatientQuery {
  const parts = text.split(' ');
  // A date is at most three words; the longest reading wins, so that "14 Mar 1961" is not the name "14".
  for (let length = Math.min(3, parts.length - 1); length > 0; length--) {
    for (let start = 0; start + length <= parts.length; start++) {
      const birthDates = parseBirthDates(parts.slice(start, start + length).join(' '), today);
      if (birthDates.length > 0) {
        const name = [...parts.slice(0, start), ...parts.slice(start + length)];
        return { kind: 'name', words: nameWords(name.join(' ')), birthDates };
      }
    }
  }
  return { kind: 'name', words: nameWords(text), birthDates: [] };
}

function nameWords(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** Every date a text can mean as a birth date, as FHIR dates: none in the future, none before 1880. */
export function parseBirthDates(text: string, today: string): string[] {
  const candidates = readings(text.trim().toLowerCase())
    .map(([year, month, day]) => isoDate(fullYear(year, today), month, day))
    .filter((date): date is string => date !== undefined && date <= today && date >= '1880-01-01');
  return [...new Set(candidates)];
}

/** [year, month, day] for every order that the writing allows. */
function readings(text: string): [string, number, number][] {
  const iso = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(text);
  if (iso) {
    return [[iso[1]!, Number(iso[2]), Number(iso[3])]];
  }
  const words =
    /^(?:(\d{1,2})(?:st|nd|rd|th)?[ .-]+)?([a-z]{3,9})\.?[ ,-]+(?:(\d{1,2})(?:st|nd|rd|th)?[ ,]+)?(\d{4}|\d{2})$/.exec(
      text,
    );
  if (words) {
    const month = MONTHS.indexOf(words[2]!.slice(0, 3)) + 1;
    const day = Number(words[1] ?? words[3]);
    return month > 0 && day > 0 ? [[words[4]!, month, day]] : [];
  }
  const numeric = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text);
  if (numeric) {
    return inEitherOrder(numeric[1]!, numeric[2]!, numeric[3]!);
  }
  const digits = /^(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (digits) {
    const [, a, b, c, d] = digits;
    return [...inEitherOrder(a!, b!, `${c}${d}`), [`${a}${b}`, Number(c), Number(d)]];
  }
  return [];
}

/** The clinic's own order (month first) leads; the other follows where both are dates. */
function inEitherOrder(first: string, second: string, year: string): [string, number, number][] {
  return [
    [year, Number(first), Number(second)],
    [year, Number(second), Number(first)],
  ];
}

/** Two digits mean the latest such year that is not in the future. */
function fullYear(year: string, today: string): number {
  if (year.length === 4) {
    return Number(year);
  }
  const current = Number(today.slice(0, 4));
  const sameCentury = Math.floor(current / 100) * 100 + Number(year);
  return sameCentury > current ? sameCentury - 100 : sameCentury;
}

function isoDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || month < 1) {
    return undefined;
  }
  return date.toISOString().slice(0, 10);
}
