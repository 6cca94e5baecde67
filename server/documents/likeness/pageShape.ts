import { removeDust } from './dust.ts';
import { CELLS_PER_INCH, type InkMap } from './inkMap.ts';
import { removeStreaks } from './streaks.ts';

/** What is measured of a page once, however many others it is laid over. */
export interface PageShape extends InkMap {
  /** Rise of the lines of text: cells down for each cell to the right. */
  readonly slope: number;
  /** Ink of each row and column once the lines are level, counted from the middle of the page. */
  readonly rows: Profile;
  readonly columns: Profile;
  /** Dirt on the glass drew lines down the page; they are taken out. */
  readonly isStreaky: boolean;
  /** All of it, in cells. */
  readonly ink: number;
}

/** `values[middle]` is at the middle of the page. */
export interface Profile {
  readonly values: Float32Array;
  readonly middle: number;
}

/**
 * Left out, in inches from each edge: the header line of the sending machine, which differs from call to call, the
 * shadow of the lid, holes of a binder.
 */
const MARGIN = { top: 0.42, side: 0.4, bottom: 0.25 };

const INKED = 0.4;

export function measurePage(map: InkMap): PageShape {
  const { width, height } = map;
  const cells = withoutMargins(map);
  const isStreaky = removeStreaks({ width, height, cells });
  removeDust({ width, height, cells });
  const xs: number[] = [];
  const ys: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (cells[y * width + x]! < INKED) continue; // within the map
      // Anywhere within the cell: whole numbers would make level rows look sharper than all others.
      xs.push(x - width / 2 + scatter(2 * xs.length));
      ys.push(y - height / 2 + scatter(2 * ys.length + 1));
    }
  }
  const slope = findSlope(xs, ys, width, height);
  const reach = Math.ceil(Math.hypot(width, height) / 2);
  const rows = { values: new Float32Array(2 * reach + 1), middle: reach };
  const columns = { values: new Float32Array(2 * reach + 1), middle: reach };
  for (const [index, x] of xs.entries()) {
    const y = ys[index]!; // as many as there are xs
    rows.values[reach + Math.round(y - slope * x)]! += 1;
    columns.values[reach + Math.round(x + slope * y)]! += 1;
  }
  return { width, height, cells, slope, rows, columns, ink: xs.length, isStreaky };
}

/** From -0.5 to 0.5, evenly, by the golden ratio. */
function scatter(index: number): number {
  return ((index * 0.6180339887) % 1) - 0.5;
}

function withoutMargins({ width, height, cells }: InkMap): Float32Array {
  const top = Math.round(MARGIN.top * CELLS_PER_INCH.y);
  const bottom = height - Math.round(MARGIN.bottom * CELLS_PER_INCH.y);
  const side = Math.round(MARGIN.side * CELLS_PER_INCH.x);
  const inner = new Float32Array(cells.length);
  for (let y = top; y < bottom; y++) {
    const row = y * width;
    inner.set(cells.subarray(row + side, row + width - side), row + side);
  }
  return inner;
}

/** Steepest slope looked for: 2.3 degrees, more than paper goes askew in a feeder. */
const STEEPEST = 0.04;
const SLOPE_STEP = 0.002;

/** The slope at which the rows are as full and as empty as can be. */
function findSlope(xs: readonly number[], ys: readonly number[], width: number, height: number): number {
  const steepest = Math.round(STEEPEST / SLOPE_STEP);
  const histogram = new Float32Array(height + 2 * Math.ceil(STEEPEST * width) + 2);
  // So many tell as much as all of them.
  const every = Math.ceil(xs.length / 12_000);
  const sharpness = (slope: number) => {
    histogram.fill(0);
    const middle = histogram.length / 2;
    for (let index = 0; index < xs.length; index += every) {
      histogram[Math.round(middle + ys[index]! - slope * xs[index]!)]! += 1; // both have as many
    }
    let sum = 0;
    for (const count of histogram) sum += count * count;
    return sum;
  };
  let best = 0;
  let sharpest = sharpness(0);
  const look = (slope: number) => {
    const sharp = sharpness(slope);
    if (sharp <= sharpest) return;
    sharpest = sharp;
    best = slope;
  };
  for (let step = -steepest; step <= steepest; step++) look(step * SLOPE_STEP);
  const around = best;
  for (let step = -4; step <= 4; step++) look(around + (step * SLOPE_STEP) / 4);
  return best;
}
