import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Brings the selected row into sight when the selection moves, and holds it where it is on the screen when rows above
 * it come or go, so that nothing moves under the reader.
 */
export function useKeepPlace(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
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
      virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
    } else if (before.start !== start && scroller.current && scroller.current.scrollTop > 0) {
      scroller.current.scrollTop += start - before.start;
    }
  });
}
