import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Viewport } from '../layout/pageLayout.ts';

/** The inner size of the scrolled pane, without its scroll bar; known before the first painting. */
export function useViewport(scroller: HTMLElement | null): Viewport | undefined {
  const [viewport, setViewport] = useState<Viewport>();
  useLayoutEffect(() => {
    if (!scroller) {
      return;
    }
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = scroller;
      setViewport((known) => (known?.width === width && known.height === height ? known : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scroller]);
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
