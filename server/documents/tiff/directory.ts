import { FIELD_SIZE } from './tags.ts';

/** More values than the longest list in a real file (strip offsets) has; a field can claim millions. */
const MAX_VALUES = 200_000;

/**
 * One image file directory, its fields not yet interpreted. Reading is defensive: a field that points outside the
 * file or claims more values than the file has bytes is as if it were not there.
 */
export class TiffDirectory {
  readonly #view: DataView;
  readonly #littleEndian: boolean;
  readonly #fields: ReadonlyMap<number, Field>;

  constructor(view: DataView, littleEndian: boolean, fields: ReadonlyMap<number, Field>) {
    this.#view = view;
    this.#littleEndian = littleEndian;
    this.#fields = fields;
  }

  has(tag: number): boolean {
    return this.#fields.has(tag);
  }

  /** The values of a field as numbers, at most `MAX_VALUES`; empty when absent. Rationals are divided. */
  numbers(tag: number): number[] {
    const field = this.#fields.get(tag);
    if (!field) return [];
    const size = FIELD_SIZE[field.type]!; // only known types are kept
    return Array.from({ length: Math.min(field.count, MAX_VALUES) }, (_, index) =>
      this.#value(field.type, field.offset + index * size),
    );
  }

  /** The first value of a field, or `fallback` when it is absent. */
  number(tag: number, fallback: number): number {
    const field = this.#fields.get(tag);
    return field && field.count > 0 ? this.#value(field.type, field.offset) : fallback;
  }

  /** The bytes of a field as they are in the file. */
  bytes(tag: number): Uint8Array | undefined {
    const field = this.#fields.get(tag);
    if (!field) return undefined;
    const length = field.count * FIELD_SIZE[field.type]!; // only known types are kept
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + field.offset, length);
  }

  #value(type: number, at: number): number {
    const view = this.#view;
    const littleEndian = this.#littleEndian;
    switch (type) {
      case 3:
        return view.getUint16(at, littleEndian);
      case 4:
        return view.getUint32(at, littleEndian);
      case 5:
        return view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian);
      case 8:
        return view.getInt16(at, littleEndian);
      case 9:
        return view.getInt32(at, littleEndian);
      case 10:
        return view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian);
      case 11:
        return view.getFloat32(at, littleEndian);
      case 12:
        return view.getFloat64(at, littleEndian);
      default:
        return view.getUint8(at);
    }
  }
}

interface Field {
  readonly type: number;
  readonly count: number;
  /** Where the values are in the file. */
  readonly offset: number;
}

interface DirectoryChain {
  readonly directories: readonly TiffDirectory[];
  readonly littleEndian: boolean;
  /** How the list of directories ends: as it should, outside the file, or back at one already read. */
  readonly end: 'complete' | 'truncated' | 'loop';
}

/** Follows the chain of directories of a classic TIFF (not BigTIFF, which no fax machine writes). */
export function readDirectories(bytes: Uint8Array): DirectoryChain {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = bytes[0] === 0x49;
  const directories: TiffDirectory[] = [];
  const seen = new Set<number>();
  let offset = bytes.length >= 8 ? view.getUint32(4, littleEndian) : Number.POSITIVE_INFINITY;
  while (offset !== 0) {
    if (seen.has(offset)) return { directories, littleEndian, end: 'loop' };
    seen.add(offset);
    if (offset + 2 > bytes.length) return { directories, littleEndian, end: 'truncated' };
    const count = view.getUint16(offset, littleEndian);
    const next = offset + 2 + count * 12;
    // The link to the next directory comes last: some writers leave it out of the last one, which is harmless.
    const nextIsMissing = next + 4 > bytes.length;
    if (next > bytes.length) return { directories, littleEndian, end: 'truncated' };
    directories.push(readDirectory(view, littleEndian, offset, count));
    if (nextIsMissing) return { directories, littleEndian, end: 'complete' };
    offset = view.getUint32(next, littleEndian);
  }
  return { directories, littleEndian, end: 'complete' };
}

function readDirectory(view: DataView, littleEndian: boolean, offset: number, count: number): TiffDirectory {
  const fields = new Map<number, Field>();
  for (let index = 0; index < count; index++) {
    const at = offset + 2 + index * 12;
    const tag = view.getUint16(at, littleEndian);
    const type = view.getUint16(at + 2, littleEndian);
    const valueCount = view.getUint32(at + 4, littleEndian);
    const size = FIELD_SIZE[type];
    if (size === undefined) continue;
    const length = valueCount * size;
    const valueOffset = length <= 4 ? at + 8 : view.getUint32(at + 8, littleEndian);
    if (valueOffset + length <= view.byteLength)
      fields.set(tag, { type, count: valueCount, offset: valueOffset });
  }
  return new TiffDirectory(view, littleEndian, fields);
}
