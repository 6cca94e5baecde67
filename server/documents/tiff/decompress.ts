import { inflateSync } from 'node:zlib';
import { COMPRESSION } from './tags.ts';

/**
 * Undoes the lossless general-purpose compressions of TIFF.
 * @param length bytes the block must yield: never more are made, however much the data would expand to
 * @returns what could be decoded (shorter than `length` when the data are damaged), or undefined for a compression not known here
 */
export function decompress(compression: number, data: Uint8Array, length: number): Uint8Array | undefined {
  switch (compression) {
    case COMPRESSION.none:
      return data.subarray(0, length);
    case COMPRESSION.packBits:
      return unpackBits(data, length);
    case COMPRESSION.lzw:
      return isOldLzw(data) ? undefined : decodeLzw(data, length);
    case COMPRESSION.deflate:
    case COMPRESSION.oldDeflate:
      return inflate(data, length);
    default:
      return undefined;
  }
}

function inflate(data: Uint8Array, length: number): Uint8Array {
  try {
    // The finish flag lets a cut stream yield what it has, instead of nothing.
    return inflateSync(data, { finishFlush: 2 /* Z_SYNC_FLUSH */, maxOutputLength: length });
  } catch {
    return new Uint8Array(0);
  }
}

/** TIFF 6.0 section 9. */
function unpackBits(data: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  let written = 0;
  let at = 0;
  while (at < data.length && written < length) {
    const head = data[at++]!; // at < data.length
    if (head < 128) {
      const literal = data.subarray(at, at + Math.min(head + 1, length - written));
      out.set(literal, written);
      written += literal.length;
      at += head + 1;
    } else if (head > 128) {
      const end = Math.min(written + 257 - head, length);
      out.fill(data[at++] ?? 0, written, end);
      written = end;
    }
  }
  return out.subarray(0, written);
}

/** Before TIFF 6.0 some writers packed codes from the low bit; such a stream starts with the clear code as 00 01. */
function isOldLzw(data: Uint8Array): boolean {
  return data[0] === 0 && (data[1] ?? 0) % 2 === 1;
}

const CLEAR = 256;
const END_OF_INFORMATION = 257;

/** TIFF 6.0 section 13: codes of 9 to 12 bits, most significant bit first, widened one code early. */
function decodeLzw(data: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  // An entry is a place and length in what was already written, so that no strings are kept.
  const starts = new Int32Array(4097);
  const lengths = new Int32Array(4097);
  let written = 0;
  let bit = 0;
  let width = 9;
  let next = 258;
  let previousStart = -1;
  let previousLength = 0;
  while (written < length && bit + width <= data.length * 8) {
    const code = readBits(data, bit, width);
    bit += width;
    if (code === END_OF_INFORMATION) break;
    if (code === CLEAR) {
      width = 9;
      next = 258;
      previousStart = -1;
      continue;
    }
    const start = written;
    if (code < 256) {
      out[written++] = code;
    } else if (previousStart >= 0 && code <= next) {
      // A known entry, or the one about to be made: the previous string and its first byte, which is right there.
      const from = code < next ? starts[code]! : previousStart; // code <= 4096
      const count = code < next ? lengths[code]! : previousLength + 1;
      for (let index = 0; index < count && written < length; index++) out[written++] = out[from + index]!;
    } else {
      break;
    }
    if (previousStart >= 0 && next < 4096) {
      starts[next] = previousStart;
      lengths[next] = previousLength + 1;
      next += 1;
    }
    if (next + 1 >= 1 << width && width < 12) width += 1;
    previousStart = start;
    previousLength = written - start;
  }
  return out.subarray(0, written);
}

function readBits(data: Uint8Array, bit: number, width: number): number {
  const at = bit >> 3;
  const word = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
  return (word >> (24 - (bit & 7) - width)) & ((1 << width) - 1);
}
