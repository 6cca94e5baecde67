import type { SampleLetter } from './letters/letter.ts';
import { sampleLetters } from './letters/sampleLetters.ts';
import { type RenderedFax, renderFax } from './paper/renderFax.ts';

/** The zone the sample clinic lives in; its letters are dated by its clock. */
const CLINIC_TIME_ZONE = 'America/Los_Angeles';

/** A fax as a carrier delivers it. */
export interface SampleFax extends RenderedFax {
  /** E.164; absent when the caller withheld it. */
  readonly originatingNumber?: string;
  readonly calledNumber: string;
  readonly receivedAt: Date;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How long before it arrived a page was stamped by the sending machine. */
const CALL_TIME = 2 * MINUTE;

/** Makes the sample clinic's inbound faxes, oldest first. The same `now` gives the same bytes. */
export async function* makeSampleFaxes(now: Date): AsyncGenerator<SampleFax> {
  const daysAgo = (days: number) => localDate(new Date(now.getTime() - days * DAY));
  const letters = sampleLetters({ today: localDate(now), daysAgo });
  for (const [index, letter] of letters.entries()) yield await makeSampleFax(letter, now, index + 1);
}

async function makeSampleFax(letter: SampleLetter, now: Date, seed: number): Promise<SampleFax> {
  const receivedAt = new Date(now.getTime() - letter.minutesAgo * MINUTE);
  const sentAt = stationTime(new Date(receivedAt.getTime() - CALL_TIME));
  const rendered = await renderFax(letter, sentAt, seed);
  const { originatingNumber, calledNumber } = letter;
  return { ...rendered, calledNumber, receivedAt, ...(originatingNumber && { originatingNumber }) };
}

/** `11/20/2026` */
function localDate(date: Date): string {
  const { month, day, year } = localParts(date, { month: '2-digit' });
  return `${month}/${day}/${year}`;
}

/** `NOV-20-2026 09:41`, as fax machines write it. */
function stationTime(date: Date): string {
  const { month, day, year, hour, minute } = localParts(date, { month: 'short' });
  return `${month?.toUpperCase()}-${day}-${year} ${hour}:${minute}`;
}

function localParts(date: Date, options: Intl.DateTimeFormatOptions): Partial<Record<string, string>> {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: CLINIC_TIME_ZONE,
    year: 'numeric',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...options,
  });
  return Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
}
