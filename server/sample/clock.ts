import type { LocalTime } from './paper/headerLine.ts';

/** The zone the sample clinic lives in; its letters are dated by its clock. */
const CLINIC_TIME_ZONE = 'America/Los_Angeles';

const DAY = 24 * 60 * 60_000;

/** Days of a letter: a document is dated the day it was sent. */
export interface LetterDates {
  /** `11/20/2026` */
  readonly today: string;
  /** FHIR date. */
  readonly isoToday: string;
  /** `11/20/2026` of a number of days ago, or ahead when negative. */
  readonly daysAgo: (days: number) => string;
}

export function letterDates(sentAt: Date): LetterDates {
  const { year, month, day } = localTime(sentAt);
  return {
    today: slashes(sentAt),
    isoToday: `${year}-${month}-${day}`,
    daysAgo: (days) => slashes(new Date(sentAt.getTime() - days * DAY)),
  };
}

function slashes(date: Date): string {
  const { month, day, year } = localTime(date);
  return `${month}/${day}/${year}`;
}

const FORMAT = new Intl.DateTimeFormat('en-US', {
  timeZone: CLINIC_TIME_ZONE,
  year: 'numeric',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  weekday: 'short',
});

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** What a clock in the clinic shows. */
export function localTime(date: Date): LocalTime & { readonly weekday: string } {
  const parts = Object.fromEntries(FORMAT.formatToParts(date).map(({ type, value }) => [type, value]));
  const { year = '', month = '', day = '', hour = '', minute = '', weekday = '' } = parts;
  const number = String(MONTHS.indexOf(month) / 3 + 1).padStart(2, '0');
  return { year, month: number, monthName: month.toUpperCase(), day, hour, minute, weekday };
}
