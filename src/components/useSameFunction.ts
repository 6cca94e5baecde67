import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * The same function from render to render, which does what the newest one does: whoever is given it is not drawn
 * again because of it. Not to be called while rendering.
 */
export function useSameFunction<Args extends readonly unknown[]>(
  newest: (...args: Args) => void,
): (...args: Args) => void {
  const latest = useRef(newest);
  useLayoutEffect(() => {
    latest.current = newest;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
