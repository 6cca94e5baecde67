import { alignBlocks } from './alignBlocks.ts';
import { findPieces, TRACE } from './dust.ts';
import type { InkMap } from './inkMap.ts';
import { layOver } from './layOver.ts';
import type { PageShape } from './pageShape.ts';

/** How two pages differ once one is laid over the other, in cells of ink that only one of them has. */
export interface Differences {
  /**
   * Where a word stands instead of another each page has ink of its own; dust adds to one of them. Of the window with
   * the second most on both: a changed letter lies in more than one.
   */
  readonly exchanged: number;
  /** Ink of either page alone in the sixth worst window: what was written or stamped onto one of them. */
  readonly added: number;
  /** The same in the window beside which 97 of 100 are better: how badly the pages were scanned. */
  readonly noise: number;
}

/**
 * Whether two pages show the same. Set by measuring (`bench/duplicates.ts`) so that letters of the same sender to
 * other patients stay apart even where that costs a repetition that is not noticed.
 */
export function isSamePage(page: PageShape, other: PageShape): boolean {
  const { exchanged, added, noise } = findDifferences(page, other);
  const allowed = noise <= 2 ? 1 : noise <= 4 ? 3 : 4;
  return noise <= NOISE_AT_MOST && exchanged <= allowed && added <= ADDED_AT_MOST;
}

/** Beyond this nobody can tell a changed letter from a bad scan. */
const NOISE_AT_MOST = 6;
const ADDED_AT_MOST = 15;

export function findDifferences(page: PageShape, other: PageShape): Differences {
  const laid = alignBlocks(page, layOver(page, other));
  const alone = inkAlone(page, laid);
  forgetLines(alone, page);
  forgetLines(alone, laid);
  forgetThinPieces(alone, page.width, page.isStreaky || other.isStreaky);
  const windows = countInWindows(alone, page, laid);
  const added = windows.map(({ own, others }) => own + others).sort(descending);
  const exchanged = windows.map(({ own, others }) => Math.min(own, others)).sort(descending);
  return {
    exchanged: exchanged[1] ?? 0,
    added: added[5] ?? 0,
    noise: added[Math.floor(added.length * 0.03)] ?? 0,
  };
}

const descending = (a: number, b: number) => b - a;

const INK = 0.5;
/** As much ink in a cell or one of the four beside it takes the ink of the other page for the same. */
const ANSWER = 0.35;

const OWN = 1;
const OTHERS = 2;

/** `OWN` and `OTHERS` where the one or the other page has ink and its counterpart has none within a cell. */
function inkAlone(page: InkMap, laid: InkMap): Uint8Array {
  const { width, height } = page;
  const alone = new Uint8Array(width * height);
  for (let at = width; at < alone.length - width; at++) {
    // Both are as large.
    if (page.cells[at]! >= INK && mostAround(laid, at) < ANSWER) alone[at] = OWN;
    else if (laid.cells[at]! >= INK && mostAround(page, at) < ANSWER) alone[at] = OTHERS;
  }
  return alone;
}

function mostAround({ width, cells }: InkMap, at: number): number {
  const [here, left, right] = [cells[at], cells[at - 1], cells[at + 1]];
  return Math.max(here ?? 0, left ?? 0, right ?? 0, cells[at - width] ?? 0, cells[at + width] ?? 0);
}

const LINE = 30;
const BESIDE_LINE = 2;

/** Forgets what lies along straight lines: a rule is drawn a cell thicker or thinner each time, and says nothing. */
function forgetLines(alone: Uint8Array, { width, height, cells }: InkMap): void {
  const forget = (left: number, right: number, top: number, bottom: number) => {
    for (let y = Math.max(0, top - BESIDE_LINE); y <= Math.min(height - 1, bottom + BESIDE_LINE); y++) {
      alone.fill(0, y * width + Math.max(0, left - BESIDE_LINE), y * width + right + BESIDE_LINE + 1);
    }
  };
  // The cell behind the last one ends a line too.
  for (let y = 0; y < height; y++) {
    for (let x = 0, run = 0; x <= width; x++) {
      if (x < width && cells[y * width + x]! >= TRACE)
        run += 1; // within the map
      else {
        if (run >= LINE) forget(x - run, x - 1, y, y);
        run = 0;
      }
    }
  }
  for (let x = 0; x < width; x++) {
    for (let y = 0, run = 0; y <= height; y++) {
      if (y < height && cells[y * width + x]! >= TRACE)
        run += 1; // within the map
      else {
        if (run >= LINE) forget(x, x, y - run, y - 1);
        run = 0;
      }
    }
  }
}

/** Forgets what is long and thin, and beside dirt what is short and thin: what is left of lines and streaks. */
function forgetThinPieces(alone: Uint8Array, width: number, isStreaky: boolean): void {
  for (const piece of findPieces(alone, width)) {
    const across = piece.right - piece.left + 1;
    const down = piece.bottom - piece.top + 1;
    const isLine = (down >= 12 && across <= 3 + down / 25) || (across >= 12 && down <= 2 + across / 25);
    if (isLine || (isStreaky && down >= 6 && across <= 2)) for (const at of piece.cells) alone[at] = 0;
  }
}

/** About two letters wide and one line high; each overlaps the next by half. */
const WINDOW = { width: 12, height: 10 };
const LEAST_INK = 12;

/** Cells of ink in a window that only one of the pages has. */
interface Window {
  readonly own: number;
  readonly others: number;
}

function countInWindows(alone: Uint8Array, page: InkMap, laid: InkMap): Window[] {
  const { width, height } = page;
  const inked = new Uint8Array(alone.length);
  // As large as both.
  for (let at = 0; at < inked.length; at++)
    if (page.cells[at]! >= INK || laid.cells[at]! >= INK) inked[at] = 1;
  const windows: Window[] = [];
  for (let top = 0; top + WINDOW.height <= height; top += WINDOW.height / 2) {
    for (let left = 0; left + WINDOW.width <= width; left += WINDOW.width / 2) {
      let [ink, own, others] = [0, 0, 0];
      for (let y = top; y < top + WINDOW.height; y++) {
        for (let at = y * width + left; at < y * width + left + WINDOW.width; at++) {
          ink += inked[at]!; // within the map
          if (alone[at] === OWN) own += 1;
          else if (alone[at] === OTHERS) others += 1;
        }
      }
      if (ink >= LEAST_INK) windows.push({ own, others });
    }
  }
  return windows;
}
