import { pdfjs, type TextItem } from 'react-pdf';
import type { PageText } from '../find/findText.ts';
import type { PageShape, Rotation } from '../layout/pageLayout.ts';
import { DocumentError } from './documentProblem.ts';
import { PdfAssets } from './pdfAssets.ts';
import { sharedWorker } from './pdfWorker.ts';

/** An A4 page at 600 dpi has 35 megapixels. Far larger images are made to exhaust memory. */
const MOST_IMAGE_PIXELS = 150_000_000;

/** How large (in device pixels) and how turned a page is painted. The height follows from the page. */
export interface PaintSize {
  readonly pixelWidth: number;
  readonly rotation: Rotation;
}

/** A document ready to be shown. Pages count from 1. */
export class PdfDocument {
  /** For react-pdf's `Page`. */
  readonly pdf: pdfjs.PDFDocumentProxy;
  readonly firstPage: PageShape;
  readonly #held = new Map<number, number>();

  private constructor(pdf: pdfjs.PDFDocumentProxy, firstPage: PageShape) {
    this.pdf = pdf;
    this.firstPage = firstPage;
  }

  /**
   * Opens a PDF. Rejects with pdf.js's `PasswordException` or `InvalidPDFException`, or with `empty`.
   * `Document` of react-pdf would do it only for a document that is mounted, and ends it with the mount; these are
   * opened ahead and kept.
   * @param data moves into the worker and is empty afterwards
   */
  static async open(data: Uint8Array): Promise<PdfDocument> {
    const pdf = await pdfjs.getDocument({
      data,
      worker: sharedWorker(),
      BinaryDataFactory: PdfAssets,
      useWorkerFetch: false,
      maxImageSize: MOST_IMAGE_PIXELS,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    }).promise;
    if (pdf.numPages === 0) {
      void pdf.loadingTask.destroy();
      throw new DocumentError('empty');
    }
    return new PdfDocument(pdf, shapeOf(await pdf.getPage(1)));
  }

  get pageCount(): number {
    return this.pdf.numPages;
  }

  async pageShape(page: number): Promise<PageShape> {
    return shapeOf(await this.pdf.getPage(page));
  }

  /** Paints a page on a new canvas. Rejects with the signal's reason when aborted. */
  async paint(page: number, size: PaintSize, signal: AbortSignal): Promise<HTMLCanvasElement> {
    const proxy = await this.pdf.getPage(page);
    signal.throwIfAborted();
    const viewport = viewportOf(proxy, size);
    const canvas = document.createElement('canvas');
    canvas.width = size.pixelWidth;
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

  /** A page's text; none on a scan. */
  async text(page: number): Promise<PageText> {
    const proxy = await this.pdf.getPage(page);
    const { items } = await proxy.getTextContent();
    return items.filter(isTextItem).map(({ str, hasEOL }) => ({ text: str, endsLine: hasEOL }));
  }

  /** Keeps what was decoded for a page until the returned function is called, so that it can be painted again fast. */
  holdPage(page: number): () => void {
    this.#held.set(page, (this.#held.get(page) ?? 0) + 1);
    return () => {
      this.#held.set(page, (this.#held.get(page) ?? 1) - 1);
      void this.pdf.getPage(page).then(
        (proxy) => this.#letGo(page, proxy),
        () => undefined,
      );
    };
  }

  close(): void {
    void this.pdf.loadingTask.destroy();
  }

  /** A decoded scan takes some 15 MB: freed at once unless the page is on screen. */
  #letGo(page: number, proxy: pdfjs.PDFPageProxy): void {
    if ((this.#held.get(page) ?? 0) === 0) {
      proxy.cleanup();
    }
  }
}

function isTextItem(item: object): item is TextItem {
  return 'str' in item;
}

function shapeOf(proxy: pdfjs.PDFPageProxy): PageShape {
  const { width, height } = proxy.getViewport({ scale: 1 });
  return { width, height, rotate: proxy.rotate };
}

function viewportOf(proxy: pdfjs.PDFPageProxy, { pixelWidth, rotation }: PaintSize): pdfjs.PageViewport {
  const turnedBy = (proxy.rotate + rotation) % 360;
  const { width } = proxy.getViewport({ scale: 1, rotation: turnedBy });
  return proxy.getViewport({ scale: pixelWidth / width, rotation: turnedBy });
}
