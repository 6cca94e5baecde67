import { deflateSync } from 'node:zlib';
import { type PDFContext, PDFHexString, type PDFObject, type PDFRef } from '@cantoo/pdf-lib';
import { reverseBits } from '../ccitt/bitmap.ts';
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

export interface PageImages {
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
 * tile an image; anything else is decoded and deflated.
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

function embedFaxBlocks(context: PDFContext, page: TiffPage, file: Uint8Array): PageImages {
  const images = page.blocks.map((block) => {
    const stored = blockBytes(block, file);
    const data = page.fillOrder === 2 ? reverseBits(stored) : stored;
    const dict = { ColorSpace: 'DeviceGray', BitsPerComponent: 1, Filter: 'CCITTFaxDecode' };
    const parms = context.obj(faxParameters(page, block));
    return place(context, block, data, { ...dict, DecodeParms: parms });
  });
  return { images, complete: page.complete };
}

/** ISO 32000-1 table 11. */
function faxParameters(page: TiffPage, block: TiffBlock) {
  const k = { [COMPRESSION.ccittRle]: 0, [COMPRESSION.ccittG4]: -1 }[page.compression];
  const isG3 = page.compression === COMPRESSION.ccittG3;
  return {
    K: k ?? (page.t4Options & T4_TWO_DIMENSIONAL ? 1 : 0),
    Columns: block.width,
    Rows: block.height,
    // White runs are zeros in TIFF: where zero is black, PDF has to show black runs as white.
    BlackIs1: page.photometric === PHOTOMETRIC.blackIsZero,
    EndOfLine: isG3,
    EncodedByteAlign: page.compression === COMPRESSION.ccittRle,
    // Group 3 strips end after their last row; only Group 4 ones have a code for it.
    EndOfBlock: page.compression === COMPRESSION.ccittG4,
  };
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
