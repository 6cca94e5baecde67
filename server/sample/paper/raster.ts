import { type Bitmap, bytesPerRow } from '../../documents/ccitt/bitmap.ts';
import { between, type Random } from '../random.ts';

/** Pixels of one bit, and what dirt does to them. */

/** How far from the threshold chance decides. A scanner judges each pixel alone, so edges come out ragged. */
const RAGGED = 70;

/** @param rgba of which red is read: the page has no colours */
export function toOneBit(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  threshold: number,
  random: Random,
): Bitmap {
  const stride = bytesPerRow(width);
  const data = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const grey = rgba[(y * width + x) * 4]!; // four bytes for each pixel
      if (grey === 255) continue;
      if (grey < threshold + (random() - 0.5) * RAGGED) data[y * stride + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  return { width, height, data };
}

/** Specks of one to four pixels, and now and then a larger crumb. */
export function addDust(bitmap: Bitmap, specks: number, random: Random): void {
  for (let speck = 0; speck < specks; speck++) {
    const isCrumb = random() < 0.04;
    const [x, y] = [between(random, 0, bitmap.width - 9), between(random, 0, bitmap.height - 4)];
    const rows = isCrumb ? between(random, 2, 3) : 1;
    for (let row = y; row < y + rows; row++) blacken(bitmap, row, x, between(random, 1, isCrumb ? 7 : 3));
  }
}

/** Dirt on the glass is a broken line down the whole page, because the paper moves over it. */
export function addStreaks(bitmap: Bitmap, streaks: number, random: Random): void {
  for (let streak = 0; streak < streaks; streak++) {
    const x = between(random, 40, bitmap.width - 40);
    const density = 0.25 + random() * 0.6;
    for (let row = 0; row < bitmap.height; ) {
      const length = between(random, 8, 90);
      if (random() < density) {
        for (let at = row; at < Math.min(row + length, bitmap.height); at++) blacken(bitmap, at, x, 1);
      }
      row += length;
    }
  }
}

function blacken({ width, data }: Bitmap, row: number, left: number, length: number): void {
  const stride = bytesPerRow(width);
  for (let x = left; x < left + length; x++) data[row * stride + (x >> 3)]! |= 0x80 >> (x & 7);
}
