import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react';
import type { ShownDocument } from '../documents/documentEntry.ts';
import { paintPriority } from '../documents/renderQueue.ts';
import { type Rotation, turned } from '../layout/pageLayout.ts';
import type { Pages } from '../pages/usePages.ts';
import classes from './Thumbnails.module.css';

/** CSS pixels the column takes beside the pages. */
export const THUMBNAILS_WIDTH = 70;
/** CSS pixels; a page is fitted into this, whatever its shape. */
const PAPER = { width: 54, height: 70 };
const ROW_HEIGHT = PAPER.height + 8;

/** Painted thumbnails of the document on screen, by page and turn: each costs a full decoding of its page. */
type Painted = Map<string, HTMLCanvasElement>;

interface ThumbnailsProps {
  readonly document: ShownDocument;
  readonly pages: Pages;
  readonly rotation: Rotation;
}

/** The column of small pages. Mount it with a `key` for the document: what it painted belongs to that one. */
export function Thumbnails({ document, pages, rotation }: ThumbnailsProps) {
  const column = useRef<HTMLElement>(null);
  const painted = useRef<Painted>(new Map());
  const { current, goTo } = pages;
  const virtualizer = useVirtualizer({
    count: document.pageCount,
    getScrollElement: () => column.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 2,
    paddingStart: 10,
    paddingEnd: 10,
  });
  useEffect(() => virtualizer.scrollToIndex(current), [virtualizer, current]);

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = current + by;
    if (by !== 0 && next >= 0 && next < document.pageCount) {
      event.preventDefault();
      goTo(next);
      virtualizer.scrollToIndex(next);
      requestAnimationFrame(() =>
        column.current?.querySelector<HTMLElement>(`[data-page='${next}']`)?.focus(),
      );
    }
  };

  return (
    <nav
      ref={column}
      className={classes.column}
      style={{ width: THUMBNAILS_WIDTH }}
      aria-label="Pages"
      onKeyDown={onKeyDown}
    >
      <div className={classes.rows} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => (
          <button
            key={index}
            type="button"
            className={classes.page}
            style={{ top: start, height: ROW_HEIGHT }}
            data-page={index}
            aria-label={`Page ${index + 1}`}
            aria-current={index === current ? 'page' : undefined}
            tabIndex={index === current ? 0 : -1}
            onClick={() => goTo(index)}
          >
            <Thumbnail
              document={document}
              index={index}
              rotation={rotation}
              pages={pages}
              painted={painted.current}
            />
          </button>
        ))}
      </div>
    </nav>
  );
}

interface ThumbnailProps extends ThumbnailsProps {
  readonly index: number;
  readonly painted: Painted;
}

function Thumbnail({ document, pages, index, rotation, painted }: ThumbnailProps) {
  const host = useRef<HTMLSpanElement>(null);
  const size = turned(pages.sizes[index] ?? document.firstPageSize, rotation);
  const width = Math.min(PAPER.width, (PAPER.height * size.width) / size.height);
  const pixelWidth = Math.round(width * Math.max(pages.devicePixelRatio, 1.5));
  const page = index + 1;
  // The page itself first.
  const ready = pages.painted.size > 0;
  const isPainted = pages.painted.has(page);
  const shrunk = useEffectEvent(() => {
    const canvas = isPainted && rotation === 0 ? pages.canvasOf(page) : undefined;
    return canvas && canvas.width >= pixelWidth ? shrink(canvas, pixelWidth) : undefined;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page painted in the meantime need not be decoded again
  useEffect(() => {
    const name = `${page} ${rotation} ${pixelWidth}`;
    const known = painted.get(name) ?? shrunk();
    if (known) {
      painted.set(name, known);
      host.current?.replaceChildren(known);
      return;
    }
    if (!ready) {
      return;
    }
    const abort = new AbortController();
    document.paint(page, { pixelWidth, rotation }, paintPriority.thumbnail, abort.signal).then(
      (canvas) => {
        painted.set(name, canvas);
        host.current?.replaceChildren(canvas);
      },
      // An empty sheet with its number; the page itself says what is wrong.
      () => undefined,
    );
    return () => abort.abort();
  }, [document, page, rotation, pixelWidth, painted, ready, isPainted]);
  return (
    <span className={classes.paper} style={{ width, height: (width * size.height) / size.width }}>
      <span ref={host} />
      <span className={classes.number}>{page}</span>
    </span>
  );
}

/** A small copy of a page that is on screen: far cheaper than decoding the page again. */
function shrink(canvas: HTMLCanvasElement, pixelWidth: number): HTMLCanvasElement | undefined {
  const small = document.createElement('canvas');
  small.width = pixelWidth;
  small.height = Math.max(1, Math.round((canvas.height * pixelWidth) / canvas.width));
  const context = small.getContext('2d', { alpha: false });
  if (!context) {
    return undefined;
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, small.width, small.height);
  return small;
}
