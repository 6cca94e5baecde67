import { useCallback, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Viewport } from '../layout/pageLayout.ts';

/**
 * The inner size of the scrolled pane, without its scroll bar; known before the first painting.
 * @param beside says what stands beside the pane: when it changes, the pane is measured before anything is painted
 */
export function useViewport(scroller: HTMLElement | null, beside: unknown): Viewport | undefined {
  const [viewport, setViewport] = useState<Viewport>();
  const measure = useCallback(() => {
    // Without width it is not on screen (one column at a time on a phone): what was known of it stays.
    if (scroller?.clientWidth) {
      const { clientWidth: width, clientHeight: height } = scroller;
      setViewport((known) => (known?.width === width && known.height === height ? known : { width, height }));
    }
  }, [scroller]);
  useLayoutEffect(() => {
    if (!scroller) {
      return;
    }
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scroller, measure]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see `beside`
  useLayoutEffect(measure, [measure, beside]);
  return viewport;
}

/** Device pixels per CSS pixel; changes with the browser's zoom and when the window moves to another screen. */
export function useDevicePixelRatio(): number {
  return useSyncExternalStore(watchPixelRatio, () => window.devicePixelRatio);
}

function watchPixelRatio(listener: () => void): () => void {
  const query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  query.addEventListener('change', listener);
  window.addEventListener('resize', listener);
  return () => {
    query.removeEventListener('change', listener);
    window.removeEventListener('resize', listener);
  };
}
