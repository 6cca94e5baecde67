import { localTime } from './clock.ts';
import { type AssembledFax, assemble } from './faxes/assemble.ts';
import type { Recipe } from './faxes/plan.ts';
import { renderFax } from './paper/renderFax.ts';
import type { FaxQuality, MachineState } from './paper/scan.ts';
import { createRandomOf } from './random.ts';

/** A letter that may be sent several times. The same arguments give the same letter, of another day with other dates. */
export function writeLetter(recipe: Recipe, seed: number, index: number, on: Date): AssembledFax {
  const random = createRandomOf(seed, index);
  return assemble(recipe.plan(random, on.toISOString().slice(0, 10)), on, random);
}

/** One time that a letter is put into a machine. */
export interface Sending {
  /** In the header line. */
  readonly at: Date;
  /** Decides skew, place, ragged edges and dust. */
  readonly seed: number;
  /** Else the sender's own. */
  readonly machine?: MachineState;
  readonly quality?: FaxQuality;
}

/** The PDF a carrier would deliver for a sending of a letter. */
export async function sendLetter(letter: AssembledFax, { at, seed, ...how }: Sending): Promise<Buffer> {
  const { from, calledNumber, mishaps } = letter.plan;
  const { bytes } = await renderFax(
    {
      sheets: letter.sheets,
      from: { ...from, ...how },
      calledNumber,
      sentAt: localTime(at),
      pagesSent: letter.pagesSent,
      delivery: 'pdf',
      punched: mishaps.punched ?? false,
    },
    seed,
  );
  return bytes;
}
