import { reverseBits } from '../ccitt/bitmap.ts';
import { decompress } from './decompress.ts';
import type { TiffBlock, TiffPage } from './parseTiff.ts';
import { COMPRESSION, PHOTOMETRIC } from './tags.ts';

/** A page's samples: rows from the top, each filled up to whole bytes, 16-bit samples with the high byte first. */
interface Raster {
  readonly data: Uint8Array<ArrayBuffer>;
  /** False when some of it could not be decoded and is left white. */
  readonly complete: boolean;
}

/** A colour Letter page at 600 dpi has 100 MB; the page and its strips have to fit the worker's memory together. */
const MAX_RASTER_BYTES = 128 * 1024 * 1024;

const LOSSLESS: ReadonlySet<number> = new Set([
  COMPRESSION.none,
  COMPRESSION.packBits,
  COMPRESSION.lzw,
  COMPRESSION.deflate,
  COMPRESSION.oldDeflate,
]);

const CHANNELS: Readonly<Record<number, number>> = {
  [PHOTOMETRIC.whiteIsZero]: 1,
  [PHOTOMETRIC.blackIsZero]: 1,
  [PHOTOMETRIC.rgb]: 3,
  [PHOTOMETRIC.palette]: 1,
  [PHOTOMETRIC.cmyk]: 4,
};

/**
 * Decodes a page whose compression loses nothing and is not a fax's (none, PackBits, LZW, Deflate) into one raster.
 * @returns undefined when that is not so, or its samples are of a form a PDF image cannot have, or too many
 */
export function decodeRaster(page: TiffPage, file: Uint8Array): Raster | undefined {
  if (!isRaster(page)) return undefined;
  const stride = rowBytes(page, page.width);
  const whiteIsZero = page.photometric === PHOTOMETRIC.whiteIsZero || page.photometric === PHOTOMETRIC.cmyk;
  const data = new Uint8Array(stride * page.height).fill(whiteIsZero ? 0 : 0xff);
  let complete = true;
  for (const block of page.blocks) {
    const rows = decodeBlock(page, block, file);
    if (!rows) return undefined;
    complete &&= rows.length === rowBytes(page, block.width) * block.height;
    copyBlock(page, block, rows, data);
  }
  return { data, complete };
}

/** Whether `decodeRaster` knows the page's compression and form of samples, and they are not too many. */
export function isRaster(page: TiffPage): boolean {
  return (
    LOSSLESS.has(page.compression) &&
    rowBytes(page, page.width) * page.height <= MAX_RASTER_BYTES &&
    CHANNELS[page.photometric] === page.samplesPerPixel &&
    [1, 2, 4, 8, 16].includes(page.bitsPerSample) &&
    (page.predictor === 1 || (page.predictor === 2 && page.bitsPerSample === 8)) &&
    // The palette of more than 256 entries is no PDF palette.
    !(page.photometric === PHOTOMETRIC.palette && page.bitsPerSample > 8)
  );
}

function rowBytes(page: TiffPage, width: number): number {
  return Math.ceil((width * page.samplesPerPixel * page.bitsPerSample) / 8);
}

function decodeBlock(page: TiffPage, block: TiffBlock, file: Uint8Array): Uint8Array | undefined {
  const stored = file.subarray(block.offset, block.offset + block.byteCount);
  const stride = rowBytes(page, block.width);
  const packed = page.fillOrder === 2 ? reverseBits(stored) : stored;
  const decoded = decompress(page.compression, packed, stride * block.height);
  const swap = page.bitsPerSample === 16 && page.littleEndian;
  if (!decoded || (page.predictor === 1 && !swap)) return decoded;
  // What `decompress` answers may be the file itself, which is not to be written to.
  const rows = Uint8Array.from(decoded);
  if (page.predictor === 2) undoPredictor(rows, stride, page.samplesPerPixel);
  if (swap) Buffer.from(rows.buffer, 0, rows.length & ~1).swap16();
  return rows;
}

/** TIFF 6.0 section 14: each 8-bit sample was stored as its difference to the one on the left. */
function undoPredictor(rows: Uint8Array, stride: number, samples: number): void {
  for (let row = 0; row < rows.length; row += stride) {
    const end = Math.min(row + stride, rows.length);
    for (let at = row + samples; at < end; at++) rows[at] = rows[at]! + rows[at - samples]!; // both within the row
  }
}

/** Tiles are multiples of 16 pixels wide (TIFF 6.0 section 15), so a block always starts on a byte. */
function copyBlock(page: TiffPage, block: TiffBlock, rows: Uint8Array, raster: Uint8Array): void {
  const from = rowBytes(page, block.width);
  const to = rowBytes(page, page.width);
  const left = rowBytes(page, block.x);
  const wanted = Math.min(from, to - left);
  for (let row = 0; row < block.height && block.y + row < page.height; row++) {
    const part = rows.subarray(row * from, row * from + wanted);
    raster.set(part, (block.y + row) * to + left);
  }
}
