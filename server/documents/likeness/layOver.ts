import type { InkMap } from './inkMap.ts';
import type { PageShape, Profile } from './pageShape.ts';

/** How one profile lies over another: `there = scale * here + shift`, from the middle of the page. */
interface Fit {
  readonly scale: number;
  readonly shift: number;
}

/** The other page as if it had been scanned like this one: same slope, same size, same place. */
export function layOver(page: PageShape, other: PageShape): InkMap {
  const vertical = fitProfiles(page.rows, other.rows, 1, 0.05);
  // Paper is fed at a speed of its own, but not much.
  const horizontal = fitProfiles(page.columns, other.columns, vertical.scale, 0.012);
  const { width, height } = page;
  const cells = new Float32Array(width * height);
  const back = 1 / (1 + other.slope ** 2);
  for (let y = 0; y < height; y++) {
    const v = y - height / 2;
    for (let x = 0; x < width; x++) {
      const u = x - width / 2;
      const column = horizontal.scale * (u + page.slope * v) + horizontal.shift;
      const row = vertical.scale * (v - page.slope * u) + vertical.shift;
      const otherX = (column - other.slope * row) * back + other.width / 2;
      const otherY = (row + other.slope * column) * back + other.height / 2;
      cells[y * width + x] = sample(other, otherX, otherY);
    }
  }
  return { width, height, cells };
}

function sample({ width, height, cells }: InkMap, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 0;
  const at = top * width + left;
  const [right, down] = [x - left, y - top];
  // All four are within the map.
  const upper = cells[at]! * (1 - right) + cells[at + 1]! * right;
  const lower = cells[at + width]! * (1 - right) + cells[at + width + 1]! * right;
  return upper * (1 - down) + lower * down;
}

const LARGEST_SHIFT = 64;
const COARSE = 2;

/** Looks roughly everywhere first, then closely around the best. */
function fitProfiles(here: Profile, there: Profile, scale: number, leeway: number): Fit {
  const rough = search(shrink(here), shrink(there), {
    scales: steps(scale, leeway, 0.002),
    shifts: steps(0, LARGEST_SHIFT / COARSE, 1),
  });
  return search(smooth(here), smooth(there), {
    scales: steps(rough.scale, 0.002, 0.0005),
    shifts: steps(rough.shift * COARSE, COARSE + 2, 1),
  });
}

function steps(middle: number, leeway: number, step: number): number[] {
  const count = Math.round(leeway / step);
  return Array.from({ length: 2 * count + 1 }, (_, index) => middle + (index - count) * step);
}

interface Where {
  readonly scales: readonly number[];
  readonly shifts: readonly number[];
}

/** The fit under which the two are most alike (normalised correlation). */
function search(here: Profile, there: Profile, { scales, shifts }: Where): Fit {
  let best = { scale: 1, shift: 0 };
  let closest = Number.NEGATIVE_INFINITY;
  for (const scale of scales) {
    for (const shift of shifts) {
      let product = 0;
      let square = 0;
      for (let index = 0; index < here.values.length; index++) {
        const at = Math.round(scale * (index - here.middle) + shift) + there.middle;
        const value = there.values[at] ?? 0;
        product += value * here.values[index]!; // within the profile
        square += value * value;
      }
      const likeness = square > 0 ? product / Math.sqrt(square) : 0;
      if (likeness <= closest) continue;
      closest = likeness;
      best = { scale, shift };
    }
  }
  return best;
}

function shrink({ values, middle }: Profile): Profile {
  const half = Math.floor(middle / COARSE);
  const shrunk = new Float32Array(2 * half + 1);
  for (let index = 0; index < values.length; index++) {
    const at = half + Math.round((index - middle) / COARSE);
    if (at >= 0 && at < shrunk.length) shrunk[at]! += values[index]!; // both within
  }
  return { values: shrunk, middle: half };
}

function smooth({ values, middle }: Profile): Profile {
  const smoothed = values.map(
    (value, index) => ((values[index - 1] ?? 0) + 2 * value + (values[index + 1] ?? 0)) / 4,
  );
  return { values: smoothed, middle };
}
