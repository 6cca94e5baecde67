import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, OPS, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { blankMap, CELLS_PER_INCH, combine, drawPicture, type InkMap, type Matrix } from './inkMap.ts';
import { readPicture } from './pictures.ts';

/** The pages of an open PDF as ink, one at a time: a long fax has to fit the worker's memory. */
export interface PdfInk {
  readonly pageCount: number;
  /** A page by its number from 1; `undefined` for one that is more, or less, than scanned pictures. */
  page(number: number): Promise<InkMap | undefined>;
  close(): Promise<void>;
}

/** What decodes fax codes, JBIG2 and JPEG 2000. */
const DECODERS = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'wasm/');

/** Rejects when the file cannot be read. */
export async function openPdfInk(bytes: Uint8Array): Promise<PdfInk> {
  const task = getDocument({
    // pdf.js takes the buffer it is given for its own.
    data: Uint8Array.from(bytes),
    verbosity: 0,
    enableXfa: false,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
    wasmUrl: DECODERS,
  });
  try {
    const document = await task.promise;
    return {
      pageCount: document.numPages,
      page: (number) => readPage(document, number),
      close: () => task.destroy(),
    };
  } catch (error) {
    await task.destroy();
    throw error;
  }
}

async function readPage(document: PDFDocumentProxy, number: number): Promise<InkMap | undefined> {
  const page = await document.getPage(number);
  try {
    const viewport = page.getViewport({ scale: 1 });
    const map = blankMap(viewport.width, viewport.height);
    const scale: Matrix = [CELLS_PER_INCH.x / 72, 0, 0, CELLS_PER_INCH.y / 72, 0, 0];
    // pdf.js types the six numbers as an array.
    return map && (await drawPage(page, map, combine(scale, viewport.transform as unknown as Matrix)));
  } finally {
    page.cleanup();
  }
}

/** What changes nothing that is seen, of what a scanned page is drawn with. */
const UNSEEN: ReadonlySet<number> = new Set([
  OPS.dependency,
  OPS.setLineWidth,
  OPS.setLineCap,
  OPS.setLineJoin,
  OPS.setMiterLimit,
  OPS.setDash,
  OPS.setRenderingIntent,
  OPS.setFlatness,
  OPS.setFillGray,
  OPS.setStrokeGray,
  OPS.setFillRGBColor,
  OPS.setStrokeRGBColor,
  OPS.setFillCMYKColor,
  OPS.setStrokeCMYKColor,
  OPS.setFillColorSpace,
  OPS.setStrokeColorSpace,
  OPS.beginText,
  OPS.endText,
  OPS.setFont,
  OPS.beginMarkedContent,
  OPS.beginMarkedContentProps,
  OPS.endMarkedContent,
  OPS.markPoint,
  OPS.markPointProps,
  OPS.beginCompat,
  OPS.endCompat,
]);

/**
 * Draws the pictures of a page. Anything else on it (letters, lines, clipping) makes it one that is not compared: the
 * form may be a picture and what is filled in may not, and two patients on one form must never look the same.
 */
async function drawPage(page: PDFPageProxy, map: InkMap, toCells: Matrix): Promise<InkMap | undefined> {
  const { fnArray, argsArray } = await page.getOperatorList();
  let matrix = toCells;
  const saved: Matrix[] = [];
  for (const [index, fn] of fnArray.entries()) {
    if (UNSEEN.has(fn)) continue;
    const args: unknown = argsArray[index];
    switch (fn) {
      case OPS.save:
        saved.push(matrix);
        break;
      case OPS.restore:
        matrix = saved.pop() ?? toCells;
        break;
      case OPS.transform:
        // Six numbers, as the operator has them.
        matrix = combine(matrix, args as Matrix);
        break;
      case OPS.paintImageXObject:
      case OPS.paintImageMaskXObject:
      case OPS.paintInlineImageXObject: {
        const picture = readPicture(await pictureOf(page, args));
        if (!picture) return undefined;
        drawPicture(map, picture, matrix);
        break;
      }
      default:
        return undefined;
    }
  }
  return map;
}

/** What an operator paints: it stands there itself, or its name does, of one picture of the page or of the document. */
async function pictureOf(page: PDFPageProxy, args: unknown): Promise<unknown> {
  const [first] = args as readonly unknown[]; // pdf.js gives each operator an array
  const name = typeof first === 'string' ? first : (first as { data?: unknown } | null)?.data;
  if (typeof name !== 'string') return first;
  const objects = name.startsWith('g_') ? page.commonObjs : page.objs;
  return await new Promise((resolve) => objects.get(name, resolve));
}
