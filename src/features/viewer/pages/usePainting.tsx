import {
  type ReactElement,
  startTransition,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { PaintedPage, ShownDocument } from '../documents/documentEntry.ts';
import type { PaintPriority } from '../documents/renderQueue.ts';
import type { Rotation } from '../layout/pageLayout.ts';
import classes from './FaxPage.module.css';

interface PaintingOptions {
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

interface Painting {
  /** Draws the page as it is painted so far. Wherever it is mounted last has the canvas. */
  readonly draw: () => ReactElement;
  readonly isDamaged: boolean;
}

/**
 * Paints one page in its turn. react-pdf's own canvas would begin by throwing away what was decoded ahead, and is
 * another one for each size: here a new size is painted on another canvas while the old one stays, stretched, in its
 * place, so that nothing flashes white when zooming. The first page's canvas is kept with its document when it leaves
 * the screen.
 */
export function usePainting(options: PaintingOptions): Painting {
  const { document, page, pixelWidth, rotation, priority, label, onPainted } = options;
  const host = useRef<HTMLElement>(null);
  const shown = useRef<PaintedPage>(undefined);
  const [isDamaged, setDamaged] = useState(false);
  // What follows a painted page (its text, the pages after it, the next fax) must not hold up its frame.
  const notePainted = useEffectEvent((canvas: HTMLCanvasElement) =>
    startTransition(() => onPainted(page, canvas)),
  );
  const urgency = useEffectEvent(() => priority);
  const place = useCallback((element: HTMLElement | null) => {
    host.current = element;
    if (shown.current) {
      element?.replaceChildren(shown.current.canvas);
    }
  }, []);

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

  const draw = useCallback(
    () => <div ref={place} className={classes.canvas} role="img" aria-label={label} />,
    [place, label],
  );
  return { draw, isDamaged };
}
