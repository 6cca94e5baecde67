import type { TiffPage } from '../tiff/parseTiff.ts';

const POINTS_PER_INCH = 72;
/** ISO 32000-1 annex C: readers need not accept pages over 200 inches. */
const LARGEST_SIDE = 14_400;

/** A page's size in points (1/72 inch), as it is displayed (turned by its orientation). */
interface PageSize {
  readonly width: number;
  readonly height: number;
}

type Matrix = readonly [number, number, number, number, number, number];

export interface PageGeometry {
  /** The page as displayed. */
  readonly size: PageSize;
  /** Points per pixel. */
  readonly scale: { readonly x: number; readonly y: number };
  /** Turns the upright picture into the page. */
  readonly orientation: Matrix;
}

/** Size and turn of a page, from its two resolutions and its orientation (TIFF 6.0 section 8). */
export function pageGeometry(
  page: Pick<TiffPage, 'width' | 'height' | 'resolution' | 'orientation'>,
): PageGeometry {
  let x = POINTS_PER_INCH / page.resolution.x;
  let y = POINTS_PER_INCH / page.resolution.y;
  const shrink = Math.min(1, LARGEST_SIDE / (page.width * x), LARGEST_SIDE / (page.height * y));
  x *= shrink;
  y *= shrink;
  const width = page.width * x;
  const height = page.height * y;
  const onItsSide = page.orientation >= 5 && page.orientation <= 8;
  return {
    size: onItsSide ? { width: height, height: width } : { width, height },
    scale: { x, y },
    orientation: orientationMatrix(page.orientation, width, height),
  };
}

function orientationMatrix(orientation: number, width: number, height: number): Matrix {
  const matrices: Readonly<Record<number, Matrix>> = {
    2: [-1, 0, 0, 1, width, 0],
    3: [-1, 0, 0, -1, width, height],
    4: [1, 0, 0, -1, 0, height],
    5: [0, -1, -1, 0, height, width],
    6: [0, -1, 1, 0, 0, width],
    7: [0, 1, 1, 0, 0, 0],
    8: [0, 1, -1, 0, height, 0],
  };
  return matrices[orientation] ?? [1, 0, 0, 1, 0, 0];
}
