import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { ShownDocument } from '../documents/documentEntry.ts';
import { paintPriority } from '../documents/renderQueue.ts';
import { type Rotation, turned } from '../layout/pageLayout.ts';
import { PdfPage } from '../pages/PdfPage.tsx';
import type { Pages } from '../pages/usePages.ts';
import classes from './Thumbnails.module.css';

/** CSS pixels; a page is fitted into this, whatever its shape. */
export const PAPER = { width: 54, height: 70 };

/** What was painted of the document on screen, by page and turn: each costs a full decoding of its page. */
export type PaintedThumbnails = Map<string, HTMLCanvasElement>;

interface ThumbnailProps {
  readonly document: ShownDocument;
  /** From 1. */
  readonly page: number;
  readonly pages: Pages;
  readonly rotation: Rotation;
  readonly painted: PaintedThumbnails;
}

/**
 * A small page. Not react-pdf's `Thumbnail`: that is a link to nowhere, which takes neither a name nor the place of
 * the one button in the column that Tab reaches.
 */
export function Thumbnail({ document, page, pages, rotation, painted }: ThumbnailProps) {
  const shape = pages.shapes[page - 1] ?? document.firstPage;
  const size = turned(shape, rotation);
  const width = Math.min(PAPER.width, (PAPER.height * size.width) / size.height);
  const pixelWidth = Math.round(width * Math.max(pages.devicePixelRatio, 1.5));
  const canvas = useThumbnailCanvas({ document, page, pages, rotation, painted }, pixelWidth);
  const draw = useCallback(
    () => <div className={classes.picture} ref={(host) => host?.replaceChildren(canvas ?? '')} />,
    [canvas],
  );
  return (
    <span className={classes.paper} style={{ width, height: (width * size.height) / size.width }}>
      <PdfPage className={classes.picture ?? null} {...{ document, page, shape, rotation, width, draw }} />
      <span className={classes.number}>{page}</span>
    </span>
  );
}

function useThumbnailCanvas(
  { document, page, pages, rotation, painted }: ThumbnailProps,
  pixelWidth: number,
): HTMLCanvasElement | undefined {
  const name = `${page} ${rotation} ${pixelWidth}`;
  const [, setNewest] = useState<HTMLCanvasElement>();
  const isPainted = pages.painted.has(page);
  // The pages themselves first.
  const ready = pages.painted.size > 0;
  const shrunk = useEffectEvent(() => {
    const canvas = isPainted && rotation === 0 ? pages.canvasOf(page) : undefined;
    return canvas && canvas.width >= pixelWidth ? shrink(canvas, pixelWidth) : undefined;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page painted in the meantime need not be decoded again
  useEffect(() => {
    if (!ready || painted.has(name)) {
      return;
    }
    const keep = (canvas: HTMLCanvasElement) => {
      painted.set(name, canvas);
      setNewest(canvas);
    };
    const small = shrunk();
    if (small) {
      keep(small);
      return;
    }
    const abort = new AbortController();
    document.paint(page, { pixelWidth, rotation }, paintPriority.thumbnail, abort.signal).then(
      keep,
      // An empty sheet with its number; the page itself says what is wrong.
      () => undefined,
    );
    return () => abort.abort();
  }, [document, page, rotation, pixelWidth, painted, name, ready, isPainted]);
  return painted.get(name);
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
