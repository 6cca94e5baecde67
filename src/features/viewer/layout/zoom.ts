import { FULL_SIZE, type Rotation, type Zoom } from './pageLayout.ts';

const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/** A canvas of more pixels costs memory (four bytes each) and shows no more of a fax: 8 megapixels are 300 dpi of a letter. */
const MOST_PIXELS = 8_000_000;

/** The next larger or smaller of the usual steps, from whatever the page is drawn at now (CSS pixels per point). */
export function stepZoom(scale: number, direction: 'in' | 'out'): Zoom {
  const now = scale / FULL_SIZE;
  // A fitted page is rarely at a step exactly; without the tolerance the first press could change nothing visible.
  const next =
    direction === 'in'
      ? STEPS.find((step) => step > now * 1.02)
      : STEPS.findLast((step) => step < now * 0.98);
  return { mode: 'scale', scale: (next ?? Math.min(Math.max(now, 0.25), 4)) * FULL_SIZE };
}

/** "fit", "page" or a percentage. */
export function formatZoom(zoom: Zoom): string {
  switch (zoom.mode) {
    case 'width':
      return 'fit';
    case 'page':
      return 'page';
    case 'scale':
      return `${Math.round((zoom.scale / FULL_SIZE) * 100)} %`;
  }
}

/** Adds a quarter turn. */
export function turn(rotation: Rotation, direction: 'right' | 'left'): Rotation {
  const turns: readonly Rotation[] = [0, 90, 180, 270];
  const index = turns.indexOf(rotation) + (direction === 'right' ? 1 : 3);
  return turns[index % 4] ?? 0;
}

/** Width in device pixels to paint a page of this CSS size with, within the memory a canvas may take. */
export function pixelWidth(box: { width: number; height: number }, devicePixelRatio: number): number {
  const pixels = box.width * box.height * devicePixelRatio ** 2;
  const reduce = pixels > MOST_PIXELS ? Math.sqrt(MOST_PIXELS / pixels) : 1;
  return Math.max(1, Math.round(box.width * devicePixelRatio * reduce));
}
