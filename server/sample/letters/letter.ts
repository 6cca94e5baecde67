import type { FaxedLetter } from '../paper/renderFax.ts';

export const LINES = { frontOffice: '+14155550100', referrals: '+14155550101' } as const;

/** A letter somebody faxed to the sample clinic. */
export interface SampleLetter extends FaxedLetter {
  /** E.164 of the caller; absent when it was withheld. */
  readonly originatingNumber?: string;
  /** The clinic's line that was dialled, E.164. */
  readonly calledNumber: string;
  /** How long before now it arrived. */
  readonly minutesAgo: number;
}

/** `+1 415 555 0123`, as sending machines and letterheads print it. */
export function printed(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1 $2 $3');
}

/** Days of a letter: a document is dated the day it was sent. */
export interface LetterDates {
  /** `11/20/2026` */
  readonly today: string;
  /** The same of a number of days ago, or ahead when negative. */
  readonly daysAgo: (days: number) => string;
}
