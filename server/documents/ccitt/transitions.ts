/**
 * A row as the pixels at which its colour changes: even entries begin a black run, odd ones the white after it. It
 * ends with the row's width four times, so that looking ahead needs no check.
 */
export type Transitions = readonly number[];

/** The imaginary white row above the first. */
export function blankRow(width: number): Transitions {
  return [width, width, width, width];
}

/**
 * b1 of ITU-T T.6 section 2.2.1 as an index: the first change on the reference row right of a0 and to the colour
 * opposite of a0's.
 * @param previous the index found for the a0 before; at most one step back from there is needed
 */
export function findB1(
  reference: Transitions,
  previous: number,
  a0: number,
  colour: 0 | 1,
  width: number,
): number {
  let b = Math.max(previous - 1, 0);
  if (b % 2 !== colour) b += 1;
  while (reference[b]! <= a0 && reference[b]! < width) b += 2; // ends at the width at the latest
  return b;
}
