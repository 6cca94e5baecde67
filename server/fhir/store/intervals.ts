/** A closed interval: of milliseconds since 1970 for dates, else of plain numbers. */
export interface Interval {
  lo: number;
  hi: number;
}

const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * The span of time that a FHIR date means: 2026-01 is all of January, 09:41 the whole minute.
 * Without an offset it is taken as UTC.
 * @returns undefined for anything that is no FHIR date.
 * @see https://hl7.org/fhir/R4/search.html#date
 */
export function parseDate(text: string): Interval | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const lo = Date.UTC(
    Number(year),
    Number(month ?? 1) - 1,
    Number(day ?? 1),
    Number(hour ?? 0),
    Number(minute ?? 0),
    Number(second ?? 0),
    fraction ? Number(fraction.slice(0, 3).padEnd(3, '0')) : 0,
  );
  const end = fraction
    ? lo + 1
    : second
      ? lo + 1000
      : hour
        ? lo + 60_000
        : day
          ? lo + 86_400_000
          : Date.UTC(Number(year) + (month ? 0 : 1), month ? Number(month) : 0, 1);
  const shift = offsetOf(zone);
  return { lo: lo - shift, hi: end - 1 - shift };
}

/**
 * The interval under which a stored date is indexed. One with a time is a point in time: were it a whole second, then
 * `sent=le2026-11-20T09:41:00.000Z` would miss what was sent at 09:41:00Z, and a list paged by it would lose faxes.
 */
export function storedDate(text: string): Interval | undefined {
  const span = parseDate(text);
  return span && text.includes('T') ? { lo: span.lo, hi: span.lo } : span;
}

/** The interval a searched number means: 5.40 is anything that rounds to it. */
export function parseNumber(text: string): Interval | undefined {
  const match = /^[+-]?\d+(?:\.(\d+))?(?:[eE][+-]?\d+)?$/.exec(text);
  if (!match) return undefined;
  const value = Number(text);
  const half = 0.5 * 10 ** -(match[1]?.length ?? 0);
  return { lo: value - half, hi: value + half };
}

function offsetOf(zone: string | undefined): number {
  if (!zone || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
