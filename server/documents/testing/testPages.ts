import UTIF from 'utif2';
import { type Bitmap, bytesPerRow } from '../ccitt/bitmap.ts';

/**
 * A page with everything that a fax code has a case for: black and white rows, runs of every length, rows that
 * differ from the one above by little and by much, edges at both margins. The same for the same arguments.
 */
export function makeTestPage(width: number, height: number, seed = 1): Bitmap {
  const stride = bytesPerRow(width);
  const data = new Uint8Array(stride * height);
  let state = seed;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  for (let row = 0; row < height; row++) {
    const kind = below(6);
    if (kind <= 1 && row > 0) data.copyWithin(row * stride, (row - 1) * stride, row * stride);
    const longest = [3, 8, 8, 70, 400, width][kind]!; // six kinds
    const shift = below(2);
    for (let x = below(longest) - shift; x < width && kind !== 1; x += 1 + below(longest)) {
      const length = 1 + below(longest);
      for (let at = Math.max(x, 0); at < Math.min(x + length, width); at++) flip(data, row * stride * 8 + at);
      x += length;
    }
  }
  return { width, height, data };
}

function flip(data: Uint8Array, bit: number): void {
  data[bit >> 3] = data[bit >> 3]! ^ (0x80 >> (bit & 7)); // the caller stays within the page
}

/** 1 for each black pixel, 0 for each white one, row by row. */
export function blackPixels({ width, height, data }: Bitmap): Uint8Array {
  const stride = bytesPerRow(width);
  return Uint8Array.from({ length: width * height }, (_, index) => {
    const x = index % width;
    const byte = data[Math.floor(index / width) * stride + (x >> 3)]!; // within the page
    return (byte >> (7 - (x & 7))) & 1;
  });
}

interface DecodedPage {
  readonly width: number;
  readonly height: number;
  /** 0 black to 255 white. */
  readonly grey: Uint8Array;
}

/** Decodes a TIFF with a decoder that shares no code with ours. */
export function decodeIndependently(tiff: Buffer): DecodedPage[] {
  // It takes a buffer apart by its ArrayBuffer, which for a small Buffer holds other things too.
  const bytes = Uint8Array.from(tiff).buffer;
  return UTIF.decode(bytes).map((directory) => {
    UTIF.decodeImage(bytes, directory);
    const rgba = UTIF.toRGBA8(directory);
    const { width, height } = directory;
    return { width, height, grey: Uint8Array.from({ length: width * height }, (_, i) => rgba[i * 4]!) };
  });
}
