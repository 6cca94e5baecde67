import { type Bitmap, bytesPerRow, fillRun } from './bitmap.ts';
import { BitReader } from './bitReader.ts';
import { type Code, HORIZONTAL, MAKE_UP, PASS, TERMINATING, VERTICAL } from './codes.ts';
import { blankRow, findB1, type Transitions } from './transitions.ts';

export interface FaxCoding {
  /** `rle`: rows by themselves on byte boundaries, without end-of-line codes. */
  readonly scheme: 'rle' | 'g3-1d' | 'g3-2d' | 'g4';
  readonly width: number;
  readonly height: number;
}

interface DecodedFax {
  /** Rows that could not be decoded repeat the one above, as fax machines print them; missing ones are white. */
  readonly bitmap: Bitmap;
  /** How many rows of the bitmap are as they were sent. */
  readonly soundRows: number;
}

/** Decodes Group 3 and Group 4 data (ITU-T T.4, T.6) as far as it goes. Never fails and never reads past `height`. */
export function decodeFax(data: Uint8Array, coding: FaxCoding): DecodedFax {
  const { width, height } = coding;
  const bitmap = { width, height, data: new Uint8Array(bytesPerRow(width) * height) };
  const reader = new BitReader(data);
  const nextRow = coding.scheme === 'g3-1d' || coding.scheme === 'g3-2d' ? nextG3Row : nextPlainRow;
  let reference = blankRow(width);
  let soundRows = 0;
  for (let row = 0; row < height; row++) {
    const next = nextRow(reader, coding, reference);
    if (next === 'end') break;
    if (next !== 'damaged') {
      reference = next;
      soundRows += 1;
    }
    paintRow(bitmap, row, reference);
  }
  return { bitmap, soundRows };
}

type NextRow = Transitions | 'damaged' | 'end';

function paintRow(bitmap: Bitmap, row: number, transitions: Transitions): void {
  const start = row * bytesPerRow(bitmap.width) * 8;
  for (let index = 0; index + 1 < transitions.length; index += 2) {
    fillRun(bitmap.data, start + transitions[index]!, start + transitions[index + 1]!); // index + 1 is in the list
  }
}

/** Without end-of-line codes nobody can find the next row after a damaged one: the data end there. */
function nextPlainRow(reader: BitReader, { scheme, width }: FaxCoding, reference: Transitions): NextRow {
  if (scheme === 'rle') reader.alignToByte();
  if (reader.isAtEnd) return 'end';
  const row = scheme === 'g4' ? readTwoDimensionalRow(reader, reference, width) : readRow(reader, width);
  return row ?? 'end';
}

function nextG3Row(reader: BitReader, coding: FaxCoding, reference: Transitions): NextRow {
  const twoDimensional = coding.scheme === 'g3-2d';
  let codes = 0;
  let byItself = true;
  while (reader.skipEndOfLine()) {
    codes += 1;
    if (!twoDimensional) continue;
    byItself = reader.peek(1) === 1;
    reader.position += 1;
  }
  // Two end-of-line codes in a row begin the return to control.
  if (codes > 1 || reader.isAtEnd) return 'end';
  const row = byItself
    ? readRow(reader, coding.width)
    : readTwoDimensionalRow(reader, reference, coding.width);
  if (row) return row;
  const found = reader.findEndOfLine();
  if (found) reader.position -= END_OF_LINE_LENGTH;
  return found ? 'damaged' : 'end';
}

const END_OF_LINE_LENGTH = 12;

function readRow(reader: BitReader, width: number): Transitions | undefined {
  const transitions: number[] = [];
  let position = 0;
  for (let colour: 0 | 1 = 0; position < width; colour = colour === 0 ? 1 : 0) {
    const run = readRun(reader, colour);
    if (run === undefined) return undefined;
    position += run;
    if (position > width) return undefined;
    transitions.push(position);
  }
  transitions.push(width, width, width, width);
  return transitions;
}

/** The modes of T.6 section 2.2.3, with its names. */
function readTwoDimensionalRow(
  reader: BitReader,
  reference: Transitions,
  width: number,
): Transitions | undefined {
  const transitions: number[] = [];
  let a0 = -1;
  let b = 0;
  while (a0 < width) {
    const colour = transitions.length % 2 === 0 ? 0 : 1;
    const mode = MODES[reader.peek(MODE_BITS)];
    if (!mode || reader.isAtEnd) return undefined;
    reader.position += mode.length;
    b = findB1(reference, b, a0, colour, width);
    if (mode.kind === 'pass') {
      a0 = reference[b + 1] ?? width;
    } else if (mode.kind === 'vertical') {
      const a1 = (reference[b] ?? width) + mode.offset;
      if (a1 < Math.max(a0, 0) || a1 > width) return undefined;
      transitions.push(a1);
      a0 = a1;
    } else {
      const first = readRun(reader, colour);
      const second = readRun(reader, colour === 0 ? 1 : 0);
      if (first === undefined || second === undefined) return undefined;
      const a1 = Math.max(a0, 0) + first;
      a0 = a1 + second;
      if (a0 > width) return undefined;
      transitions.push(a1, a0);
    }
  }
  transitions.push(width, width, width, width);
  return transitions;
}

/** A run of make-up codes and the terminating one; undefined when no code fits. */
function readRun(reader: BitReader, colour: 0 | 1): number | undefined {
  let run = 0;
  for (;;) {
    const code = RUNS[colour][reader.peek(LONGEST_CODE)];
    if (!code || reader.isAtEnd) return undefined;
    reader.position += code.length;
    run += code.run;
    if (code.run < 64) return run;
  }
}

const LONGEST_CODE = 13;
const MODE_BITS = 7;

/** What a code means, and its length in bits. */
type Entry<T> = T & { readonly length: number };
type Table<T> = (Entry<T> | undefined)[];

interface Run {
  readonly run: number;
}

type Mode =
  | { readonly kind: 'pass' | 'horizontal' }
  /** `offset` is a1 - b1. */
  | { readonly kind: 'vertical'; readonly offset: number };

const RUNS = [makeRunTable(0), makeRunTable(1)] as const;
const MODES = makeModeTable();

function makeRunTable(colour: 0 | 1): Table<Run> {
  const table: Table<Run> = new Array(1 << LONGEST_CODE).fill(undefined);
  for (const [run, code] of TERMINATING[colour].entries()) addCode(table, LONGEST_CODE, code, { run });
  for (const [index, code] of MAKE_UP[colour].entries()) {
    addCode(table, LONGEST_CODE, code, { run: (index + 1) * 64 });
  }
  return table;
}

function makeModeTable(): Table<Mode> {
  const table: Table<Mode> = new Array(1 << MODE_BITS).fill(undefined);
  addCode<Mode>(table, MODE_BITS, PASS, { kind: 'pass' });
  addCode<Mode>(table, MODE_BITS, HORIZONTAL, { kind: 'horizontal' });
  for (const [index, code] of VERTICAL.entries()) {
    addCode<Mode>(table, MODE_BITS, code, { kind: 'vertical', offset: index - 3 });
  }
  return table;
}

/** Enters a code under every number of `bits` bits that begins with it, so that one look finds it. */
function addCode<T>(table: Table<T>, bits: number, code: Code, value: T): void {
  const first = code.bits << (bits - code.length);
  table.fill({ ...value, length: code.length }, first, first + (1 << (bits - code.length)));
}
