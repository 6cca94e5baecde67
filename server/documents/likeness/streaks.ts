import { TRACE } from './dust.ts';
import type { InkMap } from './inkMap.ts';

/** A line as thin as dirt is one from this length on, in cells: letters are lower. */
const LONG = 10;
/** A column has dirt above it where so much of it is such lines, over so much of the page: barcodes are lower. */
const DIRTY = { lines: 130, reach: 350 };

/**
 * Takes out what dirt on a scanner's glass draws: broken lines down the page, a cell wide. Changes the map.
 * @returns whether there was any
 */
export function removeStreaks({ width, height, cells }: InkMap): boolean {
  let isDirty = false;
  for (let x = 1; x < width - 1; x++) {
    const thin = thinRuns({ width, height, cells }, x);
    const long = thin.filter(({ from, to }) => to - from >= LONG);
    const lines = long.reduce((sum, { from, to }) => sum + to - from, 0);
    const reach = (long.at(-1)?.to ?? 0) - (long[0]?.from ?? 0);
    if (lines < DIRTY.lines || reach < DIRTY.reach) continue;
    isDirty = true;
    for (const { from, to } of thin) for (let y = from; y < to; y++) cells[y * width + x] = 0;
  }
  return isDirty;
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** Where a column has ink and those beside it have none. */
function thinRuns({ width, height, cells }: InkMap, x: number): Run[] {
  const runs: Run[] = [];
  let from = -1;
  for (let y = 0; y <= height; y++) {
    const at = y * width + x;
    // Within the map.
    const isThin = y < height && cells[at]! >= TRACE && cells[at - 1]! < TRACE && cells[at + 1]! < TRACE;
    if (isThin && from < 0) from = y;
    if (isThin || from < 0) continue;
    runs.push({ from, to: y });
    from = -1;
  }
  return runs;
}
