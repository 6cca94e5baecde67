import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { type Bitmap, bytesPerRow } from '../../documents/ccitt/bitmap.ts';
import type { Random } from '../random.ts';
import { fontOf, registerFonts } from './fonts.ts';
import type { Page } from './page.ts';
import { type BodyFamily, LETTER, typesetPage } from './typeset.ts';

/** Fax resolutions of ITU-T T.4 in pixels per inch; both pages are 1728 pixels wide. */
export const RESOLUTION = {
  standard: { xDpi: 204, yDpi: 98 },
  fine: { xDpi: 204, yDpi: 196 },
} as const;

export type FaxQuality = keyof typeof RESOLUTION;

const FAX_WIDTH = 1728;

/** What happens to a page between the sender's printer and our line. */
export interface ScanOptions {
  readonly quality: FaxQuality;
  readonly body: BodyFamily;
  /** What the sending machine prints along the top edge, never skewed because it is not on the paper. */
  readonly header: string;
  /** The sheet lay in the feeder the wrong way round. */
  readonly upsideDown: boolean;
  readonly random: Random;
}

/** Sets a page in type and scans it as a fax machine does: a little crooked, dusty, one bit per pixel. */
export function scanPage(page: Page, options: ScanOptions): Bitmap {
  registerFonts();
  const { xDpi, yDpi } = RESOLUTION[options.quality];
  const height = Math.round((LETTER.height / 72) * yDpi);
  const canvas = createCanvas(FAX_WIDTH, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, FAX_WIDTH, height);
  context.scale(xDpi / 72, yDpi / 72);
  context.save();
  layCrooked(context, options);
  typesetPage(context, page, options.body);
  context.restore();
  printHeader(context, options.header);
  const { data } = context.getImageData(0, 0, FAX_WIDTH, height);
  const bitmap = toOneBit(data, FAX_WIDTH, height, options.random);
  addDust(bitmap, options.random);
  return bitmap;
}

const LARGEST_SKEW = 0.008;

function layCrooked(context: SKRSContext2D, { upsideDown, random }: ScanOptions): void {
  context.translate(LETTER.width / 2, LETTER.height / 2);
  context.rotate((upsideDown ? Math.PI : 0) + (random() - 0.5) * 2 * LARGEST_SKEW);
  context.translate(-LETTER.width / 2, -LETTER.height / 2);
}

function printHeader(context: SKRSContext2D, header: string): void {
  context.fillStyle = '#fff';
  context.fillRect(0, 0, LETTER.width, 22);
  context.fillStyle = '#000';
  context.font = fontOf('Typewriter', 9.5);
  context.fillText(header, 30, 15);
}

/** A scanner decides each pixel by itself, so edges come out slightly ragged. */
function toOneBit(rgba: Uint8ClampedArray, width: number, height: number, random: Random): Bitmap {
  const stride = bytesPerRow(width);
  const data = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const grey = rgba[(y * width + x) * 4]!; // four bytes for each pixel
      if (grey === 255) continue;
      if (grey < 140 + (random() - 0.5) * 70) data[y * stride + (x >> 3)]! |= 0x80 >> (x & 7);
    }
  }
  return { width, height, data };
}

const SPECKS_PER_PAGE = 90;

function addDust({ width, height, data }: Bitmap, random: Random): void {
  const stride = bytesPerRow(width);
  for (let speck = 0; speck < SPECKS_PER_PAGE; speck++) {
    const left = Math.floor(random() * (width - 3));
    const y = Math.floor(random() * height);
    const length = 1 + Math.floor(random() * 3);
    for (let x = left; x < left + length; x++) data[y * stride + (x >> 3)]! |= 0x80 >> (x & 7);
  }
}
