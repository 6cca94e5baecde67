import { expect, test } from 'vitest';
import { FULL_SIZE, type Rotation } from './pageLayout.ts';
import { formatZoom, pixelWidth, stepZoom, turn } from './zoom.ts';

test('zooming goes to the next usual step from whatever a fitted page has', () => {
  expect(formatZoom(stepZoom(0.83 * FULL_SIZE, 'in'))).toBe('90 %');
  expect(formatZoom(stepZoom(0.83 * FULL_SIZE, 'out'))).toBe('75 %');
});

test('a page fitted to almost exactly a step does not answer the key with nothing', () => {
  expect(formatZoom(stepZoom(0.999 * FULL_SIZE, 'in'))).toBe('110 %');
  expect(formatZoom(stepZoom(1.001 * FULL_SIZE, 'out'))).toBe('90 %');
});

test('zooming ends at 25 % and 400 %', () => {
  expect(formatZoom(stepZoom(4 * FULL_SIZE, 'in'))).toBe('400 %');
  expect(formatZoom(stepZoom(0.25 * FULL_SIZE, 'out'))).toBe('25 %');
});

test('four quarter turns come back to the start, both ways', () => {
  const turns = (direction: 'left' | 'right') =>
    [1, 2, 3, 4].reduce<Rotation[]>((all) => [...all, turn(all.at(-1) ?? 0, direction)], []);
  expect(turns('right')).toEqual([90, 180, 270, 0]);
  expect(turns('left')).toEqual([270, 180, 90, 0]);
});

test('paints every device pixel of an ordinary page', () => {
  expect(pixelWidth({ width: 450, height: 580 }, 2)).toBe(900);
  expect(pixelWidth({ width: 451, height: 580 }, 1.25)).toBe(564);
});

test('paints a much enlarged page with no more pixels than memory allows', () => {
  const box = { width: 3264, height: 4224 };
  const width = pixelWidth(box, 2);
  expect(width * (width * (box.height / box.width))).toBeLessThanOrEqual(8_010_000);
  expect(width).toBeGreaterThan(2400);
});
