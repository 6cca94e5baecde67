import { useEffect, useEffectEvent, useRef } from 'react';
import type { Find } from './find/useFind.ts';
import type { Pages } from './pages/usePages.ts';
import type { DocumentViewerProps } from './viewerTypes.ts';

/**
 * Tells the parent what has been on screen.
 * @param isInWords the pane says for good why no page is shown
 */
export function useReading(
  { faxId, onFirstPageShown, onPageSeen }: DocumentViewerProps,
  key: string,
  pages: Pages,
  isInWords: boolean,
): void {
  const current = pages.current + 1;
  const firstShown = isInWords || pages.painted.has(1);
  const currentShown = pages.painted.has(current);
  const seen = useRef({ key, pages: new Set<number>() });
  const noteFirst = useEffectEvent(() => onFirstPageShown?.(faxId));
  const notePage = useEffectEvent((page: number) => onPageSeen?.(page));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another fax with the same document is shown anew
  useEffect(() => {
    if (!firstShown) {
      return;
    }
    // The canvas (or the words) is in place; the frame that has it comes now.
    const frame = requestAnimationFrame(noteFirst);
    return () => cancelAnimationFrame(frame);
  }, [key, firstShown]);
  useEffect(() => {
    if (seen.current.key !== key) {
      seen.current = { key, pages: new Set() };
    }
    if (currentShown && !seen.current.pages.has(current)) {
      seen.current.pages.add(current);
      notePage(current);
    }
  }, [key, current, currentShown]);
}

/** Goes to the page of a match that is asked for; the page then scrolls to the very place. */
export function useJumpToMatch(find: Find, pages: Pages): void {
  const page = find.current?.page;
  const jump = useEffectEvent((to: number) => {
    const isOnScreen = to - 1 >= pages.first && to - 1 <= pages.last;
    if (find.isJumping() && !isOnScreen) {
      pages.goTo(to - 1);
    }
  });
  useEffect(() => {
    if (page !== undefined) {
      jump(page);
    }
  }, [page]);
}
