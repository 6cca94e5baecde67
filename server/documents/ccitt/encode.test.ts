import { describe, expect, test } from 'vitest';
import { blackPixels, decodeIndependently, makeTestPage } from '../testing/testPages.ts';
import { writeTiff } from '../tiff/writeTiff.ts';
import { type Bitmap, bytesPerRow, fillRun } from './bitmap.ts';

const COMPRESSIONS = ['g4', 'g3-1d', 'g3-2d'] as const;

function decode(page: Bitmap, compression: (typeof COMPRESSIONS)[number]): Uint8Array {
  const [decoded] = decodeIndependently(writeTiff([page], { xDpi: 204, yDpi: 98, compression }));
  return Uint8Array.from(decoded?.grey ?? [], (grey) => (grey === 0 ? 1 : 0));
}

/** Row n holds a black run of n pixels from the left and one of n pixels from the right: every code of both colours. */
function everyRun(width: number): Bitmap {
  const height = Math.floor(width / 2);
  const stride = bytesPerRow(width);
  const data = new Uint8Array(stride * height);
  for (let row = 0; row < height; row++) {
    fillRun(data, row * stride * 8, row * stride * 8 + row);
    fillRun(data, row * stride * 8 + width - row, row * stride * 8 + width);
  }
  return { width, height, data };
}

describe.each(COMPRESSIONS)('%s', (compression) => {
  test('is read by another decoder pixel for pixel', () => {
    for (const [width, height] of [
      [1728, 60],
      [97, 80],
      [8, 20],
      [1, 5],
    ] as const) {
      const page = makeTestPage(width, height, width);
      expect(decode(page, compression)).toEqual(blackPixels(page));
    }
  });

  test('has the right code for every run up to 640 pixels', () => {
    const page = everyRun(640);
    expect(decode(page, compression)).toEqual(blackPixels(page));
  });

  test.each([1728, 2432, 5200])('has the right code for a row of one colour, %i pixels wide', (width) => {
    const data = new Uint8Array(bytesPerRow(width) * 3);
    fillRun(data, bytesPerRow(width) * 8, bytesPerRow(width) * 8 + width);
    const page = { width, height: 3, data };
    expect(decode(page, compression)).toEqual(blackPixels(page));
  });
});
