import { useLayoutEffect, useMemo, useState } from 'react';
import { documents, type ShownDocument } from '../documents/documentCache.ts';
import {
  FULL_SIZE,
  layoutPages,
  type PageLayout,
  type Rotation,
  turned,
  type Zoom,
} from '../layout/pageLayout.ts';
import { usePageSizes } from './usePageSizes.ts';
import { useScrollPlace } from './useScrollPlace.ts';
import { useStateFor } from './useStateFor.ts';
import { useDevicePixelRatio, useViewport } from './useViewport.ts';

const EMPTY: PageLayout = { boxes: [], width: 0, height: 0 };
const NO_PAGES: ReadonlySet<number> = new Set();

/** Everything about where the pages of one document stand and which of them the reader sees. */
export type Pages = ReturnType<typeof usePages>;

/**
 * @param key names the fax and its document: the place and what was painted belong to it.
 */
export function usePages(document: ShownDocument | undefined, key: string, zoom: Zoom, rotation: Rotation) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const viewport = useViewport(scroller);
  const devicePixelRatio = useDevicePixelRatio();
  const [painted, setPainted] = useStateFor(key, NO_PAGES);
  const sizes = usePageSizes(document, key, painted.size > 0);
  const layout = useMemo(
    () => (viewport && sizes.length > 0 ? layoutPages(sizes, zoom, rotation, viewport) : EMPTY),
    [sizes, zoom, rotation, viewport],
  );
  const { place, goTo, onScroll } = useScrollPlace(scroller, viewport, layout, key, rotation);

  useLayoutEffect(() => {
    if (viewport) {
      documents.paintAheadFor({ zoom, viewport, devicePixelRatio });
    }
  }, [zoom, viewport, devicePixelRatio]);

  const currentSize = sizes[place.current];
  const currentBox = layout.boxes[place.current];
  return {
    setScroller,
    onScroll,
    layout,
    sizes,
    devicePixelRatio,
    first: place.first,
    last: place.last,
    /** Index from 0 of the page being read. */
    current: place.current,
    /** CSS pixels per point of the page being read. */
    scale: currentSize && currentBox ? currentBox.width / turned(currentSize, rotation).width : FULL_SIZE,
    goTo,
    /** Pages (from 1) that have been on screen, painted. */
    painted,
    notePainted: (page: number) => setPainted((now) => (now.has(page) ? now : new Set(now).add(page))),
  };
}
