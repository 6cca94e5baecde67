import { err, ok, type Result } from '../../../src/domain/result.ts';
import { readDirectories, type TiffDirectory } from './directory.ts';
import { pageResolution, type Resolution } from './resolution.ts';
import { COMPRESSION, TAG } from './tags.ts';

/** A rectangle of a page that is compressed by itself: a strip (full width) or a tile. */
export interface TiffBlock {
  readonly x: number;
  readonly y: number;
  /** Of a tile at the right or bottom edge: with the padding, which lies outside the page. */
  readonly width: number;
  readonly height: number;
  /** Where its bytes are in the file; cut at the file's end. */
  readonly offset: number;
  readonly byteCount: number;
}

/** A page of a TIFF: what its directory says, with the standard's defaults, not yet decoded. */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  readonly compression: number;
  readonly photometric: number;
  readonly bitsPerSample: number;
  readonly samplesPerPixel: number;
  readonly fillOrder: number;
  readonly predictor: number;
  readonly t4Options: number;
  /** 1 to 8; 1 is upright. TIFF 6.0 section 8, `Orientation`. */
  readonly orientation: number;
  readonly resolution: Resolution;
  /** Red, green and blue of each palette entry, one after the other, 0-65535 each. */
  readonly colorMap: readonly number[];
  readonly jpegTables: Uint8Array | undefined;
  readonly littleEndian: boolean;
  readonly blocks: readonly TiffBlock[];
  /** False when some of its bytes are missing from the file. */
  readonly complete: boolean;
  /** Set when its layout is one that is not decoded here (separate planes, samples that are no integers …). */
  readonly unsupported: boolean;
}

export interface TiffFile {
  readonly pages: readonly TiffPage[];
  readonly end: 'complete' | 'truncated' | 'loop';
}

/** No page of a fax is wider or longer; ones that claim to be are mistakes or attacks. */
const MAX_PIXELS_PER_SIDE = 200_000;
const MAX_BLOCKS = 100_000;

/** Reads all directories of a classic TIFF. Fails only when there is not one page in it. */
export function parseTiff(bytes: Uint8Array): Result<TiffFile, 'no-structure' | 'no-pages'> {
  const { directories, littleEndian, end } = readDirectories(bytes);
  if (directories.length === 0) return err('no-structure');
  const pages = directories
    .filter((directory) => !isReducedCopy(directory))
    .map((directory) => parsePage(directory, littleEndian, bytes.length));
  return pages.length > 0 ? ok({ pages, end }) : err('no-pages');
}

/** Bit 0 of NewSubfileType: a thumbnail of another page. */
function isReducedCopy(directory: TiffDirectory): boolean {
  return (directory.number(TAG.newSubfileType, 0) & 1) !== 0;
}

function parsePage(directory: TiffDirectory, littleEndian: boolean, fileLength: number): TiffPage {
  const width = directory.number(TAG.imageWidth, 0);
  const height = directory.number(TAG.imageLength, 0);
  const bits = directory.numbers(TAG.bitsPerSample);
  const { blocks, complete } = readBlocks(directory, width, height, fileLength);
  const stated = {
    x: directory.number(TAG.xResolution, Number.NaN),
    y: directory.number(TAG.yResolution, Number.NaN),
    unit: directory.number(TAG.resolutionUnit, 2),
  };
  return {
    width,
    height,
    compression: directory.number(TAG.compression, COMPRESSION.none),
    photometric: directory.number(TAG.photometric, 0),
    bitsPerSample: bits[0] ?? 1,
    samplesPerPixel: directory.number(TAG.samplesPerPixel, 1),
    fillOrder: directory.number(TAG.fillOrder, 1),
    predictor: directory.number(TAG.predictor, 1),
    t4Options: directory.number(TAG.t4Options, 0),
    orientation: directory.number(TAG.orientation, 1),
    resolution: pageResolution(stated, width, height),
    colorMap: directory.numbers(TAG.colorMap),
    jpegTables: directory.bytes(TAG.jpegTables),
    littleEndian,
    blocks,
    complete,
    unsupported: !isSupportedLayout(directory, bits) || blocks.length === 0,
  };
}

function isSupportedLayout(directory: TiffDirectory, bits: readonly number[]): boolean {
  const samples = directory.number(TAG.samplesPerPixel, 1);
  const chunky = samples === 1 || directory.number(TAG.planarConfiguration, 1) === 1;
  const unsignedIntegers = directory.number(TAG.sampleFormat, 1) === 1;
  return chunky && unsignedIntegers && samples <= 5 && bits.every((each) => each === bits[0]);
}

function readBlocks(directory: TiffDirectory, width: number, height: number, fileLength: number) {
  const layout = readLayout(directory, width, height);
  const blocks: TiffBlock[] = [];
  if (!layout) return { blocks, complete: false };
  let complete = true;
  for (let index = 0; index < layout.count; index++) {
    const offset = layout.offsets[index] ?? fileLength;
    // A single strip without a length reaches to the end of the file, as old writers leave the field out.
    const stated = layout.byteCounts[index] ?? (layout.count === 1 ? fileLength - offset : 0);
    const byteCount = Math.max(0, Math.min(stated, fileLength - offset));
    if (byteCount < stated || byteCount === 0) complete = false;
    blocks.push({ ...layout.place(index), offset, byteCount });
  }
  return { blocks, complete };
}

function readLayout(directory: TiffDirectory, width: number, height: number) {
  if (!isSide(width) || !isSide(height)) return undefined;
  const layout = directory.has(TAG.tileWidth)
    ? readTiles(directory, width, height)
    : readStrips(directory, width, height);
  return layout && layout.count <= MAX_BLOCKS ? layout : undefined;
}

function readStrips(directory: TiffDirectory, width: number, height: number) {
  const rows = Math.min(directory.number(TAG.rowsPerStrip, height), height);
  if (!isSide(rows)) return undefined;
  const offset = directory.number(TAG.jpegInterchangeFormat, 0);
  // Old-style JPEG (TIFF 6.0 section 22): one picture for the whole page, beside or instead of the strips.
  if (directory.number(TAG.compression, 1) === COMPRESSION.oldJpeg && offset > 0) {
    return {
      count: 1,
      offsets: [offset],
      byteCounts: directory.numbers(TAG.jpegInterchangeFormatLength),
      place: () => ({ x: 0, y: 0, width, height }),
    };
  }
  return {
    count: Math.ceil(height / rows),
    offsets: directory.numbers(TAG.stripOffsets),
    byteCounts: directory.numbers(TAG.stripByteCounts),
    place: (index: number) => ({
      x: 0,
      y: index * rows,
      width,
      height: Math.min(rows, height - index * rows),
    }),
  };
}

function readTiles(directory: TiffDirectory, width: number, height: number) {
  const tileWidth = directory.number(TAG.tileWidth, 0);
  const tileHeight = directory.number(TAG.tileLength, 0);
  if (!isSide(tileWidth) || !isSide(tileHeight)) return undefined;
  const across = Math.ceil(width / tileWidth);
  return {
    count: across * Math.ceil(height / tileHeight),
    offsets: directory.numbers(TAG.tileOffsets),
    byteCounts: directory.numbers(TAG.tileByteCounts),
    place: (index: number) => ({
      x: (index % across) * tileWidth,
      y: Math.floor(index / across) * tileHeight,
      width: tileWidth,
      height: tileHeight,
    }),
  };
}

function isSide(pixels: number): boolean {
  return Number.isInteger(pixels) && pixels > 0 && pixels <= MAX_PIXELS_PER_SIDE;
}
