import { type Rotation, scaleFor, type Viewport, type Zoom } from '../layout/pageLayout.ts';
import { pixelWidth } from '../layout/zoom.ts';
import type { DocumentSource } from '../viewerTypes.ts';
import { withDeadline } from './deadline.ts';
import { DocumentError, type DocumentProblem, describeProblem } from './documentProblem.ts';
import { Lru } from './lru.ts';
import { type OpenDocument, openDocument, type PaintSize } from './openDocument.ts';
import { replaceWorker } from './pdfWorker.ts';
import { type PaintPriority, paintPriority, RenderQueue } from './renderQueue.ts';

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
export interface ShownDocument extends Omit<OpenDocument, 'paint' | 'close'> {
  paint(
    page: number,
    size: PaintSize,
    priority: PaintPriority,
    signal: AbortSignal,
  ): Promise<HTMLCanvasElement>;
  /** Takes the kept first page; whoever takes it owns the canvas. */
  takeFirstPage(): PaintedPage | undefined;
  keepFirstPage(painted: PaintedPage): void;
}

/** What the next document will be looked at with: its first page is painted ahead for that. */
export interface PaneView {
  readonly zoom: Zoom;
  /** The pane when no thumbnails stand in it. */
  readonly pane: Viewport;
  /** What they take from it beside a document of several pages. */
  readonly thumbnailsWidth: number;
  readonly devicePixelRatio: number;
}

export const OPENING: Opening = { state: 'opening' };

/** A desk goes back and forth between a few faxes; a document with its first page takes 1 to 15 MB. */
const KEPT_DOCUMENTS = 8;
/** Opening or painting that takes this long (30 ms is usual) will not end. */
const STUCK_AFTER_SECONDS = 12;

interface Entry {
  source: DocumentSource;
  opening: Opening;
  holders: number;
  document: OpenDocument | undefined;
  firstPage: PaintedPage | undefined;
  abort: AbortController;
  settled: Promise<void>;
}

/** The open documents: the one on screen, its neighbours opened ahead, and the last few looked at. */
class DocumentCache {
  readonly #entries = new Lru<Entry>(KEPT_DOCUMENTS, (entry) => entry.holders > 0, closeEntry);
  readonly #listeners = new Set<() => void>();
  readonly #queue = new RenderQueue();
  #view: PaneView | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot(key: string): Opening {
    return this.#entries.peek(key)?.opening ?? OPENING;
  }

  /** Opens a document and keeps it until the returned function is called. */
  hold(source: DocumentSource): () => void {
    const entry = this.#entry(source);
    if (entry.opening.state === 'failed' && entry.opening.problem.kind === 'unavailable') {
      this.#open(entry);
    }
    entry.holders++;
    return () => {
      entry.holders--;
      this.#entries.trim();
    };
  }

  /** Loads again what could not be had. */
  retry(source: DocumentSource): void {
    const entry = this.#entry(source);
    if (entry.opening.state === 'failed') {
      this.#open(entry);
    }
  }

  /** Opens a document and paints its first page before anybody asks. Never rejects: who opens it is told. */
  async prefetch(source: DocumentSource): Promise<void> {
    const entry = this.#entry(source);
    await entry.settled;
    if (entry.opening.state === 'failed' && entry.holders === 0) {
      this.#entries.delete(source.key);
    }
    if (entry.opening.state === 'open' && entry.holders === 0 && !entry.firstPage && this.#view) {
      await this.#paintAhead(entry, entry.opening.document, this.#view).catch(() => undefined);
    }
  }

  /** Says how the pane looks, for first pages painted ahead. */
  paintAheadFor(view: PaneView): void {
    this.#view = view;
  }

  #entry(source: DocumentSource): Entry {
    const known = this.#entries.use(source.key);
    if (known) {
      // The new source may carry newer rights or a fresh address for the same bytes.
      known.source = source;
      return known;
    }
    const entry: Entry = {
      source,
      opening: OPENING,
      holders: 0,
      document: undefined,
      firstPage: undefined,
      abort: new AbortController(),
      settled: Promise.resolve(),
    };
    this.#open(entry);
    this.#entries.set(source.key, entry);
    return entry;
  }

  #open(entry: Entry): void {
    const abort = new AbortController();
    entry.abort = abort;
    entry.opening = OPENING;
    entry.settled = this.#load(entry.source, abort.signal).then(
      (document) => {
        if (abort.signal.aborted) {
          document.close();
          return;
        }
        entry.document = document;
        entry.opening = { state: 'open', document: this.#shown(entry, document) };
        this.#changed();
      },
      (error: unknown) => this.#failed(entry, error, abort.signal),
    );
    this.#changed();
  }

  async #load(source: DocumentSource, signal: AbortSignal): Promise<OpenDocument> {
    const bytes = await source.load(signal).catch((cause: unknown) => {
      throw new DocumentError('unavailable', { cause });
    });
    signal.throwIfAborted();
    return withDeadline(openDocument(bytes), STUCK_AFTER_SECONDS);
  }

  #failed(entry: Entry, error: unknown, signal: AbortSignal): void {
    if (signal.aborted) {
      return;
    }
    closeEntry(entry);
    entry.opening = { state: 'failed', problem: describeProblem(error) };
    if (error instanceof DocumentError && error.kind === 'stuck') {
      this.#startAfresh();
    }
    this.#changed();
  }

  /** A hung worker takes every PDF opened with it along: those on screen are opened again, the others forgotten. */
  #startAfresh(): void {
    replaceWorker();
    for (const entry of this.#entries.values()) {
      if (entry.opening.state === 'failed') {
        continue;
      }
      if (entry.holders > 0) {
        closeEntry(entry);
        this.#open(entry);
      } else {
        this.#entries.delete(entry.source.key);
      }
    }
  }

  #shown(entry: Entry, document: OpenDocument): ShownDocument {
    return {
      pageCount: document.pageCount,
      firstPageSize: document.firstPageSize,
      pageSize: (page) => document.pageSize(page),
      text: (page) => document.text(page),
      layText: (page, container, rotation, signal) => document.layText(page, container, rotation, signal),
      holdPage: (page) => document.holdPage(page),
      paint: (page, size, priority, signal) =>
        this.#queue
          .add(priority, signal, (turn) =>
            withDeadline(document.paint(page, size, turn), STUCK_AFTER_SECONDS),
          )
          .catch((error: unknown) => {
            if (error instanceof DocumentError) {
              this.#failed(entry, error, entry.abort.signal);
            }
            throw error;
          }),
      takeFirstPage: () => {
        const painted = entry.firstPage;
        entry.firstPage = undefined;
        return painted;
      },
      keepFirstPage: (painted) => {
        if (entry.document === document) {
          dropPainted(entry);
          entry.firstPage = painted;
        } else {
          painted.canvas.width = 0;
        }
      },
    };
  }

  async #paintAhead(entry: Entry, document: ShownDocument, view: PaneView): Promise<void> {
    const size = document.firstPageSize;
    const taken = document.pageCount > 1 ? view.thumbnailsWidth : 0;
    const scale = scaleFor(view.zoom, size, 0, { ...view.pane, width: view.pane.width - taken });
    const box = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
    const width = pixelWidth(box, view.devicePixelRatio);
    const canvas = await document.paint(
      1,
      { pixelWidth: width, rotation: 0 },
      paintPriority.ahead,
      entry.abort.signal,
    );
    // Opened in the meantime: its own painting is on screen already.
    if (entry.holders === 0) {
      document.keepFirstPage({ canvas, rotation: 0 });
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

function dropPainted(entry: Entry): void {
  if (entry.firstPage) {
    // A canvas gives its memory back when it has no size, not when it is collected.
    entry.firstPage.canvas.width = 0;
    entry.firstPage = undefined;
  }
}

function closeEntry(entry: Entry): void {
  entry.abort.abort();
  dropPainted(entry);
  entry.document?.close();
  entry.document = undefined;
}

export const documents = new DocumentCache();
