import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

const pdfjsFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

type Canvas = Parameters<PDFPageProxy['render']>[0]['canvas'];

interface RenderedPage {
  readonly width: number;
  readonly height: number;
  /** One byte per pixel, 0 black to 255 white (the red channel). */
  readonly grey: Uint8Array;
  /** In points. */
  readonly pageSize: { readonly width: number; readonly height: number };
}

/** Draws every page with pdf.js so that one pixel of the fax is one pixel of the result. */
export async function renderPdf(
  pdf: Uint8Array,
  pixelSize: (page: number) => { width: number; height: number },
): Promise<RenderedPage[]> {
  const task = getDocument({ data: Uint8Array.from(pdf), wasmUrl: join(pdfjsFolder, 'wasm/'), verbosity: 0 });
  const document = await task.promise;
  const pages: RenderedPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const { width, height } = pixelSize(number - 1);
    const viewport = page.getViewport({ scale: 1 });
    const canvas = createCanvas(width, height);
    const transform = [width / viewport.width, 0, 0, height / viewport.height, 0, 0];
    // pdf.js asks for a browser's canvas; the one of @napi-rs/canvas is its stand-in in Node.
    await page.render({ canvas: canvas as unknown as Canvas, viewport, transform }).promise;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    const grey = Uint8Array.from({ length: width * height }, (_, index) => data[index * 4]!);
    pages.push({ width, height, grey, pageSize: { width: viewport.width, height: viewport.height } });
  }
  await task.destroy();
  return pages;
}
