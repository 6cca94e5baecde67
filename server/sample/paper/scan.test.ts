import { expect, test } from 'vitest';
import { type Bitmap, bytesPerRow } from '../../documents/ccitt/bitmap.ts';
import { createRandom } from '../random.ts';
import { text } from './page.ts';
import { scanPage } from './scan.ts';

const scan = (options: { readonly upsideDown?: boolean; readonly arrived?: number } = {}) =>
  scanPage(
    { blocks: [text('A line of text near the upper edge of the paper, long enough to be seen from afar.')] },
    {
      quality: 'fine',
      body: { family: 'Serif', size: 12 },
      machine: 'clean',
      header: ['NOV-20-2026 09:41', 'MISSION CREEK HOSPITAL', 'P.01/01'],
      upsideDown: false,
      arrived: 1,
      punched: false,
      random: createRandom(1),
      ...options,
    },
  );

/** Black pixels from one height to another, as shares of the page. */
function inkBetween({ width, height, data }: Bitmap, from: number, to: number): number {
  const stride = bytesPerRow(width);
  const rows = data.subarray(Math.round(height * from) * stride, Math.round(height * to) * stride);
  return rows.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
}

const HEADER = 0.03;

test('a sheet that lies the wrong way round turns its text, and not the header line of the machine', () => {
  const [upright, turned] = [scan(), scan({ upsideDown: true })];
  const text = inkBetween(upright, HEADER, 0.2);
  expect(text).toBeGreaterThan(2_000);
  expect(inkBetween(upright, 0.8, 1)).toBeLessThan(text / 20);
  expect(inkBetween(turned, HEADER, 0.2)).toBeLessThan(text / 20);
  expect(inkBetween(turned, 0.8, 1)).toBeGreaterThan(text * 0.8);
  for (const page of [upright, turned]) expect(inkBetween(page, 0, HEADER)).toBeGreaterThan(1_500);
});

test('a line that breaks leaves the upper part of the page', () => {
  const [whole, cut] = [scan(), scan({ arrived: 0.2 })];
  expect(cut.width).toBe(whole.width);
  expect(cut.height).toBe(Math.round(whole.height * 0.2));
  expect(inkBetween(cut, 0, 1)).toBeGreaterThan(2_000);
});
