import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';

/**
 * Scrolls to a row when `revealed` counts up, and once more when the rows it was meant for have come in: they follow a
 * moment later, and measuring them would pull the list back.
 */
export function useReveal(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  revealed: number,
  index: number,
  rowCount: number,
): void {
  const before = useRef({ revealed, rowCount, isPending: false });
  useEffect(() => {
    const isNew = before.current.revealed !== revealed;
    const hasCome = before.current.isPending && before.current.rowCount !== rowCount;
    before.current = { revealed, rowCount, isPending: isNew || (before.current.isPending && !hasCome) };
    if (isNew || hasCome) {
      virtualizer.scrollToIndex(index);
    }
  }, [virtualizer, revealed, index, rowCount]);
}
