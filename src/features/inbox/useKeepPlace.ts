import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef } from 'react';

type List = Virtualizer<HTMLDivElement, Element>;

/**
 * Brings the selected row into sight when the selection moves, and holds it where it is on the screen when rows above
 * it come or go, so that nothing moves under the reader.
 */
export function useKeepPlace(
  virtualizer: List,
  scroller: RefObject<HTMLDivElement | null>,
  selectedId: string | undefined,
  selectedIndex: number,
): void {
  const place = useRef<{ id: string | undefined; start: number; height: number }>({
    id: undefined,
    start: 0,
    height: 0,
  });
  useLayoutEffect(() => {
    const start = selectedIndex < 0 ? undefined : virtualizer.measurementsCache[selectedIndex]?.start;
    if (start === undefined) {
      return;
    }
    const before = place.current;
    const height = virtualizer.scrollRect?.height ?? 0;
    place.current = { id: selectedId, start, height };
    // A bar that comes below the list takes from its height.
    const isCovered = height < before.height && isInSight(virtualizer, selectedIndex, before.height);
    if (before.id !== selectedId || isCovered) {
      // Asking it to scroll makes the browser lay out everything, also when there is nothing to scroll.
      if (!isInSight(virtualizer, selectedIndex, height)) {
        virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
      }
    } else if (before.start !== start && scroller.current && scroller.current.scrollTop > 0) {
      scroller.current.scrollTop += start - before.start;
    }
  });
}

function isInSight({ scrollOffset, measurementsCache }: List, index: number, height: number): boolean {
  const row = measurementsCache[index];
  const top = scrollOffset ?? 0;
  return row !== undefined && row.start >= top && row.end <= top + height;
}
