import { useCallback, useLayoutEffect, useRef } from 'react';
import {
  anchorAt,
  mostVisiblePage,
  type PageLayout,
  pointOf,
  type Rotation,
  topOf,
  type Viewport,
  visiblePages,
} from '../layout/pageLayout.ts';
import { useStateFor } from './useStateFor.ts';

/** Which pages show, and which one is being read. Indices from 0. */
interface Place {
  readonly first: number;
  readonly last: number;
  readonly current: number;
}

const START: Place = { first: 0, last: 0, current: 0 };

interface Where {
  key: string;
  layout: PageLayout;
  rotation: Rotation;
  viewport: Viewport;
  top: number;
  left: number;
  /** The pages are gone for a moment (the document is opened again): the place is kept for when they are back. */
  waiting: boolean;
  /** The page last gone to. It stays the current one until the reader scrolls, even where it cannot reach the top. */
  aim: { top: number; index: number } | undefined;
}

/**
 * Follows the reader through `layout` and keeps the place when it changes: what stood at the top of the pane stays
 * there through a new width or zoom; after a turn, the top of the page being read. Another `key` starts at the top.
 */
export function useScrollPlace(
  scroller: HTMLElement | null,
  viewport: Viewport | undefined,
  layout: PageLayout,
  key: string,
  rotation: Rotation,
) {
  const [place, setPlace] = useStateFor(key, START);
  const where = useRef<Where | undefined>(undefined);

  const update = useCallback(() => {
    const at = where.current;
    if (!scroller || !at || at.waiting) {
      return;
    }
    at.top = scroller.scrollTop;
    at.left = scroller.scrollLeft;
    if (at.aim && Math.abs(at.aim.top - at.top) > 1) {
      at.aim = undefined;
    }
    const next = {
      ...visiblePages(at.layout, at.top, scroller.clientHeight),
      current: at.aim?.index ?? mostVisiblePage(at.layout, at.top, scroller.clientHeight),
    };
    setPlace((now) =>
      now.first === next.first && now.last === next.last && now.current === next.current ? now : next,
    );
  }, [scroller, setPlace]);

  const goTo = useCallback(
    (index: number) => {
      const at = where.current;
      if (!scroller || !at || at.layout.boxes.length === 0) {
        return;
      }
      const target = Math.min(Math.max(index, 0), at.layout.boxes.length - 1);
      scroller.scrollTo({ top: topOf(at.layout, target) });
      at.aim = { top: scroller.scrollTop, index: target };
      update();
    },
    [scroller, update],
  );

  useLayoutEffect(() => {
    if (!scroller || !viewport) {
      return;
    }
    const before = where.current;
    if (before?.key === key && layout.boxes.length === 0) {
      before.waiting = true;
      return;
    }
    const at: Where = { key, layout, rotation, viewport, top: 0, left: 0, waiting: false, aim: undefined };
    where.current = at;
    const centred = Math.max(0, (layout.width - viewport.width) / 2);
    if (before?.key !== key || before.layout.boxes.length === 0) {
      scroller.scrollTo({ top: 0, left: centred });
    } else if (before.rotation !== rotation) {
      const index = currentOf(before);
      scroller.scrollTo({ top: topOf(layout, index), left: centred });
      at.aim = { top: scroller.scrollTop, index };
    } else {
      const point = pointOf(
        layout,
        anchorAt(before.layout, before.left + before.viewport.width / 2, before.top),
      );
      scroller.scrollTo({ top: before.top === 0 ? 0 : point.y, left: point.x - viewport.width / 2 });
      at.aim = before.aim && { ...before.aim, top: scroller.scrollTop };
    }
    update();
  }, [scroller, viewport, layout, key, rotation, update]);

  return { place, goTo, onScroll: update };
}

function currentOf(where: Where): number {
  return where.aim?.index ?? mostVisiblePage(where.layout, where.top, where.viewport.height);
}
