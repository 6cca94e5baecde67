import { useEffect, useMemo } from 'react';
import type { ShownDocument } from '../documents/documentEntry.ts';
import type { PageShape } from '../layout/pageLayout.ts';
import { useStateFor } from './useStateFor.ts';

const NONE: readonly PageShape[] = [];
/** How many pages are asked for before the pane is laid out again with what they said. */
const BATCH = 25;

/**
 * The shape of every page: the first page's until a page's own is known. The shapes are asked for once `ready`, so
 * that two hundred questions do not stand before the painting of the first page.
 */
export function usePageShapes(
  document: ShownDocument | undefined,
  key: string,
  ready: boolean,
): readonly PageShape[] {
  const [learned, setLearned] = useStateFor(key, NONE);
  useEffect(() => {
    if (!document || !ready) {
      return;
    }
    let wanted = true;
    const learn = async () => {
      const shapes: PageShape[] = [];
      for (let page = 1; page <= document.pageCount && wanted; page++) {
        shapes.push(await document.pageShape(page));
        if (wanted && (page % BATCH === 0 || page === document.pageCount)) {
          setLearned([...shapes]);
        }
      }
    };
    // A page that cannot be read keeps the first page's shape; painting it says what is wrong.
    learn().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [document, ready, setLearned]);
  return useMemo(() => {
    if (!document) {
      return NONE;
    }
    return Array.from({ length: document.pageCount }, (_, index) => learned[index] ?? document.firstPage);
  }, [document, learned]);
}
