import { useEffect, useMemo } from 'react';
import type { ShownDocument } from '../documents/documentEntry.ts';
import type { PageSize } from '../layout/pageLayout.ts';
import { useStateFor } from './useStateFor.ts';

const NONE: readonly PageSize[] = [];
/** How many pages are asked for before the pane is laid out again with what they said. */
const BATCH = 25;

/**
 * The size of every page: the first page's until a page's own is known. The sizes are asked for once `ready`, so that
 * two hundred questions do not stand before the painting of the first page.
 */
export function usePageSizes(
  document: ShownDocument | undefined,
  key: string,
  ready: boolean,
): readonly PageSize[] {
  const [learned, setLearned] = useStateFor(key, NONE);
  useEffect(() => {
    if (!document || !ready) {
      return;
    }
    let wanted = true;
    const learn = async () => {
      const sizes: PageSize[] = [];
      for (let page = 1; page <= document.pageCount && wanted; page++) {
        sizes.push(await document.pageSize(page));
        if (wanted && (page % BATCH === 0 || page === document.pageCount)) {
          setLearned([...sizes]);
        }
      }
    };
    // A page that cannot be read keeps the first page's size; painting it says what is wrong.
    learn().catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [document, ready, setLearned]);
  return useMemo(() => {
    if (!document) {
      return NONE;
    }
    return Array.from({ length: document.pageCount }, (_, index) => learned[index] ?? document.firstPageSize);
  }, [document, learned]);
}
