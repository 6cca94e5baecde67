/** A page of one bit per pixel: 1 is black, the most significant bit is leftmost, each row starts a byte. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** `height` rows of `bytesPerRow(width)` bytes. */
  readonly data: Uint8Array;
}

export function bytesPerRow(width: number): number {
  return (width + 7) >> 3;
}

/** Rows `from` up to but not including `to`, sharing the bitmap's bytes. */
export function sliceRows(bitmap: Bitmap, from: number, to: number): Bitmap {
  const stride = bytesPerRow(bitmap.width);
  return { width: bitmap.width, height: to - from, data: bitmap.data.subarray(from * stride, to * stride) };
}

const REVERSED = Uint8Array.from({ length: 256 }, (_, byte) => {
  let reversed = 0;
  for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) reversed |= 0x80 >> bit;
  return reversed;
});

/** The same bytes with the bits of each in the opposite order (TIFF `FillOrder` 2). */
export function reverseBits(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const reversed = new Uint8Array(bytes.length);
  // The table has 256 entries, one for every byte.
  for (let at = 0; at < bytes.length; at++) reversed[at] = REVERSED[bytes[at]!]!;
  return reversed;
}

/** Sets the bits from `from` up to but not including `to`, counted from the first of `data`. */
export function fillRun(data: Uint8Array, from: number, to: number): void {
  if (from >= to) return;
  const first = from >> 3;
  const last = (to - 1) >> 3;
  const head = 0xff >> (from & 7);
  const tail = (0xff << (7 - ((to - 1) & 7))) & 0xff;
  if (first === last) {
    data[first] = data[first]! | (head & tail); // within the page
    return;
  }
  data[first] = data[first]! | head;
  data.fill(0xff, first + 1, last);
  data[last] = data[last]! | tail;
}
