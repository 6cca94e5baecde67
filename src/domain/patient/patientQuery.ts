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

/** "Alvarez 3/14/1961": a name with a birth date behind it narrows at once. */
function parseNameAndDate(text: string, today: string): PatientQuery {
  const cut = text.search(/\s\d/);
  const birthDates = cut > 0 ? parseBirthDates(text.slice(cut).trim(), today) : [];
  const name = birthDates.length > 0 ? text.slice(0, cut) : text;
  return { kind: 'name', words: name.split(/[\s,]+/).filter((word) => word !== ''), birthDates };
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
  const numeric =
    /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (numeric) {
    const [first, second, year] = [Number(numeric[1]), Number(numeric[2]), numeric[3]!];
    // The clinic's own order (month first) leads; the other follows where both are dates.
    return [
      [year, first, second],
      [year, second, first],
    ];
  }
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return compact ? [[compact[1]!, Number(compact[2]), Number(compact[3])]] : [];
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
