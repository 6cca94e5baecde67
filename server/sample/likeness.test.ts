import { describe, expect, test, vi } from 'vitest';
import { isNear } from '../../src/domain/intake/duplicates.ts';
import { countSamePages, fingerprintPdf } from '../documents/likeness/likeness.ts';
import { makeTestPdf } from '../documents/testing/testPdfs.ts';
import type { AssembledFax } from './faxes/assemble.ts';
import { blood, faceDown, homeCare, refill, throat } from './faxes/recipes.ts';
import { sendLetter, writeLetter } from './rescans.ts';

/** Drawing and scanning a page takes its time on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

/** A fixed few of the letters that `bench/duplicates.ts` measures by the hundred. */

const MONDAY = new Date('2026-11-16T17:00:00Z');
const FRIDAY = new Date('2026-11-20T21:10:00Z');

const send = (letter: AssembledFax, seed: number, how = {}) =>
  sendLetter(letter, { at: FRIDAY, seed, ...how });

async function same(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = [await fingerprintPdf(one), await fingerprintPdf(other)];
  return isNear(a, b) ? await countSamePages(one, other) : 0;
}

describe('a letter put into a machine again', () => {
  const letter = writeLetter(blood({ mrn: '48213' }), 1, 1, MONDAY);

  test.each([
    ['under another header line, askew and dusty', { machine: 'worn' }],
    ['on dirty glass', { machine: 'dirty' }],
    ['at the other resolution', { quality: 'standard' }],
  ] as const)('is the same %s', async (_, how) => {
    const first = await sendLetter(letter, { at: MONDAY, seed: 1 });
    expect(await same(await send(letter, 2, how), first)).toBe(1);
  });

  test('is the same page for page with a blank back between them', async () => {
    const twoSided = writeLetter(homeCare({ mrn: '43350', blankBacks: true }), 1, 1, MONDAY);
    const first = await sendLetter(twoSided, { at: MONDAY, seed: 1 });
    expect(await same(await send(twoSided, 2), first)).toBe(3);
  });
});

describe('another letter of the same sender on the same form', () => {
  test.each([
    ['a blood count of somebody else', blood({ mrn: '48213' }), blood({ mrn: '51077' })],
    // One word and the number of the specimen differ.
    ['a throat culture of the twin', throat({ mrn: '60214' }), throat({ mrn: '60215' })],
    ['a refill of somebody else', refill({ mrn: '39902' }), refill({ mrn: '58120' })],
  ])('is not the same: %s', async (_, recipe, other) => {
    const first = await sendLetter(writeLetter(recipe, 1, 1, MONDAY), { at: MONDAY, seed: 1 });
    expect(await same(await send(writeLetter(other, 2, 1, MONDAY), 2), first)).toBe(0);
  });

  test('is not the same with a page more', async () => {
    const one = writeLetter(homeCare({ mrn: '43350' }), 1, 1, MONDAY);
    const cut = { ...one, sheets: one.sheets.slice(0, 1) };
    expect(await same(await send(one, 2), await sendLetter(cut, { at: MONDAY, seed: 1 }))).toBe(0);
  });
});

test('pages with nothing on them, and those that are not scanned, have no fingerprint', async () => {
  expect(await fingerprintPdf(await send(writeLetter(faceDown(), 1, 1, MONDAY), 1))).toBeUndefined();
  expect(await fingerprintPdf(await makeTestPdf(2))).toBeUndefined();
});
