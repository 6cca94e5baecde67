import type { InkMap } from './inkMap.ts';

/** Less than this is no ink. */
export const TRACE = 0.2;

/** Pieces of ink of a map that hang together. */
export interface Piece {
  readonly cells: readonly number[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** @param isInk for each cell, row by row; not 0 where there is ink */
export function findPieces(isInk: Uint8Array, width: number): Piece[] {
  const pieces: Piece[] = [];
  const seen = new Uint8Array(isInk.length);
  for (let start = 0; start < isInk.length; start++) {
    if (isInk[start] && !seen[start]) pieces.push(followPiece(isInk, width, seen, start));
  }
  return pieces;
}

function followPiece(isInk: Uint8Array, width: number, seen: Uint8Array, start: number): Piece {
  const cells = [start];
  seen[start] = 1;
  let [left, right, top, bottom] = [width, 0, Number.POSITIVE_INFINITY, 0];
  // Grows while it is walked.
  for (const at of cells) {
    const x = at % width;
    const y = (at - x) / width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    for (let row = at - width; row <= at + width; row += width) {
      for (let next = row - 1; next <= row + 1; next++) {
        if (!isInk[next] || seen[next]) continue;
        seen[next] = 1;
        cells.push(next);
      }
    }
  }
  return { cells, left, right, top, bottom };
}

/** A speck is no larger than this in either direction, in cells, and has nothing around it within so many. */
const SPECK = 5;
const ALONE = 4;

/** Takes out what lies by itself and is too small to be a letter. Changes the map. */
export function removeDust({ width, height, cells }: InkMap): void {
  // A loop: `Uint8Array.from` asks an iterator for each of a million cells.
  const isInk = new Uint8Array(cells.length);
  for (let at = 0; at < cells.length; at++) if (cells[at]! >= TRACE) isInk[at] = 1; // as large
  for (const piece of findPieces(isInk, width)) {
    if (piece.right - piece.left >= SPECK || piece.bottom - piece.top >= SPECK) continue;
    if (inkIn(isInk, width, height, piece) > piece.cells.length) continue;
    for (const at of piece.cells) cells[at] = 0;
  }
}

function inkIn(isInk: Uint8Array, width: number, height: number, piece: Piece): number {
  let count = 0;
  for (let y = Math.max(0, piece.top - ALONE); y <= Math.min(height - 1, piece.bottom + ALONE); y++) {
    for (let x = Math.max(0, piece.left - ALONE); x <= Math.min(width - 1, piece.right + ALONE); x++) {
      count += isInk[y * width + x]!; // within the map
    }
  }
  return count;
}
