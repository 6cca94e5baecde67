import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { convertToPdf } from './convert.ts';
import { renderPdf } from './testing/renderPdf.ts';

/** A black picture. */
function picture(width: number, height: number, type: 'image/png' | 'image/jpeg'): Buffer {
  const canvas = createCanvas(width, height);
  canvas.getContext('2d').fillRect(0, 0, width, height);
  return type === 'image/png' ? canvas.toBuffer('image/png') : canvas.toBuffer('image/jpeg');
}

describe('a picture becomes a Letter page', () => {
  test.each([
    ['upright, made smaller', 1200, 1600, { width: 612, height: 792 }],
    ['on its side', 1600, 1200, { width: 792, height: 612 }],
  ])('%s', async (_, width, height, size) => {
    for (const type of ['image/png', 'image/jpeg'] as const) {
      const { pdf, facts } = await convertToPdf(picture(width, height, type));
      expect(facts).toMatchObject({ state: 'readable', pages: 1 });
      const [page] = await renderPdf(pdf!, () => size);
      expect(page?.pageSize).toEqual(size);
      const at = (x: number, y: number) => page?.grey[y * size.width + x];
      expect([at(5, 5), at(100, 100), at(size.width - 40, size.height - 60)]).toEqual([255, 0, 0]);
    }
  });

  test('a small one is not blown up', async () => {
    const { pdf } = await convertToPdf(picture(40, 60, 'image/png'));
    const [page] = await renderPdf(pdf!, () => ({ width: 612, height: 792 }));
    expect(page?.grey.filter((grey) => grey === 0)).toHaveLength(40 * 60);
  });

  test('a damaged one is broken', async () => {
    const { pdf, facts } = await convertToPdf(picture(400, 600, 'image/png').subarray(0, 60));
    expect(pdf).toBeUndefined();
    expect(facts).toMatchObject({ kind: 'png', state: 'broken' });
  });
});
