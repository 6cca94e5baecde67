import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ShownDocument } from '../documents/documentEntry.ts';
import type { Rotation } from '../layout/pageLayout.ts';
import { THUMBNAILS_WIDTH } from '../layout/paneView.ts';
import type { Pages } from '../pages/usePages.ts';
import { PAPER, type PaintedThumbnails, Thumbnail } from './Thumbnail.tsx';
import classes from './Thumbnails.module.css';

const ROW_HEIGHT = PAPER.height + 8;

interface ThumbnailsProps {
  readonly document: ShownDocument;
  readonly pages: Pages;
  readonly rotation: Rotation;
}

/** The column of small pages. Mount it with a `key` for the document: what it painted belongs to that one. */
export function Thumbnails({ document, pages, rotation }: ThumbnailsProps) {
  const column = useRef<HTMLElement>(null);
  const painted = useRef<PaintedThumbnails>(new Map());
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
            <Thumbnail page={index + 1} painted={painted.current} {...{ document, pages, rotation }} />
          </button>
        ))}
      </div>
    </nav>
  );
}
