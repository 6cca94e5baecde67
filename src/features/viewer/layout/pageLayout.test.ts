import { describe, expect, test } from 'vitest';
import {
  anchorAt,
  layoutPages,
  mostVisiblePage,
  type PageSize,
  pageAt,
  pointOf,
  scaleFor,
  topOf,
  visiblePages,
} from './pageLayout.ts';

const letter: PageSize = { width: 612, height: 792 };
const landscape: PageSize = { width: 792, height: 612 };
const pane = { width: 520, height: 700 };
const fitWidth = { mode: 'width' } as const;

describe('scale', () => {
  test('fits each page to the width of the pane, a landscape one too', () => {
    const layout = layoutPages([letter, landscape], fitWidth, 0, pane);
    expect(layout.boxes.map((box) => box.width)).toEqual([512, 512]);
    expect(layout.boxes.map((box) => box.height)).toEqual([663, 396]);
  });

  test('fits a page turned by a quarter by its other side', () => {
    const layout = layoutPages([letter], fitWidth, 90, pane);
    expect(layout.boxes[0]).toMatchObject({ width: 512, height: 396 });
  });

  test('fits the whole page when asked to', () => {
    const [box] = layoutPages([letter], { mode: 'page' }, 0, { width: 1000, height: 428 }).boxes;
    expect(box).toMatchObject({ height: 400, width: 309 });
  });

  test('does not fit a page wider than can be read on a very wide pane', () => {
    expect(scaleFor(fitWidth, letter, 0, { width: 3000, height: 900 }) * letter.width).toBeCloseTo(1200);
  });

  test('keeps a chosen scale whatever the pane', () => {
    expect(scaleFor({ mode: 'scale', scale: 2 }, letter, 0, pane)).toBe(2);
  });
});

describe('placing', () => {
  test('puts pages under one another without overlap, centred', () => {
    const layout = layoutPages([letter, letter, letter], { mode: 'scale', scale: 0.5 }, 0, pane);
    const [first, second] = layout.boxes;
    expect(first).toEqual({ top: 14, left: 107, width: 306, height: 396 });
    expect(second?.top).toBe(14 + 396 + 12);
    expect(layout).toMatchObject({ width: 520, height: 14 + 3 * 396 + 2 * 12 + 14 });
  });

  test('a page wider than the pane makes the content wider, so that both sides can be scrolled to', () => {
    const layout = layoutPages([letter], { mode: 'scale', scale: 2 }, 0, pane);
    expect(layout.width).toBe(1224 + 8);
    expect(layout.boxes[0]?.left).toBe(4);
  });
});

describe('what is visible', () => {
  const layout = layoutPages(Array<PageSize>(200).fill(letter), { mode: 'scale', scale: 1 }, 0, pane);
  const step = 792 + 12;

  test('finds the page at every height, also in the gap under a page', () => {
    expect(pageAt(layout, 0)).toBe(0);
    expect(pageAt(layout, 14 + 792 + 5)).toBe(0);
    expect(pageAt(layout, 14 + 150 * step)).toBe(150);
    expect(pageAt(layout, 1e9)).toBe(199);
  });

  test('leaves out a page of which only the gap under it shows', () => {
    expect(visiblePages(layout, 14 + 792 + 2, 700)).toEqual({ first: 1, last: 1 });
    expect(visiblePages(layout, 14 + 791, 700)).toEqual({ first: 0, last: 1 });
  });

  test('reads the page that fills most of the pane', () => {
    expect(mostVisiblePage(layout, 14 + 400, 700)).toBe(0);
    expect(mostVisiblePage(layout, 14 + 500, 700)).toBe(1);
    expect(mostVisiblePage(layout, topOf(layout, 42), 700)).toBe(42);
  });
});

describe('keeping the place', () => {
  const sizes = [letter, landscape, letter];

  test('what is at the top of the pane is there again after the pane became wider', () => {
    const narrow = layoutPages(sizes, fitWidth, 0, pane);
    const wide = layoutPages(sizes, fitWidth, 0, { width: 900, height: 700 });
    const anchor = anchorAt(narrow, 260, (narrow.boxes[2]?.top ?? 0) + 100);
    expect(anchor.index).toBe(2);
    const point = pointOf(wide, anchor);
    const box = wide.boxes[2];
    expect((point.y - (box?.top ?? 0)) / (box?.height ?? 1)).toBeCloseTo(100 / 663, 5);
    expect(point.x).toBeCloseTo(450, 0);
  });

  test('a page above that turns out to be smaller does not move what is read', () => {
    const assumed = layoutPages([letter, letter, letter], fitWidth, 0, pane);
    const known = layoutPages(sizes, fitWidth, 0, pane);
    const y = (assumed.boxes[2]?.top ?? 0) + 50;
    expect(pointOf(known, anchorAt(assumed, 0, y)).y).toBeCloseTo((known.boxes[2]?.top ?? 0) + 50, 5);
  });
});
