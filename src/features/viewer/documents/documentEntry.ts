import type { Rotation } from '../layout/pageLayout.ts';
import type { DocumentSource } from '../viewerTypes.ts';
import type { DocumentProblem } from './documentProblem.ts';
import type { PaintSize, PdfDocument } from './pdfDocument.ts';
import type { PaintPriority } from './renderQueue.ts';

/** How far a document is. The same object until something changes. */
export type Opening =
  | { readonly state: 'opening' }
  | { readonly state: 'open'; readonly document: ShownDocument }
  | { readonly state: 'failed'; readonly problem: DocumentProblem };

/** A first page painted before it was asked for, or left over from when it was last on screen. */
export interface PaintedPage {
  readonly canvas: HTMLCanvasElement;
  readonly rotation: Rotation;
}

/** An open document as the viewer uses it: painting waits its turn. */
export interface ShownDocument extends Omit<PdfDocument, 'paint' | 'close'> {
  paint(
    page: number,
    size: PaintSize,
    priority: PaintPriority,
    signal: AbortSignal,
  ): Promise<HTMLCanvasElement>;
  /** Takes the kept first page; whoever takes it owns the canvas. */
  takeFirstPage(): PaintedPage | undefined;
  /** Gives a painted first page to keep for the next time. */
  keepFirstPage(painted: PaintedPage): void;
}

export const OPENING: Opening = { state: 'opening' };

/** One document of the cache, with everything that has to be given back when it goes. */
export class DocumentEntry {
  source: DocumentSource;
  opening: Opening = OPENING;
  /** How many viewers show it. */
  holders = 0;
  /** Settles, never rejects, when `opening` is decided. */
  settled: Promise<void> = Promise.resolve();
  #document: PdfDocument | undefined;
  #firstPage: PaintedPage | undefined;
  #abort = new AbortController();

  constructor(source: DocumentSource) {
    this.source = source;
  }

  /** Aborted when the document is closed. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get hasFirstPage(): boolean {
    return this.#firstPage !== undefined;
  }

  /** Begins opening, for the first time or again. */
  begin(): AbortSignal {
    this.close();
    this.#abort = new AbortController();
    this.opening = OPENING;
    return this.#abort.signal;
  }

  opened(document: PdfDocument, shown: ShownDocument): void {
    this.#document = document;
    this.opening = { state: 'open', document: shown };
  }

  failed(problem: DocumentProblem): void {
    this.close();
    this.opening = { state: 'failed', problem };
  }

  takeFirstPage(): PaintedPage | undefined {
    const painted = this.#firstPage;
    this.#firstPage = undefined;
    return painted;
  }

  /** @param document the one it was painted from: a closed one keeps nothing. */
  keepFirstPage(document: PdfDocument, painted: PaintedPage): void {
    dropCanvas(this.takeFirstPage());
    if (this.#document === document) {
      this.#firstPage = painted;
    } else {
      dropCanvas(painted);
    }
  }

  close(): void {
    this.#abort.abort();
    dropCanvas(this.takeFirstPage());
    this.#document?.close();
    this.#document = undefined;
  }
}

/** A canvas gives its memory back when it has no size, not when it is collected. */
function dropCanvas(painted: PaintedPage | undefined): void {
  if (painted) {
    painted.canvas.width = 0;
  }
}
