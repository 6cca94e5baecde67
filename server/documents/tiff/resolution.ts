/** Pixels per inch, which differ in x and y on most faxes: 204×98 (standard), 204×196 (fine). */
export interface Resolution {
  readonly x: number;
  readonly y: number;
}

/** Page widths of ITU-T T.4 section 2.2 in pixels, and their density. */
const FAX_WIDTHS: ReadonlyMap<number, number> = new Map([
  [1728, 204],
  [2048, 204],
  [2432, 204],
  [2592, 300],
  [3072, 300],
  [3648, 300],
  [3456, 408],
  [4096, 408],
  [4864, 408],
]);

/** Lines per inch of ITU-T T.4: standard, fine, superfine. */
const FAX_LINES_PER_INCH = [98, 196, 391];

const INCHES_PER_CENTIMETRE = 2.54;
const USUAL_PAGE_HEIGHT = 11;

/** Outside of this a stated resolution is a mistake: a page would be microscopic or the size of a wall. */
const PLAUSIBLE = { least: 20, most: 4800 };

/**
 * The resolution a page states, or a fax's usual one when it states none that can be. Unit 1 ("none") is read as
 * inches when the numbers are plausible as such: fax servers write it beside 204 and 98; a mere ratio (1:2) is not.
 * @param unit the TIFF field: 1 none, 2 inch, 3 centimetre
 */
export function pageResolution(
  stated: { readonly x: number; readonly y: number; readonly unit: number },
  width: number,
  height: number,
): Resolution {
  const perInch = stated.unit === 3 ? INCHES_PER_CENTIMETRE : 1;
  const x = stated.x * perInch;
  const y = stated.y * perInch;
  if (isPlausible(x) && isPlausible(y)) return { x, y };
  return guessResolution(width, height);
}

/** From the width, which T.4 fixes; the lines per inch are those which make the page nearest to a Letter page's height. */
function guessResolution(width: number, height: number): Resolution {
  const x = FAX_WIDTHS.get(width);
  if (x === undefined) return { x: 200, y: 200 };
  if (x !== 204) return { x, y: x };
  const missBy = (linesPerInch: number) => Math.abs(Math.log(height / linesPerInch / USUAL_PAGE_HEIGHT));
  const y = FAX_LINES_PER_INCH.reduce((best, each) => (missBy(each) < missBy(best) ? each : best));
  return { x, y };
}

function isPlausible(pixelsPerInch: number): boolean {
  return pixelsPerInch >= PLAUSIBLE.least && pixelsPerInch <= PLAUSIBLE.most;
}
