import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Bitmap, bytesPerRow, reverseBits } from '../ccitt/bitmap.ts';
import { encodeG3 } from '../ccitt/encode.ts';
import { renderPdf } from '../testing/renderPdf.ts';
import { blackPixels, decodeIndependently, makeTestPage } from '../testing/testPages.ts';
import { COMPRESSION, PHOTOMETRIC, TAG } from '../tiff/tags.ts';
import { makePage, type TiffOptions, type TiffPageSource, writeTiffFile } from '../tiff/writeTiff.ts';
import { tiffToPdf } from './tiffToPdf.ts';

const FINE = { xDpi: 204, yDpi: 196 } as const;
const STANDARD = { xDpi: 204, yDpi: 98 } as const;
const PAGE = makeTestPage(430, 240);

interface Changes {
  readonly fields?: readonly (readonly [number, readonly number[]])[];
  readonly strip?: (bytes: Uint8Array) => Uint8Array;
}

function makeTiff(
  pages: readonly Bitmap[],
  options: TiffOptions,
  { fields = [], strip }: Changes = {},
): Buffer {
  return writeTiffFile(
    pages.map((page, index): TiffPageSource => {
      const made = makePage(page, options, index, pages.length);
      return {
        fields: new Map([...made.fields, ...fields]),
        strips: strip ? made.strips.map(strip) : made.strips,
      };
    }),
  );
}

/** Draws the PDF made of a TIFF so that its pixels are the TIFF's, and compares each with another decoder's. */
async function expectSamePixels(tiff: Buffer): Promise<Uint8Array[]> {
  const expected = decodeIndependently(tiff);
  const { pdf, facts } = await tiffToPdf(tiff);
  expect(facts).toMatchObject({ state: 'readable', pages: expected.length });
  expect(facts).not.toHaveProperty('incompletePages');
  const rendered = await renderPdf(pdf ?? Buffer.alloc(0), (page) => expected[page]!);
  expect(rendered).toHaveLength(expected.length);
  for (const [index, page] of rendered.entries()) {
    expect(Buffer.compare(page.grey, expected[index]!.grey), `page ${index + 1}`).toBe(0);
  }
  return rendered.map((page) => page.grey);
}

const COMPRESSIONS = ['g4', 'g3-1d', 'g3-2d', 'none'] as const;

describe.each(COMPRESSIONS)('a TIFF in %s becomes a PDF of the same pixels', (compression) => {
  test.each([
    ['fine', FINE],
    ['standard', STANDARD],
  ])('at %s resolution, several pages', async (_, resolution) => {
    const pages = [PAGE, makeTestPage(1728, 90, 3), makeTestPage(17, 300, 4)];
    const [first] = await expectSamePixels(makeTiff(pages, { ...resolution, compression }));
    // Not only alike: the page that was encoded.
    expect(
      Buffer.compare(
        Uint8Array.from(first!, (grey) => (grey === 0 ? 1 : 0)),
        blackPixels(PAGE),
      ),
    ).toBe(0);
  });

  test('in strips that do not divide the page', async () => {
    await expectSamePixels(makeTiff([PAGE], { ...STANDARD, compression, rowsPerStrip: 37 }));
  });

  test('with the bits of each byte the other way round', async () => {
    const changes = { fields: [[TAG.fillOrder, [2]]], strip: reverseBits } as const;
    // The other decoder reverses only fax codes: for the uncompressed page the one before is the reference.
    if (compression !== 'none') await expectSamePixels(makeTiff([PAGE], { ...FINE, compression }, changes));
    const [plain, reversed] = await Promise.all([
      tiffToPdf(makeTiff([PAGE], { ...FINE, compression })),
      tiffToPdf(makeTiff([PAGE], { ...FINE, compression }, changes)),
    ]);
    expect(reversed.pdf?.equals(plain.pdf!)).toBe(true);
  });

  test('where zero is black', async () => {
    const changes = { fields: [[TAG.photometric, [PHOTOMETRIC.blackIsZero]]] } as const;
    const [grey] = await expectSamePixels(makeTiff([PAGE], { ...FINE, compression }, changes));
    expect(
      Buffer.compare(
        Uint8Array.from(grey!, (each) => (each === 255 ? 1 : 0)),
        blackPixels(PAGE),
      ),
    ).toBe(0);
  });
});

test('Group 3 data without fill bits and without a byte to spare come out the same', async () => {
  const strip = encodeG3(PAGE, { k: 2, byteAlignedEndOfLines: false });
  const changes = { fields: [[TAG.t4Options, [1]]], strip: () => strip } as const;
  await expectSamePixels(makeTiff([PAGE], { ...STANDARD, compression: 'g3-2d' }, changes));
});

describe('pictures that are no faxes keep every sample', () => {
  const SIDE = 48;
  const samples = (perPixel: number) =>
    Uint8Array.from({ length: SIDE * SIDE * perPixel }, (_, index) => (index * 7919) % 251);
  const differences = (rows: Uint8Array, perPixel: number) =>
    rows.map((sample, index) =>
      index % (SIDE * perPixel) < perPixel ? sample : sample - rows[index - perPixel]!,
    );
  const RGB = [
    [TAG.photometric, [PHOTOMETRIC.rgb]],
    [TAG.samplesPerPixel, [3]],
    [TAG.bitsPerSample, [8, 8, 8]],
  ] as const;
  const GREY = [
    [TAG.photometric, [PHOTOMETRIC.blackIsZero]],
    [TAG.bitsPerSample, [8]],
  ] as const;
  const PREDICTED = [
    [TAG.compression, [COMPRESSION.deflate]],
    [TAG.predictor, [2]],
  ] as const;
  const palette = Array.from({ length: 768 }, (_, index) => ((index * 37) % 256) * 257);

  test.each([
    ['grey', GREY, samples(1)],
    ['grey, zero white', [...GREY, [TAG.photometric, [PHOTOMETRIC.whiteIsZero]]] as const, samples(1)],
    ['colour', RGB, samples(3)],
    [
      'grey, deflated with predictor',
      [...GREY, ...PREDICTED] as const,
      deflateSync(differences(samples(1), 1)),
    ],
    [
      'colour, deflated with predictor',
      [...RGB, ...PREDICTED] as const,
      deflateSync(differences(samples(3), 3)),
    ],
    [
      'palette',
      [...GREY, [TAG.photometric, [PHOTOMETRIC.palette]], [TAG.colorMap, palette]] as const,
      samples(1),
    ],
  ])('%s', async (_, fields, strip) => {
    const page = { width: SIDE, height: SIDE, data: new Uint8Array(SIDE * (SIDE / 8)) };
    const options = { xDpi: 72, yDpi: 72, compression: 'none' } as const;
    await expectSamePixels(makeTiff([page], options, { fields, strip: () => strip }));
  });
});

describe('page size', () => {
  const sizeOf = async (page: Bitmap, options: TiffOptions, fields: Changes['fields'] = []) => {
    const { pdf } = await tiffToPdf(makeTiff([page], options, { fields }));
    const [rendered] = await renderPdf(pdf ?? Buffer.alloc(0), () => ({ width: 10, height: 10 }));
    const { width, height } = rendered!.pageSize;
    return [Math.round(width), Math.round(height)];
  };
  const blank = (width: number, height: number): Bitmap => ({
    width,
    height,
    data: new Uint8Array(bytesPerRow(width) * height),
  });
  const G4 = { compression: 'g4' } as const;

  test('comes from both resolutions: a standard page is as high as a fine one of twice the rows', async () => {
    expect(await sizeOf(blank(1734, 1078), { ...STANDARD, ...G4 })).toEqual([612, 792]);
    expect(await sizeOf(blank(1734, 2156), { ...FINE, ...G4 })).toEqual([612, 792]);
  });

  test('understands centimetres', async () => {
    const fields = [[TAG.resolutionUnit, [3]]] as const;
    expect(await sizeOf(blank(850, 1100), { xDpi: 100 / 2.54, yDpi: 100 / 2.54, ...G4 }, fields)).toEqual([
      612, 792,
    ]);
  });

  test('is a fax page of a usual height when no usable resolution is stated', async () => {
    for (const resolution of [
      { xDpi: 0, yDpi: 0 },
      { xDpi: 1, yDpi: 2 },
    ]) {
      expect(await sizeOf(blank(1728, 1078), { ...resolution, ...G4 })).toEqual([610, 792]);
      expect(await sizeOf(blank(1728, 2156), { ...resolution, ...G4 })).toEqual([610, 792]);
      expect(await sizeOf(blank(1728, 4301), { ...resolution, ...G4 })).toEqual([610, 792]);
    }
  });

  test('stays within what a PDF can be', async () => {
    const size = await sizeOf(blank(80, 16_000), { xDpi: 72, yDpi: 72, ...G4 });
    expect(size).toEqual([72, 14_400]);
  });
});

test.each([
  [1, 'abcd'],
  [2, 'badc'],
  [3, 'dcba'],
  [4, 'cdab'],
  [5, 'acbd'],
  [6, 'cadb'],
  [7, 'dbca'],
  [8, 'bdac'],
])('orientation %i shows the corners in their places', async (orientation, corners) => {
  // The four quarters of the page, from the top left: only that named `a` is black.
  const data = new Uint8Array(4 * 16);
  for (let row = 0; row < 8; row++) data.fill(0xff, row * 4, row * 4 + 2);
  const page = { width: 32, height: 16, data };
  const changes = { fields: [[TAG.orientation, [orientation]]] } as const;
  const { pdf } = await tiffToPdf(makeTiff([page], { xDpi: 72, yDpi: 72, compression: 'g4' }, changes));
  const onItsSide = orientation >= 5;
  const size = onItsSide ? { width: 16, height: 32 } : { width: 32, height: 16 };
  const [rendered] = await renderPdf(pdf!, () => size);
  expect(rendered!.pageSize).toEqual(size);
  const at = (x: number, y: number) =>
    rendered!.grey[Math.floor(y * size.height) * size.width + Math.floor(x * size.width)];
  const quarters = [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
  expect(quarters.map((grey) => grey === 0)).toEqual([...corners].map((corner) => corner === 'a'));
});

describe('a page that cannot be had', () => {
  test('keeps its place with a page that says so', async () => {
    const good = makePage(PAGE, { ...FINE, compression: 'g4' }, 0, 3);
    const thunderScan = 32809;
    const bad = { ...good, fields: new Map([...good.fields, [TAG.compression, [thunderScan]]]) };
    const { pdf, facts } = await tiffToPdf(writeTiffFile([good, bad, good]));
    expect(facts).toMatchObject({
      state: 'readable',
      pages: 3,
      incompletePages: 1,
      reason: 'page-unreadable',
    });
    expect(await renderPdf(pdf!, () => ({ width: 43, height: 24 }))).toHaveLength(3);
  });

  test('is no PDF at all when it is the only one', async () => {
    const changes = { fields: [[TAG.compression, [COMPRESSION.jpeg]]] } as const;
    const { pdf, facts } = await tiffToPdf(makeTiff([PAGE], { ...FINE, compression: 'g4' }, changes));
    expect(pdf).toBeUndefined();
    expect(facts).toMatchObject({ state: 'unsupported', reason: 'unsupported-encoding' });
  });
});

test.each(['g4', 'g3-1d', 'g3-2d'] as const)(
  'what is missing of a cut %s page is white',
  async (compression) => {
    const source = makePage(PAGE, { ...FINE, compression }, 0, 1);
    const strips = source.strips.map((strip) => strip.subarray(0, strip.length / 2));
    const { pdf, facts } = await tiffToPdf(writeTiffFile([{ ...source, strips }]));
    expect(facts).toMatchObject({ state: 'readable', pages: 1, incompletePages: 1, reason: 'truncated' });
    const [rendered] = await renderPdf(pdf!, () => PAGE);
    const black = Uint8Array.from(rendered!.grey, (grey) => (grey === 0 ? 1 : 0));
    const rows = (from: number, to: number) => [from * PAGE.width, to * PAGE.width] as const;
    expect(black.slice(...rows(0, 40))).toEqual(blackPixels(PAGE).slice(...rows(0, 40)));
    expect(black.slice(...rows(230, 240)).every((pixel) => pixel === 0)).toBe(true);
  },
);
