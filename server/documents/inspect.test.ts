import { describe, expect, test } from 'vitest';
import { inspectDocument } from './inspect.ts';
import { makeTestPage } from './testing/testPages.ts';
import { makeTestPdf } from './testing/testPdfs.ts';
import { TAG } from './tiff/tags.ts';
import { makePage, writeTiff, writeTiffFile } from './tiff/writeTiff.ts';

const PAGE = makeTestPage(200, 100);
const OPTIONS = { xDpi: 204, yDpi: 98, compression: 'g4' } as const;
const tiff = (pages: number) => writeTiff(new Array(pages).fill(PAGE), OPTIONS);

describe('kind', () => {
  test('is what the bytes say', async () => {
    expect(await inspectDocument(await makeTestPdf(2))).toEqual({ kind: 'pdf', state: 'readable', pages: 2 });
    expect(await inspectDocument(tiff(3))).toEqual({ kind: 'tiff', state: 'readable', pages: 3 });
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    expect(await inspectDocument(png)).toEqual({ kind: 'png', state: 'readable', pages: 1 });
    expect(await inspectDocument(Buffer.from('ffd8ffe000104a46', 'hex'))).toEqual({
      kind: 'jpeg',
      state: 'readable',
      pages: 1,
    });
    const html = Buffer.from('<!doctype html><title>invoice.pdf</title>');
    expect(await inspectDocument(html)).toEqual({
      kind: 'unknown',
      state: 'unsupported',
      reason: 'unknown-format',
    });
    expect(await inspectDocument(Buffer.alloc(0))).toEqual({
      kind: 'unknown',
      state: 'empty',
      reason: 'no-bytes',
    });
  });

  test('of a PDF is known behind the junk some gateways put in front', async () => {
    const bytes = Buffer.concat([Buffer.from('\n\n--boundary\r\n'), await makeTestPdf(1)]);
    expect(await inspectDocument(bytes)).toMatchObject({ kind: 'pdf', state: 'readable', pages: 1 });
  });
});

describe('a PDF', () => {
  test('of many pages tells how many', async () => {
    expect(await inspectDocument(await makeTestPdf(30))).toMatchObject({ state: 'readable', pages: 30 });
  });

  test('is encrypted when it opens with a password only', async () => {
    const locked = { kind: 'pdf', state: 'encrypted', reason: 'password' };
    expect(await inspectDocument(await makeTestPdf(1, { userPassword: 'a', ownerPassword: 'b' }))).toEqual(
      locked,
    );
    expect(await inspectDocument(await makeTestPdf(1, { userPassword: 'a' }))).toEqual(locked);
  });

  test('is readable when the password only restricts printing', async () => {
    const facts = await inspectDocument(await makeTestPdf(2, { ownerPassword: 'b' }));
    expect(facts).toEqual({ kind: 'pdf', state: 'readable', pages: 2 });
  });

  test('is readable without its cross-reference table, and says that its end is missing', async () => {
    const whole = await makeTestPdf(3);
    const cut = whole.subarray(0, whole.lastIndexOf('xref\n'));
    expect(await inspectDocument(cut)).toEqual({
      kind: 'pdf',
      state: 'readable',
      pages: 3,
      reason: 'truncated',
    });
  });

  test('is broken when nothing but its beginning arrived', async () => {
    const broken = { kind: 'pdf', state: 'broken', reason: 'no-structure' };
    expect(await inspectDocument(Buffer.from('%PDF-1.7\n'))).toEqual(broken);
    expect(await inspectDocument((await makeTestPdf(3)).subarray(0, 300))).toEqual(broken);
  });

  test('of 5,000 pages is counted', async () => {
    expect(await inspectDocument(await makeTestPdf(5000))).toEqual({
      kind: 'pdf',
      state: 'readable',
      pages: 5000,
    });
  });
});

describe('a TIFF', () => {
  const pointAt = (bytes: Buffer, at: number, offset: number) => {
    const changed = Buffer.from(bytes);
    changed.writeUInt32LE(offset, at);
    return changed;
  };
  /** Where the link to the next directory is, of the directory the link at `at` points to. */
  const nextLink = (bytes: Buffer, at: number) => {
    const directory = bytes.readUInt32LE(at);
    return directory + 2 + bytes.readUInt16LE(directory) * 12;
  };

  test('cut after its second page keeps both and counts what is missing', async () => {
    const bytes = tiff(4);
    const endOfSecond = nextLink(bytes, nextLink(bytes, 4)) + 4;
    expect(await inspectDocument(bytes.subarray(0, endOfSecond))).toEqual({
      kind: 'tiff',
      state: 'readable',
      pages: 2,
      reason: 'truncated',
      incompletePages: 1,
    });
  });

  test('whose last directory names bytes beyond the end has an incomplete page', async () => {
    const source = makePage(PAGE, OPTIONS, 0, 1);
    const fields = new Map([...source.fields, [TAG.stripByteCounts, [1_000_000]]]);
    expect(await inspectDocument(writeTiffFile([{ ...source, fields }]))).toMatchObject({
      state: 'readable',
      pages: 1,
      incompletePages: 1,
      reason: 'truncated',
    });
  });

  test('is broken when its first directory did not arrive', async () => {
    expect(await inspectDocument(tiff(2).subarray(0, 60))).toEqual({
      kind: 'tiff',
      state: 'broken',
      reason: 'no-structure',
    });
    expect(await inspectDocument(Buffer.from('49492a00', 'hex'))).toMatchObject({ state: 'broken' });
  });

  test('whose directories go in a circle is read once', async () => {
    const bytes = tiff(3);
    const lastLink = nextLink(bytes, nextLink(bytes, nextLink(bytes, 4)));
    for (const target of [bytes.readUInt32LE(4), bytes.readUInt32LE(nextLink(bytes, 4))]) {
      expect(await inspectDocument(pointAt(bytes, lastLink, target))).toEqual({
        kind: 'tiff',
        state: 'readable',
        pages: 3,
        reason: 'page-loop',
      });
    }
  });

  test.each([
    ['no width', TAG.imageWidth, 0],
    ['a width of four milliards', TAG.imageWidth, 0xffffffff],
    ['a height of four milliards', TAG.imageLength, 0xffffffff],
    ['strips of no rows', TAG.rowsPerStrip, 0],
  ])('with %s is no document', async (_, tag, value) => {
    const source = makePage(PAGE, OPTIONS, 0, 1);
    const bytes = writeTiffFile([{ ...source, fields: new Map([...source.fields, [tag, [value]]]) }]);
    expect(await inspectDocument(bytes)).toEqual({ kind: 'tiff', state: 'broken', reason: 'no-pages' });
  });

  test('is read most significant byte first, too', async () => {
    const facts = await inspectDocument(makeBigEndianTiff());
    expect(facts).toEqual({
      kind: 'tiff',
      state: 'readable',
      pages: 1,
    });
  });
});

/** 100 by 50 pixels, uncompressed, 50 to the inch. */
function makeBigEndianTiff(): Buffer {
  const entries = [
    [TAG.imageWidth, 3, 1, 0x00640000],
    [TAG.imageLength, 3, 1, 0x00320000],
    [TAG.compression, 3, 1, 0x00010000],
    [TAG.stripOffsets, 4, 1, 8],
    [TAG.stripByteCounts, 4, 1, 650],
    [TAG.xResolution, 5, 1, 658],
    [TAG.yResolution, 5, 1, 658],
  ] as const;
  const directoryAt = 666;
  const bytes = Buffer.alloc(directoryAt + 2 + entries.length * 12 + 4);
  bytes.write('MM\0*', 'latin1');
  bytes.writeUInt32BE(directoryAt, 4);
  bytes.writeUInt32BE(50, 658);
  bytes.writeUInt32BE(1, 662);
  bytes.writeUInt16BE(entries.length, directoryAt);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = directoryAt + 2 + index * 12;
    bytes.writeUInt16BE(tag, at);
    bytes.writeUInt16BE(type, at + 2);
    bytes.writeUInt32BE(count, at + 4);
    bytes.writeUInt32BE(value, at + 8);
  }
  return bytes;
}
