import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { renderPdf } from '../testing/renderPdf.ts';
import { makeTestPdf } from '../testing/testPdfs.ts';
import { cutPdf } from './cutPdf.ts';
import { inspectPdf } from './inspectPdf.ts';

const LETTER = () => ({ width: 612, height: 792 });

/** A grey square, told apart by its shade. */
function picture(shade: number): Buffer {
  const canvas = createCanvas(20, 20);
  const context = canvas.getContext('2d');
  context.fillStyle = `rgb(${shade}, ${shade}, ${shade})`;
  context.fillRect(0, 0, 20, 20);
  return canvas.toBuffer('image/jpeg');
}

describe('pages cut from a PDF', () => {
  test('are those pages, in their order, and look as they did', async () => {
    const whole = await makeTestPdf(7);
    const cut = await cutPdf(whole, [2, 3, 7]);
    expect(await inspectPdf(cut!)).toEqual({ kind: 'pdf', state: 'readable', pages: 3 });
    const before = await renderPdf(whole, LETTER);
    const after = await renderPdf(cut!, LETTER);
    expect(after.map((page) => page.grey)).toEqual([1, 2, 6].map((index) => before[index]?.grey));
  });

  test('have their pictures byte for byte, and no others of a list that all pages share', async () => {
    const pictures = [picture(40), picture(120), picture(200)];
    const document = await PDFDocument.create();
    const embedded = await Promise.all(pictures.map((bytes) => document.embedJpg(bytes)));
    const shared = document.context.obj({
      XObject: Object.fromEntries(embedded.map(({ ref }, index) => [`Im${index}`, ref])),
    });
    for (const index of embedded.keys()) {
      const page = document.addPage([612, 792]);
      const content = document.context.stream(`q 200 0 0 200 50 50 cm /Im${index} Do Q`);
      page.node.set(PDFName.of('Contents'), document.context.register(content));
      page.node.set(PDFName.of('Resources'), shared);
    }
    const cut = await cutPdf(await document.save(), [2]);
    expect(pictures.map((bytes) => cut?.includes(bytes))).toEqual([false, true, false]);
    const [page] = await renderPdf(cut!, LETTER);
    expect(page?.grey[600 * 612 + 100]).toBeCloseTo(120, -1);
  });

  test('do not bring along a page they have a link to', async () => {
    const secret = picture(77);
    const document = await PDFDocument.create();
    const [first, second] = [document.addPage([612, 792]), document.addPage([612, 792])];
    second.drawImage(await document.embedJpg(secret));
    const link = document.context.obj({
      Type: 'Annot',
      Subtype: 'Link',
      Rect: [0, 0, 50, 50],
      Dest: [second.ref, 'Fit'],
      P: second.ref,
      Contents: PDFString.of('see page 2'),
    });
    first.node.set(PDFName.of('Annots'), document.context.obj([document.context.register(link)]));
    first.drawText('First');
    expect((await cutPdf(await document.save(), [1]))?.includes(secret)).toBe(false);
  });
});

test('no pages are no file', async () => {
  expect(await cutPdf(await makeTestPdf(1), [])).toBeUndefined();
});

test.each([
  ['is encrypted', () => makeTestPdf(3, { userPassword: 'secret', ownerPassword: 'owner' })],
  ['may be read but not changed', () => makeTestPdf(3, { ownerPassword: 'owner' })],
  ['has fewer pages', () => makeTestPdf(1)],
  ['is cut off', async () => (await makeTestPdf(3)).subarray(0, 500)],
  ['is none', async () => Buffer.from('%PDF-1.7 nothing behind it')],
])('a file that %s is not taken apart', async (_, make) => {
  expect(await cutPdf(await make(), [2])).toBeUndefined();
});
