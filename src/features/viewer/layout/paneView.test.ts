import { expect, test } from 'vitest';
import { layoutPages, type PageSize } from './pageLayout.ts';
import { firstPageWidth, hasRoomForThumbnails, type PaneView } from './paneView.ts';
import { pixelWidth } from './zoom.ts';

const letter: PageSize = { width: 612, height: 792 };
const view: PaneView = {
  zoom: { mode: 'width' },
  pane: { width: 520, height: 700 },
  thumbnailsWidth: 70,
  devicePixelRatio: 1.25,
};

/** What the pane will paint the first page with once it shows the document. */
function shownWith(width: number): number {
  const [box] = layoutPages([letter], view.zoom, 0, { width, height: 700 }).boxes;
  return pixelWidth(box ?? { width: 0, height: 0 }, 1.25);
}

test('a first page painted ahead needs no second painting when it is shown', () => {
  expect(firstPageWidth(view, letter, 1)).toBe(shownWith(520));
});

test('the first of several pages leaves room for the thumbnails beside it', () => {
  expect(firstPageWidth(view, letter, 3)).toBe(shownWith(450));
});

test('thumbnails stand beside a page only where it stays readable', () => {
  expect(hasRoomForThumbnails(390)).toBe(false);
  expect(hasRoomForThumbnails(769)).toBe(false);
  expect(hasRoomForThumbnails(770)).toBe(true);
});
