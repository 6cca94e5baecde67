import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import type { ShownDocument } from '../documents/documentEntry.ts';
import { type PaintPriority, paintPriority } from '../documents/renderQueue.ts';
import type { Rotation } from '../layout/pageLayout.ts';
import classes from './Page.module.css';

interface PageCanvasProps {
  readonly document: ShownDocument;
  /** From 1. */
  readonly page: number;
  readonly pixelWidth: number;
  readonly rotation: Rotation;
  readonly priority: PaintPriority;
  /** The page's name for a screen reader. */
  readonly label: string;
  /** The page is on screen; the canvas is gone when the page is. */
  readonly onPainted: (page: number, canvas: HTMLCanvasElement) => void;
}

/**
 * One painted page. A new size is painted on another canvas while the old one stays, stretched, in its place: no
 * white flash when zooming. The first page's canvas is kept with its document when it leaves the screen.
 */
export function PageCanvas({
  document,
  page,
  pixelWidth,
  rotation,
  priority,
  label,
  onPainted,
}: PageCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const shown = useRef<{ canvas: HTMLCanvasElement; rotation: Rotation } | undefined>(undefined);
  const [damaged, setDamaged] = useState(false);
  const notePainted = useEffectEvent((canvas: HTMLCanvasElement) => onPainted(page, canvas));
  const urgency = useEffectEvent(() => priority);

  useLayoutEffect(() => {
    const releasePage = document.holdPage(page);
    const kept = page === 1 ? document.takeFirstPage() : undefined;
    if (kept) {
      shown.current = kept;
      host.current?.replaceChildren(kept.canvas);
    }
    return () => {
      releasePage();
      const last = shown.current;
      shown.current = undefined;
      last?.canvas.remove();
      if (last && page === 1) {
        document.keepFirstPage(last);
      } else if (last) {
        last.canvas.width = 0;
      }
    };
  }, [document, page]);

  useEffect(() => {
    const now = shown.current;
    if (now?.rotation === rotation) {
      notePainted(now.canvas);
      if (now.canvas.width === pixelWidth) {
        return;
      }
    }
    if (now && now.rotation !== rotation) {
      now.canvas.remove();
    }
    const abort = new AbortController();
    document.paint(page, { pixelWidth, rotation }, urgency(), abort.signal).then(
      (canvas) => {
        if (abort.signal.aborted) {
          canvas.width = 0;
          return;
        }
        if (shown.current) {
          shown.current.canvas.width = 0;
        }
        shown.current = { canvas, rotation };
        host.current?.replaceChildren(canvas);
        setDamaged(false);
        notePainted(canvas);
      },
      () => setDamaged(!abort.signal.aborted),
    );
    return () => abort.abort();
  }, [document, page, pixelWidth, rotation]);

  return (
    <>
      <div ref={host} className={classes.canvas} role="img" aria-label={label} />
      {damaged && <p className={classes.damaged}>This page is damaged and cannot be shown.</p>}
    </>
  );
}

/** A page on screen goes before the ones just above and below it. */
export function pagePriority(index: number, first: number, last: number): PaintPriority {
  return index >= first && index <= last ? paintPriority.visible : paintPriority.near;
}
