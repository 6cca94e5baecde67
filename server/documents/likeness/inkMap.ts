/**
 * A page as shares of ink, a cell for each 2 by 2 pixels of a fine fax or each 2 by 1 of a standard one: pages of
 * either resolution come out alike, and no cell holds more pixels than its neighbour.
 */
export interface InkMap {
  readonly width: number;
  readonly height: number;
  /** Rows from the top: 0 white, 1 black. */
  readonly cells: Float32Array;
}

/** Cells per inch. */
export const CELLS_PER_INCH = { x: 102, y: 98 } as const;

/** A sheet of 17 by 22 inches; what is larger is no page of a fax. */
const MAX_CELLS = 17 * CELLS_PER_INCH.x * 22 * CELLS_PER_INCH.y;

/** Two by three numbers as PDF has them: x' = a x + c y + e, y' = b x + d y + f. */
export type Matrix = readonly [number, number, number, number, number, number];

/** First `inner`, then `outer`. */
export function combine(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer;
  const [ia, ib, ic, id, ie, jf] = inner;
  return [
    a * ia + c * ib,
    b * ia + d * ib,
    a * ic + c * id,
    b * ic + d * id,
    a * ie + c * jf + e,
    b * ie + d * jf + f,
  ];
}

/** A white page of a size in points; `undefined` where that is no size of a page. */
export function blankMap(widthPoints: number, heightPoints: number): InkMap | undefined {
  const width = Math.round((widthPoints * CELLS_PER_INCH.x) / 72);
  const height = Math.round((heightPoints * CELLS_PER_INCH.y) / 72);
  if (!(width > 0 && height > 0 && width * height <= MAX_CELLS)) return undefined;
  return { width, height, cells: new Float32Array(width * height) };
}

/** A picture to be drawn, of black and white pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Calls `ink` for each black pixel. */
  readonly eachInk: (ink: (x: number, y: number) => void) => void;
}

/** Draws a picture; `matrix` takes the unit square, with y upwards, to cells. */
export function drawPicture(map: InkMap, picture: Picture, matrix: Matrix): void {
  const { width, height, cells } = map;
  // Pixels have y downwards.
  const [a, b, c, d, e, f] = combine(matrix, [1 / picture.width, 0, 0, -1 / picture.height, 0, 1]);
  const share = Math.min(1, Math.abs(a * d - b * c));
  picture.eachInk((x, y) => {
    const left = Math.floor(a * (x + 0.5) + c * (y + 0.5) + e);
    const top = Math.floor(b * (x + 0.5) + d * (y + 0.5) + f);
    if (left < 0 || top < 0 || left >= width || top >= height) return;
    const at = top * width + left;
    cells[at] = Math.min(1, cells[at]! + share); // within the map
  });
}
