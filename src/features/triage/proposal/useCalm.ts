import { type RefObject, useEffect, useState } from 'react';

/**
 * A value that is there when its fax comes on screen is shown at once. One that comes later waits until neither the
 * pointer nor the focus is in the panel: nothing moves away under either.
 * @param anchor something that stands in the panel
 */
export function useCalm<T>(value: T | undefined, anchor: RefObject<HTMLElement | null>): T | undefined {
  const [isLet, setLet] = useState(value !== undefined);
  const isWaiting = !isLet && value !== undefined;
  useEffect(() => {
    const panel = anchor.current?.closest('aside');
    if (!isWaiting || !panel) {
      return undefined;
    }
    const show = () => {
      if (!panel.matches(':hover, :focus-within')) {
        setLet(true);
      }
    };
    // What loses the focus or the pointer still has it while it is told so.
    const showSoon = () => requestAnimationFrame(show);
    show();
    panel.addEventListener('pointerleave', showSoon);
    panel.addEventListener('focusout', showSoon);
    return () => {
      panel.removeEventListener('pointerleave', showSoon);
      panel.removeEventListener('focusout', showSoon);
    };
  }, [isWaiting, anchor]);
  return isLet ? value : undefined;
}
