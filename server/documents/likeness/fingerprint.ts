import { encodePage } from '../../../src/domain/intake/fingerprint.ts';
import type { PageShape, Profile } from './pageShape.ts';

/** Fewer inked cells are no page with something on it: a line of text has some hundreds. */
const BLANK_BELOW = 150;

export function isBlank({ ink }: PageShape): boolean {
  return ink < BLANK_BELOW;
}

const DOWN = 16;
const ACROSS = 8;
/** Specks lie beyond what has most of the ink. */
const TAIL = 0.02;

/** Where the ink of a page lies, whatever its place, size and slope; see `src/domain/intake/fingerprint.ts`. */
export function fingerprintPage(page: PageShape): string {
  if (isBlank(page)) return encodePage([]);
  return encodePage([...shares(page.rows, DOWN), ...shares(page.columns, ACROSS)]);
}

function shares({ values }: Profile, steps: number): number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  const [first, last] = [reach(values, total * TAIL), reach(values, total * (1 - TAIL))];
  return Array.from({ length: steps }, (_, index) => {
    const share = TAIL + ((index + 1) / (steps + 1)) * (1 - 2 * TAIL);
    return (reach(values, total * share) - first) / Math.max(1, last - first);
  });
}

/** Where so much ink is reached, to a part of a row. */
function reach(values: Float32Array, ink: number): number {
  let sum = 0;
  for (const [index, value] of values.entries()) {
    if (value > 0 && sum + value >= ink) return index + (ink - sum) / value;
    sum += value;
  }
  return values.length;
}
