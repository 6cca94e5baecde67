import { consultNote, dischargeSummary, mixedPacket } from './hospital.ts';
import type { LetterDates, SampleLetter } from './letter.ts';
import {
  advertisement,
  coverageLetter,
  priorAuthorization,
  recordsRequest,
  refillRequest,
} from './office.ts';
import { referralLetter } from './referral.ts';
import { bloodResults, throatCulture, urgentImaging } from './results.ts';

/** What lies in the sample clinic's inbox, oldest first. */
export function sampleLetters(dates: LetterDates): SampleLetter[] {
  const letters = [
    coverageLetter(dates),
    dischargeSummary(dates),
    throatCulture(dates),
    urgentImaging(dates),
    referralLetter(dates),
    mixedPacket(dates),
    refillRequest(dates),
    priorAuthorization(dates),
    recordsRequest(dates),
    advertisement(),
    bloodResults(dates),
    consultNote(dates),
  ];
  return letters.sort((a, b) => b.minutesAgo - a.minutesAgo);
}
