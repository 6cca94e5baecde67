import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { documents } from '../documents/documentCache.ts';
import type { ShownDocument } from '../documents/documentEntry.ts';
import {
  FULL_SIZE,
  layoutPages,
  type PageLayout,
  type Rotation,
  turned,
  type Zoom,
} from '../layout/pageLayout.ts';
import { usePageShapes } from './usePageShapes.ts';
import { useScrollPlace } from './useScrollPlace.ts';
import { useStateFor } from './useStateFor.ts';
import { useDevicePixelRatio, useViewport } from './useViewport.ts';

const EMPTY: PageLayout = { boxes: [], width: 0, height: 0 };
const NO_PAGES: ReadonlySet<number> = new Set();

/** Everything about where the pages of one document stand and which of them the reader sees. */
export type Pages = ReturnType<typeof usePages>;

interface PagesOptions {
  readonly document: ShownDocument | undefined;
  /** Names the fax and its document: the place and what was painted belong to it. */
  readonly key: string;
  readonly zoom: Zoom;
  readonly rotation: Rotation;
  /** CSS pixels that the thumbnails of a document of several pages take from the pane. */
  readonly thumbnailsWidth: number;
}

export function usePages({ document, key, zoom, rotation, thumbnailsWidth }: PagesOptions) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const taken = document && document.pageCount > 1 ? thumbnailsWidth : 0;
  const viewport = useViewport(scroller, taken);
  const devicePixelRatio = useDevicePixelRatio();
  const [painted, setPainted] = useStateFor(key, NO_PAGES);
  const canvases = useRef(new Map<number, WeakRef<HTMLCanvasElement>>());
  const shapes = usePageShapes(document, key, painted.size > 0);
  const layout = useMemo(
    () => (viewport && shapes.length > 0 ? layoutPages(shapes, zoom, rotation, viewport) : EMPTY),
    [shapes, zoom, rotation, viewport],
  );
  const { place, goTo, onScroll } = useScrollPlace(scroller, viewport, layout, key, rotation);

  useLayoutEffect(() => {
    if (viewport) {
      const pane = { width: viewport.width + taken, height: viewport.height };
      documents.paintAheadFor({ zoom, pane, thumbnailsWidth, devicePixelRatio });
    }
  }, [zoom, viewport, taken, thumbnailsWidth, devicePixelRatio]);

  const currentShape = shapes[place.current];
  const currentBox = layout.boxes[place.current];
  return {
    setScroller,
    onScroll,
    layout,
    shapes,
    devicePixelRatio,
    first: place.first,
    last: place.last,
    /** Index from 0 of the page being read. */
    current: place.current,
    /** CSS pixels per point of the page being read. */
    scale: currentShape && currentBox ? currentBox.width / turned(currentShape, rotation).width : FULL_SIZE,
    goTo,
    /** Pages (from 1) that have been on screen, painted. */
    painted,
    notePainted: (page: number, canvas: HTMLCanvasElement) => {
      canvases.current.set(page, new WeakRef(canvas));
      setPainted((now) => (now.has(page) ? now : new Set(now).add(page)));
    },
    /** The canvas of a page (from 1) that is on screen or just beside it. */
    canvasOf: (page: number) => {
      const canvas = canvases.current.get(page)?.deref();
      return canvas?.isConnected ? canvas : undefined;
    },
  };
}
