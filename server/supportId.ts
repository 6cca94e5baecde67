import { AsyncLocalStorage } from 'node:async_hooks';
import { randomInt } from 'node:crypto';

/**
 * The support id of a delivery: what a clinic reads to whoever helps it. The carrier finds it in the answer, the clinic
 * in the fax's timeline, and every line logged for the delivery has it, also those of the FHIR server in this process.
 */

/** Header of the answer to a delivery. */
export const SUPPORT_ID_HEADER = 'x-support-id';

/** Without letters and digits that are taken for each other when read aloud or from paper. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;

const current = new AsyncLocalStorage<string | undefined>();

/** Eight letters in two groups, `7KQ2-MX4P`; short enough to be read aloud, and nobody guesses one. */
export function newSupportId(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`;
}

/** Does work for a delivery. Undefined for one from before there were support ids. */
export function withSupportId<T>(id: string | undefined, work: () => T): T {
  return current.run(id, work);
}

/** The support id of the delivery that is being worked on by whoever asks. */
export function currentSupportId(): string | undefined {
  return current.getStore();
}
