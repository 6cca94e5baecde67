import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { BitWriter } from '../ccitt/bitWriter.ts';
import { makeTestPage } from '../testing/testPages.ts';
import { decompress } from './decompress.ts';
import { COMPRESSION } from './tags.ts';

const DATA = makeTestPage(1728, 200).data;

/** TIFF 6.0 section 13, as written there: strings in a table, codes widened with entry 511, cleared before the table is full. */
function compressLzw(data: Uint8Array): Uint8Array {
  const out = new BitWriter();
  let table = new Map<string, number>();
  let width = 9;
  const write = (code: number) => out.write({ bits: code, length: width });
  const codeOf = (key: string) => (key.length === 1 ? key.charCodeAt(0) : table.get(key)!); // asked for known strings only
  write(256);
  let prefix = '';
  for (const byte of data) {
    const longer = prefix + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      prefix = longer;
      continue;
    }
    write(codeOf(prefix));
    table.set(longer, 258 + table.size);
    if (258 + table.size === 1 << width) width += 1;
    if (table.size === 4094 - 258) {
      write(256);
      table = new Map();
      width = 9;
    }
    prefix = String.fromCharCode(byte);
  }
  write(codeOf(prefix));
  write(257);
  return out.finish();
}

describe('decompress', () => {
  test('undoes LZW over several tables', () => {
    expect(Buffer.compare(decompress(COMPRESSION.lzw, compressLzw(DATA), DATA.length)!, DATA)).toBe(0);
  });

  test('undoes LZW of a string that refers to itself', () => {
    const ones = new Uint8Array(3000).fill(7);
    expect(decompress(COMPRESSION.lzw, compressLzw(ones), ones.length)).toEqual(ones);
  });

  test('undoes PackBits, as in the example of TIFF 6.0 section 9', () => {
    const packed = Buffer.from('feaa0280002afdaa0380002a22f7aa', 'hex');
    const plain = Buffer.from('aaaaaa80002aaaaaaaaa80002a22aaaaaaaaaaaaaaaaaaaa', 'hex');
    expect(Buffer.compare(decompress(COMPRESSION.packBits, packed, plain.length)!, plain)).toBe(0);
  });

  test('undoes Deflate under both its numbers', () => {
    for (const compression of [COMPRESSION.deflate, COMPRESSION.oldDeflate]) {
      expect(Buffer.compare(decompress(compression, deflateSync(DATA), DATA.length)!, DATA)).toBe(0);
    }
  });

  test.each([
    ['LZW', COMPRESSION.lzw, compressLzw(DATA)],
    ['Deflate', COMPRESSION.deflate, deflateSync(DATA)],
  ])('yields of cut %s what came before the cut', (_, compression, packed) => {
    const part = decompress(compression, packed.subarray(0, packed.length / 2), DATA.length)!;
    expect(part.length).toBeGreaterThan(DATA.length / 8);
    expect(part.length).toBeLessThan(DATA.length);
    expect(Buffer.compare(part, DATA.subarray(0, part.length))).toBe(0);
  });

  test('never makes more than was asked for', () => {
    const zeros = new Uint8Array(10_000_000);
    for (const [compression, packed] of [
      [COMPRESSION.deflate, deflateSync(zeros)],
      [COMPRESSION.lzw, compressLzw(zeros.subarray(0, 100_000))],
      [COMPRESSION.packBits, Buffer.from('8100'.repeat(1000), 'hex')],
    ] as const) {
      expect(decompress(compression, packed, 1000)!.length).toBeLessThanOrEqual(1000);
    }
  });

  test('does not guess at a compression it does not know, nor at LZW of before TIFF 6.0', () => {
    expect(decompress(32809, DATA, 100)).toBeUndefined();
    expect(decompress(COMPRESSION.lzw, Uint8Array.of(0, 1, 2, 3), 100)).toBeUndefined();
  });
});
