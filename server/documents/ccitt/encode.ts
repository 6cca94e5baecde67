import { type Bitmap, bytesPerRow } from './bitmap.ts';
import { BitWriter } from './bitWriter.ts';
import {
  END_OF_LINE,
  HORIZONTAL,
  LONGEST_MAKE_UP,
  MAKE_UP,
  PASS,
  parseCode,
  TERMINATING,
  VERTICAL,
} from './codes.ts';
import { blankRow, findB1, type Transitions } from './transitions.ts';

interface G3Options {
  /** Modified READ: one row in `k` is coded by itself, the others by what differs from the row above. 1 = all by themselves. */
  readonly k: number;
  /** Zeros before each end-of-line code so that it ends on a byte boundary (TIFF `T4Options` bit 2). */
  readonly byteAlignedEndOfLines: boolean;
}

/** ITU-T T.6 (Group 4): https://www.itu.int/rec/T-REC-T.6. Ends with the end-of-facsimile-block code. */
export function encodeG4(bitmap: Bitmap): Uint8Array<ArrayBuffer> {
  const out = new BitWriter();
  let reference = blankRow(bitmap.width);
  for (let row = 0; row < bitmap.height; row++) {
    const transitions = findTransitions(bitmap, row);
    writeTwoDimensionalRow(out, transitions, reference, bitmap.width);
    reference = transitions;
  }
  out.write(END_OF_LINE);
  out.write(END_OF_LINE);
  return out.finish();
}

/**
 * ITU-T T.4 (Group 3), one- or two-dimensional: https://www.itu.int/rec/T-REC-T.4. An end-of-line code before each
 * row, and no return-to-control at the end: TIFF forbids it (TIFF 6.0 section 11).
 */
export function encodeG3(bitmap: Bitmap, options: G3Options): Uint8Array<ArrayBuffer> {
  const out = new BitWriter();
  let reference = blankRow(bitmap.width);
  for (let row = 0; row < bitmap.height; row++) {
    const oneDimensional = row % options.k === 0;
    if (options.byteAlignedEndOfLines) {
      while (out.bitsInLastByte !== 4) out.write(ZERO);
    }
    out.write(END_OF_LINE);
    if (options.k > 1) out.write(oneDimensional ? ONE : ZERO);
    const transitions = findTransitions(bitmap, row);
    if (oneDimensional) writeOneDimensionalRow(out, transitions, bitmap.width);
    else writeTwoDimensionalRow(out, transitions, reference, bitmap.width);
    reference = transitions;
  }
  return out.finish();
}

const ZERO = parseCode('0');
const ONE = parseCode('1');

function findTransitions({ width, data }: Bitmap, row: number): Transitions {
  const transitions: number[] = [];
  const start = row * bytesPerRow(width);
  let black = false;
  for (let x = 0; x < width; x++) {
    const byte = data[start + (x >> 3)]!; // the row has a byte for every pixel
    // Most bytes of a page are all of one colour: eight pixels at a time.
    if ((x & 7) === 0 && byte === (black ? 0xff : 0)) {
      x += 7;
      continue;
    }
    const pixelIsBlack: boolean = (byte & (0x80 >> (x & 7))) !== 0;
    if (pixelIsBlack !== black) {
      transitions.push(x);
      black = pixelIsBlack;
    }
  }
  transitions.push(width, width, width, width);
  return transitions;
}

function writeOneDimensionalRow(out: BitWriter, transitions: Transitions, width: number): void {
  let position = 0;
  for (let index = 0; position < width || index === 0; index++) {
    const next = transitions[index]!; // the list ends with `width`, which ends the loop
    writeRun(out, next - position, index % 2 === 0 ? 0 : 1);
    position = next;
  }
}

/** The coding procedure of T.6 section 2.2.5; a0, a1, a2, b1, b2 and the modes are its names. */
function writeTwoDimensionalRow(
  out: BitWriter,
  coding: Transitions,
  reference: Transitions,
  width: number,
): void {
  let a0 = -1;
  let a = 0;
  let b = 0;
  while (a0 < width) {
    const colour = a % 2 === 0 ? 0 : 1;
    b = findB1(reference, b, a0, colour, width);
    // Both lists end with `width` four times and every index stops there.
    const a1 = coding[a]!;
    const b1 = reference[b]!;
    const b2 = reference[b + 1]!;
    const vertical = VERTICAL[a1 - b1 + 3];
    if (b2 < a1) {
      out.write(PASS);
      a0 = b2;
    } else if (vertical) {
      out.write(vertical);
      a0 = a1;
      a += 1;
    } else {
      const a2 = coding[a + 1]!;
      out.write(HORIZONTAL);
      writeRun(out, a1 - Math.max(a0, 0), colour);
      writeRun(out, a2 - a1, colour === 0 ? 1 : 0);
      a0 = a2;
      a += 2;
    }
  }
}

function writeRun(out: BitWriter, length: number, colour: 0 | 1): void {
  let rest = length;
  while (rest >= 64) {
    const made = Math.min(rest - (rest % 64), LONGEST_MAKE_UP);
    out.write(MAKE_UP[colour][made / 64 - 1]!); // 64 … 2560: always in the table
    rest -= made;
  }
  out.write(TERMINATING[colour][rest]!); // 0 … 63: always in the table
}
