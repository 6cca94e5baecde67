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
  const place = useRef<{ id: string | undefined; start: number }>({ id: undefined, start: 0 });
  useLayoutEffect(() => {
    const start = selectedIndex < 0 ? undefined : virtualizer.measurementsCache[selectedIndex]?.start;
    if (start === undefined) {
      return;
    }
    const before = place.current;
    place.current = { id: selectedId, start };
    if (before.id !== selectedId) {
      // Asking it to scroll makes the browser lay out everything, also when there is nothing to scroll.
      if (!isInSight(virtualizer, selectedIndex)) {
        virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
      }
    } else if (before.start !== start && scroller.current && scroller.current.scrollTop > 0) {
      scroller.current.scrollTop += start - before.start;
    }
  });
}

function isInSight({ scrollOffset, scrollRect, measurementsCache }: List, index: number): boolean {
  const row = measurementsCache[index];
  const top = scrollOffset ?? 0;
  return row !== undefined && scrollRect !== null && row.start >= top && row.end <= top + scrollRect.height;
}
