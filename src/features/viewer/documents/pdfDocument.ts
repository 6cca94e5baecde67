import {
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  TextLayer,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TextItem } from 'pdfjs-dist/types/src/display/api.js';
import type { PageText } from '../find/findText.ts';
import type { PageSize, Rotation } from '../layout/pageLayout.ts';
import { DocumentError } from './documentProblem.ts';
import type { OpenDocument, PaintSize } from './openDocument.ts';
import { PdfAssets } from './pdfAssets.ts';
import { sharedWorker } from './pdfWorker.ts';

/** An A4 page at 600 dpi has 35 megapixels. Far larger images are made to exhaust memory. */
const MOST_IMAGE_PIXELS = 150_000_000;

/** Opens a PDF. Rejects with pdf.js's `PasswordException` or `InvalidPDFException`, or with `empty`. */
export async function openPdf(bytes: Uint8Array): Promise<OpenDocument> {
  const pdf = await getDocument({
    // A copy: pdf.js moves the bytes into its worker, which would empty the array of whoever loaded them.
    data: bytes.slice(),
    worker: sharedWorker(),
    BinaryDataFactory: PdfAssets,
    useWorkerFetch: false,
    maxImageSize: MOST_IMAGE_PIXELS,
    verbosity: VerbosityLevel.ERRORS,
  }).promise;
  if (pdf.numPages === 0) {
    void pdf.loadingTask.destroy();
    throw new DocumentError('empty');
  }
  return new PdfDocument(pdf, sizeOf(await pdf.getPage(1)));
}

class PdfDocument implements OpenDocument {
  readonly pageCount: number;
  readonly firstPageSize: PageSize;
  readonly #pdf: PDFDocumentProxy;
  readonly #held = new Map<number, number>();

  constructor(pdf: PDFDocumentProxy, firstPageSize: PageSize) {
    this.#pdf = pdf;
    this.pageCount = pdf.numPages;
    this.firstPageSize = firstPageSize;
  }

  async pageSize(page: number): Promise<PageSize> {
    return sizeOf(await this.#pdf.getPage(page));
  }

  async paint(
    page: number,
    { pixelWidth, rotation }: PaintSize,
    signal: AbortSignal,
  ): Promise<HTMLCanvasElement> {
    const proxy = await this.#pdf.getPage(page);
    signal.throwIfAborted();
    const viewport = viewportOf(proxy, pixelWidth, rotation);
    const canvas = document.createElement('canvas');
    canvas.width = pixelWidth;
    canvas.height = Math.max(1, Math.round(viewport.height));
    // Annotations are drawn (stamps, filled-in fields) but stay a picture: no link or script of a fax is live.
    const task = proxy.render({ canvas, viewport });
    const cancel = () => task.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      await task.promise;
      return canvas;
    } catch (error) {
      canvas.width = 0;
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#letGo(page, proxy);
    }
  }

  async text(page: number): Promise<PageText> {
    const proxy = await this.#pdf.getPage(page);
    const { items } = await proxy.getTextContent();
    return items.filter(isTextItem).map(({ str, hasEOL }) => ({ text: str, endsLine: hasEOL }));
  }

  async layText(
    page: number,
    container: HTMLElement,
    rotation: Rotation,
    signal: AbortSignal,
  ): Promise<readonly HTMLElement[]> {
    const proxy = await this.#pdf.getPage(page);
    const textContentSource = await proxy.getTextContent();
    signal.throwIfAborted();
    const viewport = proxy.getViewport({ scale: 1, rotation: (proxy.rotate + rotation) % 360 });
    const layer = new TextLayer({ textContentSource, container, viewport });
    await layer.render();
    return layer.textDivs;
  }

  holdPage(page: number): () => void {
    this.#held.set(page, (this.#held.get(page) ?? 0) + 1);
    return () => {
      this.#held.set(page, (this.#held.get(page) ?? 1) - 1);
      void this.#pdf.getPage(page).then(
        (proxy) => this.#letGo(page, proxy),
        () => undefined,
      );
    };
  }

  close(): void {
    void this.#pdf.loadingTask.destroy();
  }

  /** A decoded scan takes some 15 MB: freed at once unless the page is on screen. */
  #letGo(page: number, proxy: PDFPageProxy): void {
    if ((this.#held.get(page) ?? 0) === 0) {
      proxy.cleanup();
    }
  }
}

function isTextItem(item: object): item is TextItem {
  return 'str' in item;
}

function sizeOf(proxy: PDFPageProxy): PageSize {
  const { width, height } = proxy.getViewport({ scale: 1 });
  return { width, height };
}

function viewportOf(proxy: PDFPageProxy, pixelWidth: number, rotation: Rotation) {
  const turnedBy = (proxy.rotate + rotation) % 360;
  const { width } = proxy.getViewport({ scale: 1, rotation: turnedBy });
  return proxy.getViewport({ scale: pixelWidth / width, rotation: turnedBy });
}
