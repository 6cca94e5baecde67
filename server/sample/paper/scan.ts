import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Bitmap } from '../../documents/ccitt/bitmap.ts';
import { between, chance, type Random } from '../random.ts';
import { createCanvas } from './canvas.ts';
import { fontOf, registerFonts } from './fonts.ts';
import type { BodyType, Page } from './page.ts';
import { addDust, addStreaks, toOneBit } from './raster.ts';
import { LETTER } from './text.ts';
import { typesetPage } from './typeset.ts';

/** Fax resolutions of ITU-T T.4 in pixels per inch; both pages are 1728 pixels wide. */
export const RESOLUTION = {
  standard: { xDpi: 204, yDpi: 98 },
  fine: { xDpi: 204, yDpi: 196 },
} as const;

export type FaxQuality = keyof typeof RESOLUTION;

const FAX_WIDTH = 1728;

/** How well a machine scans: what its glass, its rollers and its lamp have come to. */
export type MachineState = 'clean' | 'worn' | 'faint' | 'dark' | 'dirty';

interface Scanner {
  /** Grey below this is black, from 0 to 255. */
  readonly threshold: number;
  readonly specks: number;
  readonly streaks: number;
  /** Largest angle at which it feeds paper, in radians. */
  readonly skew: number;
}

const SCANNERS: Record<MachineState, Scanner> = {
  clean: { threshold: 140, specks: 30, streaks: 0, skew: 0.003 },
  worn: { threshold: 150, specks: 160, streaks: 0, skew: 0.016 },
  faint: { threshold: 114, specks: 60, streaks: 0, skew: 0.008 },
  dark: { threshold: 206, specks: 380, streaks: 1, skew: 0.01 },
  dirty: { threshold: 160, specks: 700, streaks: 3, skew: 0.02 },
};

/** What happens to a page between the sender's printer and our line. */
export interface ScanOptions {
  readonly quality: FaxQuality;
  readonly body: BodyType;
  readonly machine: MachineState;
  /** Printed along the top edge at the left, in the middle and at the right; never skewed: it is not on the paper. */
  readonly header: readonly [string, string, string];
  /** The sheet lay in the feeder the wrong way round. */
  readonly upsideDown: boolean;
  /** How much of the page arrived before the line broke, from 0 to 1. */
  readonly arrived: number;
  /** The paper had holes for a ring binder. */
  readonly punched: boolean;
  readonly random: Random;
}

/** Sets a page in type and scans it as a fax machine does: a little crooked, dusty, one bit per pixel. */
export function scanPage(page: Page, options: ScanOptions): Bitmap {
  registerFonts();
  const { xDpi, yDpi } = RESOLUTION[options.quality];
  const { threshold, specks, streaks } = SCANNERS[options.machine];
  const height = Math.round((LETTER.height / 72) * yDpi * options.arrived);
  const canvas = createCanvas(FAX_WIDTH, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, FAX_WIDTH, height);
  context.scale(xDpi / 72, yDpi / 72);
  context.save();
  layCrooked(context, options);
  if (options.punched) drawHoles(context);
  typesetPage(context, page, options.body);
  context.restore();
  printHeader(context, options.header);
  const { data } = context.getImageData(0, 0, FAX_WIDTH, height);
  const bitmap = toOneBit(data, FAX_WIDTH, height, threshold, options.random);
  addDust(bitmap, specks, options.random);
  addStreaks(bitmap, streaks, options.random);
  return bitmap;
}

/** Crooked, a little shifted, and a little smaller, as machines make room for their header line. */
function layCrooked(context: SKRSContext2D, { upsideDown, machine, random }: ScanOptions): void {
  const { skew } = SCANNERS[machine];
  const scale = 0.955 + random() * 0.03;
  context.translate(LETTER.width / 2 + between(random, -5, 5), LETTER.height / 2 + between(random, 4, 12));
  context.rotate((upsideDown ? Math.PI : 0) + (random() - 0.5) * 2 * skew);
  context.scale(scale, scale);
  context.translate(-LETTER.width / 2, -LETTER.height / 2);
  if (chance(random, 0.25)) drawEdge(context);
}

/** The lid was open, or the paper narrower than the glass: its edge throws a shadow. */
function drawEdge(context: SKRSContext2D): void {
  context.fillStyle = '#000';
  context.fillRect(-6, -30, 2.2, LETTER.height + 60);
}

function drawHoles(context: SKRSContext2D): void {
  context.fillStyle = '#000';
  for (const y of [90, 396, 702]) {
    context.beginPath();
    context.arc(20, y, 9, 0, Math.PI * 2);
    context.fill();
  }
}

const HEADER_HEIGHT = 22;

function printHeader(context: SKRSContext2D, [left, middle, right]: ScanOptions['header']): void {
  context.fillStyle = '#fff';
  context.fillRect(0, 0, LETTER.width, HEADER_HEIGHT);
  context.fillStyle = '#000';
  context.font = fontOf('Typewriter', 9.2);
  const edge = 24;
  const rightAt = LETTER.width - edge - context.measureText(right).width;
  const leftEnd = edge + context.measureText(left).width;
  context.fillText(left, edge, 15);
  context.fillText(right, rightAt, 15);
  context.fillText(middle, (leftEnd + rightAt - context.measureText(middle).width) / 2, 15);
}
