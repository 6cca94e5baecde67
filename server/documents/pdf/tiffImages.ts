import { deflateSync } from 'node:zlib';
import { type PDFContext, PDFHexString, type PDFObject, type PDFRef } from '@cantoo/pdf-lib';
import { reverseBits } from '../ccitt/bitmap.ts';
import { decodeFax, type FaxCoding } from '../ccitt/decode.ts';
import { encodeG4 } from '../ccitt/encode.ts';
import { decodeRaster, isRaster } from '../tiff/decodeRaster.ts';
import type { TiffBlock, TiffPage } from '../tiff/parseTiff.ts';
import { COMPRESSION, PHOTOMETRIC, T4_TWO_DIMENSIONAL, T4_UNCOMPRESSED_MODE } from '../tiff/tags.ts';
import { joinJpegTables } from './jpeg.ts';

/** An image of a PDF and the rectangle of the page it covers, in pixels from the top left. */
export interface PlacedImage {
  readonly ref: PDFRef;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface PageImages {
  readonly images: readonly PlacedImage[];
  /** False when some of the page's rows are missing. */
  readonly complete: boolean;
}

type Encoding = 'fax' | 'jpeg' | 'raster';

/** How a page's pixels get into a PDF; undefined when they cannot. */
export function pageEncoding(page: TiffPage): Encoding | undefined {
  if (page.unsupported) return undefined;
  if (isFax(page)) return 'fax';
  if (isJpeg(page)) return 'jpeg';
  return isRaster(page) ? 'raster' : undefined;
}

const EMBED = { fax: embedFaxBlocks, jpeg: embedJpegBlocks, raster: embedRaster };

/**
 * Puts a TIFF page's pixels into a PDF without changing one. Fax and JPEG data go in as they are, each strip or
 * tile an image; anything else is decoded and deflated. Fax data are decoded too, to know whether every row is there.
 * @returns undefined when the page's encoding cannot be had in a PDF
 */
export function embedTiffPage(context: PDFContext, page: TiffPage, file: Uint8Array): PageImages | undefined {
  const encoding = pageEncoding(page);
  return encoding && EMBED[encoding](context, page, file);
}

const FAX_COMPRESSIONS: readonly number[] = [COMPRESSION.ccittRle, COMPRESSION.ccittG3, COMPRESSION.ccittG4];

function isFax(page: TiffPage): boolean {
  const uncompressedMode = page.compression === COMPRESSION.ccittG3 && page.t4Options & T4_UNCOMPRESSED_MODE;
  return (
    FAX_COMPRESSIONS.includes(page.compression) &&
    page.bitsPerSample === 1 &&
    page.samplesPerPixel === 1 &&
    !uncompressedMode
  );
}

function isJpeg(page: TiffPage): boolean {
  const isCompression = page.compression === COMPRESSION.jpeg || page.compression === COMPRESSION.oldJpeg;
  return isCompression && page.bitsPerSample === 8 && [1, 3].includes(page.samplesPerPixel);
}

/** 64 MB of bits. No fax machine makes such a page; one that claims to be larger goes in unchecked. */
const MOST_PIXELS_CHECKED = 2 ** 29;

function embedFaxBlocks(context: PDFContext, page: TiffPage, file: Uint8Array): PageImages {
  let complete = page.complete;
  const images = page.blocks.map((block) => {
    const stored = blockBytes(block, file);
    const data = page.fillOrder === 2 ? reverseBits(stored) : stored;
    const scheme = faxScheme(page);
    if (block.width * block.height > MOST_PIXELS_CHECKED) return placeFax(context, page, block, data, scheme);
    const decoded = decodeFax(data, { scheme, width: block.width, height: block.height });
    if (decoded.soundRows === block.height) return placeFax(context, page, block, data, scheme);
    // A viewer would paint the missing rows black, or nothing at all: what is there is coded anew.
    complete = false;
    return placeFax(context, page, block, encodeG4(decoded.bitmap), 'g4');
  });
  return { images, complete };
}

function faxScheme(page: TiffPage): FaxCoding['scheme'] {
  if (page.compression === COMPRESSION.ccittG4) return 'g4';
  if (page.compression === COMPRESSION.ccittRle) return 'rle';
  return page.t4Options & T4_TWO_DIMENSIONAL ? 'g3-2d' : 'g3-1d';
}

/** ISO 32000-1 table 11. */
const FAX_PARAMETERS = {
  rle: { K: 0, EndOfLine: false, EncodedByteAlign: true, EndOfBlock: false },
  // Group 3 strips end after their last row; only Group 4 ones have a code for it.
  'g3-1d': { K: 0, EndOfLine: true, EncodedByteAlign: false, EndOfBlock: false },
  'g3-2d': { K: 1, EndOfLine: true, EncodedByteAlign: false, EndOfBlock: false },
  g4: { K: -1, EndOfLine: false, EncodedByteAlign: false, EndOfBlock: true },
} as const satisfies Record<FaxCoding['scheme'], object>;

function placeFax(
  context: PDFContext,
  page: TiffPage,
  block: TiffBlock,
  data: Uint8Array,
  scheme: FaxCoding['scheme'],
): PlacedImage {
  const parms = context.obj({
    ...FAX_PARAMETERS[scheme],
    Columns: block.width,
    Rows: block.height,
    // White runs are zeros in TIFF: where zero is black, PDF has to show black runs as white.
    BlackIs1: page.photometric === PHOTOMETRIC.blackIsZero,
  });
  return place(context, block, data, {
    ColorSpace: 'DeviceGray',
    BitsPerComponent: 1,
    Filter: 'CCITTFaxDecode',
    DecodeParms: parms,
  });
}

function embedJpegBlocks(context: PDFContext, page: TiffPage, file: Uint8Array): PageImages | undefined {
  const colorSpace = page.samplesPerPixel === 3 ? 'DeviceRGB' : 'DeviceGray';
  const images: PlacedImage[] = [];
  for (const block of page.blocks) {
    const data = joinJpegTables(page.jpegTables, blockBytes(block, file));
    if (!data) return undefined;
    // Without an Adobe marker PDF takes three components for YCbCr; TIFF says by the photometric which they are.
    const parms = context.obj({ ColorTransform: page.photometric === PHOTOMETRIC.yCbCr ? 1 : 0 });
    const dict = { ColorSpace: colorSpace, BitsPerComponent: 8, Filter: 'DCTDecode', DecodeParms: parms };
    images.push(place(context, block, data, dict));
  }
  return { images, complete: page.complete };
}

function embedRaster(context: PDFContext, page: TiffPage, file: Uint8Array): PageImages | undefined {
  const raster = decodeRaster(page, file);
  if (!raster) return undefined;
  const dict = {
    ColorSpace: rasterColorSpace(context, page),
    BitsPerComponent: page.bitsPerSample,
    Filter: 'FlateDecode',
    ...(page.photometric === PHOTOMETRIC.whiteIsZero && { Decode: [1, 0] }),
  };
  const whole = { x: 0, y: 0, width: page.width, height: page.height };
  return {
    images: [place(context, whole, deflateSync(raster.data), dict)],
    complete: page.complete && raster.complete,
  };
}

function rasterColorSpace(context: PDFContext, page: TiffPage) {
  if (page.photometric === PHOTOMETRIC.rgb) return 'DeviceRGB';
  if (page.photometric === PHOTOMETRIC.cmyk) return 'DeviceCMYK';
  if (page.photometric !== PHOTOMETRIC.palette) return 'DeviceGray';
  // TIFF keeps all reds, then greens, then blues, of 16 bits; PDF wants triples of 8.
  const entries = 2 ** page.bitsPerSample;
  const channel = (entry: number, offset: number) => (page.colorMap[offset * entries + entry] ?? 0) >> 8;
  const triples = Array.from({ length: entries }, (_, entry) =>
    [0, 1, 2].map((each) => channel(entry, each)),
  );
  const table = PDFHexString.of(Buffer.from(triples.flat()).toString('hex'));
  return context.obj(['Indexed', 'DeviceRGB', entries - 1, table]);
}

function blockBytes(block: TiffBlock, file: Uint8Array): Uint8Array {
  return file.subarray(block.offset, block.offset + block.byteCount);
}

type ImageDict = Readonly<Record<string, string | number | number[] | PDFObject>>;
type Rectangle = Omit<PlacedImage, 'ref'>;

function place(
  context: PDFContext,
  { x, y, width, height }: Rectangle,
  data: Uint8Array,
  dict: ImageDict,
): PlacedImage {
  const stream = context.stream(data, {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    ...dict,
  });
  return { ref: context.register(stream), x, y, width, height };
}
