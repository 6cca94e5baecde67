import { layoutPages, type PageSize, type Viewport, type Zoom } from './pageLayout.ts';
import { pixelWidth } from './zoom.ts';

/** CSS pixels the column of thumbnails takes beside the pages. */
export const THUMBNAILS_WIDTH = 70;

/** CSS pixels: a page drawn narrower is hard to read, and whatever can be folded away must not make it so. */
const READABLE_PAGE_WIDTH = 700;

/** Whether thumbnails stand in a pane this wide (CSS pixels) while the reader has said nothing about them. */
export function hasRoomForThumbnails(paneWidth: number): boolean {
  return paneWidth - THUMBNAILS_WIDTH >= READABLE_PAGE_WIDTH;
}

/** How the pane stands now, which is how the next document will be looked at. */
export interface PaneView {
  readonly zoom: Zoom;
  /** The pane when no thumbnails stand in it. */
  readonly pane: Viewport;
  /** What they take from it beside a document of several pages. */
  readonly thumbnailsWidth: number;
  readonly devicePixelRatio: number;
}

/** The width in device pixels that the first page of a document will be shown with, turned by nobody. */
export function firstPageWidth(view: PaneView, firstPage: PageSize, pageCount: number): number {
  const taken = pageCount > 1 ? view.thumbnailsWidth : 0;
  const viewport = { ...view.pane, width: view.pane.width - taken };
  const [box] = layoutPages([firstPage], view.zoom, 0, viewport).boxes;
  return box ? pixelWidth(box, view.devicePixelRatio) : 1;
}
