import { describe, expect, test } from 'vitest';
import { makeTestPage } from '../testing/testPages.ts';
import { sliceRows } from './bitmap.ts';
import { decodeFax } from './decode.ts';
import { encodeG3, encodeG4 } from './encode.ts';

const PAGE = makeTestPage(1728, 120, 7);
const { width, height } = PAGE;

const ENCODED = {
  g4: encodeG4(PAGE),
  'g3-1d': encodeG3(PAGE, { k: 1, byteAlignedEndOfLines: true }),
  'g3-2d': encodeG3(PAGE, { k: 4, byteAlignedEndOfLines: false }),
} as const;
const SCHEMES = ['g4', 'g3-1d', 'g3-2d'] as const;

describe.each(SCHEMES)('%s', (scheme) => {
  test('decodes to the page that was encoded', () => {
    const decoded = decodeFax(ENCODED[scheme], { scheme, width, height });
    expect(decoded.soundRows).toBe(height);
    expect(decoded.bitmap.data).toEqual(PAGE.data);
  });

  test('keeps the rows before the cut when the end is missing', () => {
    const half = ENCODED[scheme].subarray(0, ENCODED[scheme].length / 2);
    const { soundRows, bitmap } = decodeFax(half, { scheme, width, height });
    expect(soundRows).toBeGreaterThan(20);
    expect(soundRows).toBeLessThan(100);
    expect(sliceRows(bitmap, 0, soundRows - 1).data).toEqual(sliceRows(PAGE, 0, soundRows - 1).data);
    expect(sliceRows(bitmap, height - 10, height).data.every((byte) => byte === 0)).toBe(true);
  });

  test('says that rows are missing when the page claims more than were sent', () => {
    expect(decodeFax(ENCODED[scheme], { scheme, width, height: height + 5 }).soundRows).toBe(height);
  });

  test('survives any damage', () => {
    for (let at = 0; at < ENCODED[scheme].length; at += 97) {
      const damaged = Uint8Array.from(ENCODED[scheme]);
      damaged[at] = damaged[at]! ^ 0x5a;
      const { soundRows, bitmap } = decodeFax(damaged, { scheme, width, height });
      expect(soundRows).toBeLessThanOrEqual(height);
      expect(bitmap.data.length).toBe(PAGE.data.length);
    }
  });
});

test('a damaged line of Group 3 costs that line and not the rest of the page', () => {
  const data = Uint8Array.from(ENCODED['g3-1d']);
  // A code that does not exist, in the middle of a line.
  data.set([0, 1, 255, 0, 1], Math.floor(data.length / 2));
  const { soundRows, bitmap } = decodeFax(data, { scheme: 'g3-1d', width, height });
  expect(soundRows).toBeGreaterThan(height - 4);
  expect(sliceRows(bitmap, 0, 20).data).toEqual(sliceRows(PAGE, 0, 20).data);
});
