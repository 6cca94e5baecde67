/** Size of a page in points (1/72 inch), already turned as the file itself says. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** The size of a page and the clockwise turn (0 to 270 degrees) of the file that is already in it. */
export interface PageShape extends PageSize {
  readonly rotate: number;
}

/** A size in CSS pixels. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** Quarter turns the reader added, clockwise. */
export type Rotation = 0 | 90 | 180 | 270;

/** `width` and `page` follow the pane; a `scale` stays: CSS pixels per point. */
export type Zoom =
  | { readonly mode: 'width' }
  | { readonly mode: 'page' }
  | { readonly mode: 'scale'; readonly scale: number };

/** Where one page stands in the scrolled content, in CSS pixels. */
export interface PageBox {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

export interface PageLayout {
  readonly boxes: readonly PageBox[];
  readonly width: number;
  readonly height: number;
}

/** A point of a page that must not move: which page (from 0), how far down and across it (0 to 1). */
interface Anchor {
  readonly index: number;
  readonly down: number;
  readonly across: number;
}

/** What is at 100 %: a CSS pixel is 1/96 inch, a point 1/72. */
export const FULL_SIZE = 96 / 72;

const MARGIN = { x: 4, y: 14 };
const GAP = 12;
/** On a very wide pane a page fitted to the width would be too large to read without moving the head. */
const WIDEST_FIT = 1200;

/** `size` as it lies after the reader's quarter turns. */
export function turned(size: PageSize, rotation: Rotation): PageSize {
  return rotation === 90 || rotation === 270 ? { width: size.height, height: size.width } : size;
}

/** CSS pixels per point for a page. Each page is fitted by itself: a landscape page among others fills the width too. */
export function scaleFor(zoom: Zoom, size: PageSize, rotation: Rotation, viewport: Viewport): number {
  if (zoom.mode === 'scale') {
    return zoom.scale;
  }
  const { width, height } = turned(size, rotation);
  const byWidth = Math.min(Math.max(viewport.width - 2 * MARGIN.x, 1), WIDEST_FIT) / width;
  return zoom.mode === 'width'
    ? byWidth
    : Math.min(byWidth, Math.max(viewport.height - 2 * MARGIN.y, 1) / height);
}

/** Places pages under one another, centred in the pane or in the widest page. */
export function layoutPages(
  sizes: readonly PageSize[],
  zoom: Zoom,
  rotation: Rotation,
  viewport: Viewport,
): PageLayout {
  const drawn = sizes.map((size) => {
    const scale = scaleFor(zoom, size, rotation, viewport);
    const { width, height } = turned(size, rotation);
    return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  });
  const widest = drawn.reduce((most, page) => Math.max(most, page.width), 0);
  const width = Math.max(viewport.width, widest + 2 * MARGIN.x);
  let top = MARGIN.y;
  const boxes = drawn.map((page) => {
    const box = { top, left: Math.max(0, Math.floor((width - page.width) / 2)), ...page };
    top += page.height + GAP;
    return box;
  });
  return { boxes, width, height: top - GAP + MARGIN.y };
}

/** Index of the last page that begins at or above `y`. Pages are sorted, so this halves the range. */
export function pageAt(layout: PageLayout, y: number): number {
  let low = 0;
  let high = layout.boxes.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((layout.boxes[middle]?.top ?? 0) <= y) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** First and last index of the pages that show between `top` and `top + height`. */
export function visiblePages(
  layout: PageLayout,
  top: number,
  height: number,
): { first: number; last: number } {
  const start = pageAt(layout, top);
  const box = layout.boxes[start];
  const hidden = box !== undefined && box.top + box.height <= top && start < layout.boxes.length - 1;
  const first = hidden ? start + 1 : start;
  return { first, last: Math.max(first, pageAt(layout, top + height - 1)) };
}

/** Index of the page being read: the one that fills most of the pane, the upper one of two equals. */
export function mostVisiblePage(layout: PageLayout, top: number, height: number): number {
  const { first, last } = visiblePages(layout, top, height);
  let best = first;
  let most = 0;
  for (let index = first; index <= last; index++) {
    const box = layout.boxes[index];
    const shown = box ? Math.min(box.top + box.height, top + height) - Math.max(box.top, top) : 0;
    if (shown > most) {
      most = shown;
      best = index;
    }
  }
  return best;
}

/** What lies at a point of the scrolled content, to be found again in another layout. */
export function anchorAt(layout: PageLayout, x: number, y: number): Anchor {
  const index = pageAt(layout, y);
  const box = layout.boxes[index] ?? { top: 0, left: 0, width: 1, height: 1 };
  return { index, down: (y - box.top) / box.height, across: (x - box.left) / box.width };
}

/** Where an anchor lies in `layout`, in CSS pixels of the scrolled content. */
export function pointOf(layout: PageLayout, anchor: Anchor): { x: number; y: number } {
  const box = layout.boxes[anchor.index] ?? { top: 0, left: 0, width: 1, height: 1 };
  return { x: box.left + anchor.across * box.width, y: box.top + anchor.down * box.height };
}

/** Scroll offset that shows the top of a page with its margin above. */
export function topOf(layout: PageLayout, index: number): number {
  return Math.max(0, (layout.boxes[index]?.top ?? 0) - GAP);
}
