import { type Bitmap, sliceRows } from '../ccitt/bitmap.ts';
import { encodeG3, encodeG4 } from '../ccitt/encode.ts';
import {
  COMPRESSION,
  FIELD,
  FIELD_SIZE,
  PHOTOMETRIC,
  T4_FILL_BITS,
  T4_TWO_DIMENSIONAL,
  TAG,
} from './tags.ts';

export type FaxCompression = 'none' | 'g3-1d' | 'g3-2d' | 'g4';

export interface TiffOptions {
  readonly xDpi: number;
  readonly yDpi: number;
  readonly compression: FaxCompression;
  /** Rows compressed together; the whole page when absent, as fax machines do. */
  readonly rowsPerStrip?: number;
}

/** A directory in the making: values by tag, and the page's strips. */
export interface TiffPageSource {
  readonly fields: ReadonlyMap<number, readonly number[]>;
  readonly strips: readonly Uint8Array[];
}

/** Writes pages of one bit per pixel as a fax gateway would (TIFF-F, RFC 2306: https://www.rfc-editor.org/rfc/rfc2306). */
export function writeTiff(pages: readonly Bitmap[], options: TiffOptions): Buffer {
  return writeTiffFile(pages.map((page, index) => makePage(page, options, index, pages.length)));
}

export function makePage(
  page: Bitmap,
  options: TiffOptions,
  index: number,
  pageCount: number,
): TiffPageSource {
  const rowsPerStrip = options.rowsPerStrip ?? page.height;
  const strips: Uint8Array[] = [];
  for (let row = 0; row < page.height; row += rowsPerStrip) {
    strips.push(encodeStrip(sliceRows(page, row, Math.min(row + rowsPerStrip, page.height)), options));
  }
  const fields = new Map<number, readonly number[]>([
    [TAG.newSubfileType, [2]],
    [TAG.imageWidth, [page.width]],
    [TAG.imageLength, [page.height]],
    [TAG.bitsPerSample, [1]],
    [TAG.compression, [COMPRESSION_OF[options.compression]]],
    [TAG.photometric, [PHOTOMETRIC.whiteIsZero]],
    [TAG.fillOrder, [1]],
    [TAG.samplesPerPixel, [1]],
    [TAG.rowsPerStrip, [rowsPerStrip]],
    [TAG.xResolution, [options.xDpi]],
    [TAG.yResolution, [options.yDpi]],
    [TAG.resolutionUnit, [2]],
    [TAG.pageNumber, [index, pageCount]],
  ]);
  if (options.compression === 'g3-1d') fields.set(TAG.t4Options, [T4_FILL_BITS]);
  if (options.compression === 'g3-2d') fields.set(TAG.t4Options, [T4_FILL_BITS | T4_TWO_DIMENSIONAL]);
  return { fields, strips };
}

const COMPRESSION_OF = {
  none: COMPRESSION.none,
  'g3-1d': COMPRESSION.ccittG3,
  'g3-2d': COMPRESSION.ccittG3,
  g4: COMPRESSION.ccittG4,
} as const;

/** T.4 section 4.2: at most every fourth row by itself at 196 lines per inch. */
const FINE_K = 4;

function encodeStrip(bitmap: Bitmap, { compression }: TiffOptions): Uint8Array {
  if (compression === 'none') return bitmap.data;
  if (compression === 'g4') return encodeG4(bitmap);
  return encodeG3(bitmap, { k: compression === 'g3-2d' ? FINE_K : 1, byteAlignedEndOfLines: true });
}

const RATIONAL_TAGS: readonly number[] = [TAG.xResolution, TAG.yResolution];
const SHORT_TAGS: readonly number[] = [
  TAG.bitsPerSample,
  TAG.compression,
  TAG.photometric,
  TAG.fillOrder,
  TAG.orientation,
  TAG.samplesPerPixel,
  TAG.planarConfiguration,
  TAG.resolutionUnit,
  TAG.pageNumber,
  TAG.predictor,
  TAG.colorMap,
];
/** Denominator of the resolutions: two decimals. */
const HUNDREDTHS = 100;

/** Writes little-endian: header, then for each page its strips and its directory, each on an even offset. */
export function writeTiffFile(pages: readonly TiffPageSource[]): Buffer {
  const chunks: Buffer[] = [Buffer.from('49492a0000000000', 'hex')];
  let length = 8;
  let linkTo: { readonly chunk: Buffer; readonly at: number } = { chunk: chunks[0]!, at: 4 }; // pushed just above
  const push = (bytes: Uint8Array): number => {
    const offset = length;
    const padded = Buffer.alloc(bytes.length + (bytes.length % 2));
    padded.set(bytes);
    chunks.push(padded);
    length += padded.length;
    return offset;
  };
  for (const page of pages) {
    const offsets = page.strips.map(push);
    const byteCounts = page.strips.map((strip) => strip.length);
    const fields = new Map([[TAG.stripOffsets, offsets], [TAG.stripByteCounts, byteCounts], ...page.fields]);
    const directory = makeDirectory(fields, push);
    linkTo.chunk.writeUInt32LE(push(directory), linkTo.at);
    // `push` copied the directory: the last chunk is the one in the file.
    linkTo = { chunk: chunks.at(-1)!, at: directory.length - 4 };
  }
  return Buffer.concat(chunks);
}

function makeDirectory(
  fields: ReadonlyMap<number, readonly number[]>,
  push: (bytes: Uint8Array) => number,
): Buffer {
  const sorted = [...fields].sort(([a], [b]) => a - b);
  const directory = Buffer.alloc(2 + sorted.length * 12 + 4);
  directory.writeUInt16LE(sorted.length, 0);
  for (const [index, [tag, values]] of sorted.entries()) {
    const at = 2 + index * 12;
    const type = fieldType(tag);
    const bytes = encodeValues(type, values);
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(values.length, at + 4);
    if (bytes.length <= 4) directory.set(bytes, at + 8);
    else directory.writeUInt32LE(push(bytes), at + 8);
  }
  return directory;
}

function fieldType(tag: number): number {
  if (tag === TAG.jpegTables) return FIELD.undefined;
  if (RATIONAL_TAGS.includes(tag)) return FIELD.rational;
  return SHORT_TAGS.includes(tag) ? FIELD.short : FIELD.long;
}

function encodeValues(type: number, values: readonly number[]): Buffer {
  const size = FIELD_SIZE[type]!; // one of the four types above
  const bytes = Buffer.alloc(values.length * size);
  for (const [index, value] of values.entries()) {
    const at = index * size;
    if (type === FIELD.undefined) bytes.writeUInt8(value, at);
    else if (type === FIELD.short) bytes.writeUInt16LE(value, at);
    else bytes.writeUInt32LE(type === FIELD.rational ? Math.round(value * HUNDREDTHS) : value, at);
    if (type === FIELD.rational) bytes.writeUInt32LE(HUNDREDTHS, at + 4);
  }
  return bytes;
}
