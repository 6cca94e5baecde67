import type { InkMap } from './inkMap.ts';

const BLOCK = { width: 60, height: 48 };
/** What is looked at around a block, so that one with a word in it has something to hold on to. */
const BORDER = 12;
const FARTHEST = 4;
const INKED = 0.25;

/** Moves each block by the few cells by which paper stretches and turns beyond what holds for the page as a whole. */
export function alignBlocks(page: InkMap, laid: InkMap): InkMap {
  const { width, height } = page;
  const cells = new Float32Array(width * height);
  const squares = sumSquares(laid);
  for (let top = 0; top < height; top += BLOCK.height) {
    for (let left = 0; left < width; left += BLOCK.width) {
      const move = findMove(page, laid, squares, surroundings(page, left, top));
      for (let y = top; y < Math.min(top + BLOCK.height, height); y++) {
        for (let x = left; x < Math.min(left + BLOCK.width, width); x++) {
          cells[y * width + x] = cellAt(laid, x + move.x, y + move.y);
        }
      }
    }
  }
  return { width, height, cells };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** No nearer to the edges than it may be moved. */
function surroundings({ width, height }: InkMap, left: number, top: number): Box {
  return {
    left: Math.max(FARTHEST, left - BORDER),
    right: Math.min(width - FARTHEST, left + BLOCK.width + BORDER),
    top: Math.max(FARTHEST, top - BORDER),
    bottom: Math.min(height - FARTHEST, top + BLOCK.height + BORDER),
  };
}

/** The move under which the squares of the differences add up to least; of two that are as good the shorter. */
function findMove(page: InkMap, laid: InkMap, squares: Float64Array, box: Box): { x: number; y: number } {
  const inked = inkedCells(page, box);
  let best = { x: 0, y: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let y = -FARTHEST; y <= FARTHEST; y++) {
    for (let x = -FARTHEST; x <= FARTHEST; x++) {
      const move = y * page.width + x;
      let product = 0;
      // The box stays within the map wherever it is moved.
      for (const at of inked) product += laid.cells[at + move]! * page.cells[at]!;
      const square = squaresIn(squares, laid.width, box, x, y);
      const difference = square - 2 * product + (Math.abs(x) + Math.abs(y)) * 0.01;
      if (difference >= least) continue;
      least = difference;
      best = { x, y };
    }
  }
  return best;
}

function inkedCells({ width, cells }: InkMap, { left, right, top, bottom }: Box): number[] {
  const inked: number[] = [];
  for (let y = top; y < bottom; y++) {
    for (let at = y * width + left; at < y * width + right; at++) if (cells[at]! >= INKED) inked.push(at); // within the map
  }
  return inked;
}

/** At each corner of cells what all before it in both directions hold, squared: a box's is four of them. */
function sumSquares({ width, height, cells }: InkMap): Float64Array {
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += cells[y * width + x]! ** 2; // within the map
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + row; // the row before is there
    }
  }
  return sums;
}

function squaresIn(sums: Float64Array, width: number, box: Box, x: number, y: number): number {
  const upper = (box.top + y) * (width + 1);
  const lower = (box.bottom + y) * (width + 1);
  const [left, right] = [box.left + x, box.right + x];
  // Corners of a box within the map.
  return sums[lower + right]! - sums[upper + right]! - sums[lower + left]! + sums[upper + left]!;
}

function cellAt({ width, height, cells }: InkMap, x: number, y: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 0 : cells[y * width + x]!; // within the map
}
