import type { PageText } from '../find/findText.ts';
import type { PageSize, Rotation } from '../layout/pageLayout.ts';
import { DocumentError } from './documentProblem.ts';
import { detectFileKind } from './fileKind.ts';
import { openImage } from './imageDocument.ts';
import { openPdf } from './pdfDocument.ts';

/** How large (in device pixels) and how turned a page is painted. The height follows from the page. */
export interface PaintSize {
  readonly pixelWidth: number;
  readonly rotation: Rotation;
}

/** A document ready to be shown. Pages count from 1. */
export interface OpenDocument {
  readonly pageCount: number;
  readonly firstPageSize: PageSize;
  pageSize(page: number): Promise<PageSize>;
  /** Paints a page on a new canvas. Rejects with the signal's reason when aborted. */
  paint(page: number, size: PaintSize, signal: AbortSignal): Promise<HTMLCanvasElement>;
  /** A page's text; empty for a picture. */
  text(page: number): Promise<PageText>;
  /**
   * Lays a page's text, unseen but selectable, into `container`, whose `--total-scale-factor` says the scale.
   * Gives one element per piece of `text(page)`, in the same order.
   */
  layText(
    page: number,
    container: HTMLElement,
    rotation: Rotation,
    signal: AbortSignal,
  ): Promise<readonly HTMLElement[]>;
  /** Keeps what was decoded for a page until the returned function is called, so that it can be painted again fast. */
  holdPage(page: number): () => void;
  close(): void;
}

/** Opens what `bytes` are, whatever they were called. Rejects with a `DocumentError` or what pdf.js threw. */
export async function openDocument(bytes: Uint8Array): Promise<OpenDocument> {
  if (bytes.length === 0) {
    throw new DocumentError('empty');
  }
  const kind = detectFileKind(bytes);
  switch (kind) {
    case 'pdf':
      return openPdf(bytes);
    case 'jpeg':
    case 'png':
      return openImage(bytes, kind);
    case 'other':
      throw new DocumentError('unsupported');
  }
}
