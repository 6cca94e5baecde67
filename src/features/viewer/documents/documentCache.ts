import { firstPageWidth, type PaneView } from '../layout/paneView.ts';
import type { DocumentSource } from '../viewerTypes.ts';
import { withDeadline } from './deadline.ts';
import { DocumentEntry, OPENING, type Opening, type ShownDocument } from './documentEntry.ts';
import { DocumentError, describeProblem } from './documentProblem.ts';
import { Lru } from './lru.ts';
import { openDocument } from './openDocument.ts';
import type { PdfDocument } from './pdfDocument.ts';
import { replaceWorker } from './pdfWorker.ts';
import { paintPriority, RenderQueue } from './renderQueue.ts';

/** A desk goes back and forth between a few faxes; a document with its first page takes 1 to 15 MB. */
const KEPT_DOCUMENTS = 8;
/** Opening or painting that takes this long (30 ms is usual) will not end. */
const STUCK_AFTER_SECONDS = 12;

/** The open documents: the one on screen, its neighbours opened ahead, and the last few looked at. */
class DocumentCache {
  readonly #entries = new Lru<DocumentEntry>(
    KEPT_DOCUMENTS,
    (entry) => entry.holders > 0,
    (entry) => entry.close(),
  );
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
    if (entry.opening.state === 'open' && entry.holders === 0 && !entry.hasFirstPage && this.#view) {
      await this.#paintAhead(entry, entry.opening.document, this.#view).catch(() => undefined);
    }
  }

  /** Says how the pane looks, for first pages painted ahead. */
  paintAheadFor(view: PaneView): void {
    this.#view = view;
  }

  #entry(source: DocumentSource): DocumentEntry {
    const known = this.#entries.use(source.key);
    if (known) {
      // The new source may carry newer rights or a fresh address for the same bytes.
      known.source = source;
      return known;
    }
    const entry = new DocumentEntry(source);
    this.#open(entry);
    this.#entries.set(source.key, entry);
    return entry;
  }

  #open(entry: DocumentEntry): void {
    const signal = entry.begin();
    entry.settled = load(entry.source, signal).then(
      (document) => {
        if (signal.aborted) {
          document.close();
          return;
        }
        entry.opened(document, this.#shown(entry, document));
        this.#changed();
      },
      (error: unknown) => this.#failed(entry, error, signal),
    );
    this.#changed();
  }

  #failed(entry: DocumentEntry, error: unknown, signal: AbortSignal): void {
    if (signal.aborted) {
      return;
    }
    entry.failed(describeProblem(error));
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
        this.#open(entry);
      } else {
        this.#entries.delete(entry.source.key);
      }
    }
  }

  #shown(entry: DocumentEntry, document: PdfDocument): ShownDocument {
    const { signal: closed } = entry;
    return {
      pdf: document.pdf,
      pageCount: document.pageCount,
      firstPage: document.firstPage,
      pageShape: (page) => document.pageShape(page),
      text: (page) => document.text(page),
      holdPage: (page) => document.holdPage(page),
      takeFirstPage: () => entry.takeFirstPage(),
      keepFirstPage: (painted) => entry.keepFirstPage(document, painted),
      paint: async (page, size, priority, signal) => {
        try {
          return await this.#queue.add(priority, signal, (turn) =>
            withDeadline(document.paint(page, size, turn), STUCK_AFTER_SECONDS),
          );
        } catch (error) {
          if (error instanceof DocumentError) {
            this.#failed(entry, error, closed);
          }
          throw error;
        }
      },
    };
  }

  async #paintAhead(entry: DocumentEntry, document: ShownDocument, view: PaneView): Promise<void> {
    const size = {
      pixelWidth: firstPageWidth(view, document.firstPage, document.pageCount),
      rotation: 0,
    } as const;
    const canvas = await document.paint(1, size, paintPriority.ahead, entry.signal);
    if (entry.holders === 0) {
      document.keepFirstPage({ canvas, rotation: 0 });
    } else {
      // Opened in the meantime: its own painting is on screen already.
      canvas.width = 0;
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

async function load(source: DocumentSource, signal: AbortSignal): Promise<PdfDocument> {
  const bytes = await source.load(signal).catch((cause: unknown) => {
    throw new DocumentError('unavailable', { cause });
  });
  signal.throwIfAborted();
  return withDeadline(openDocument(bytes), STUCK_AFTER_SECONDS);
}

export const documents = new DocumentCache();
