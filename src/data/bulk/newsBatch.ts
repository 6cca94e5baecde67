import { notifyManager, type QueryClient } from '@tanstack/react-query';
import type { Fax } from '../../domain/fax/fax.ts';
import type { Work } from '../../domain/filing/workTask.ts';
import { heldFax, putFax, putWork, shownIn } from '../faxes/faxCache.ts';
import { faxQueries } from '../faxes/faxQueries.ts';

/** Often enough to see it go on, seldom enough that the list is not drawn again for every fax. */
const EVERY_MS = 250;

/** Brings what a run has saved to the screen, some at a time. */
export interface NewsBatch {
  fax(fax: Fax): void;
  work(work: Work): void;
  /** Brings what is left at once. */
  flush(): void;
}

export function createNewsBatch(queryClient: QueryClient): NewsBatch {
  let faxes = new Map<string, Fax>();
  let works = new Map<string, Work>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const [newFaxes, newWorks] = [faxes, works];
    faxes = new Map();
    works = new Map();
    const shown = shownIn(queryClient);
    notifyManager.batch(() => {
      for (const fax of newFaxes.values()) {
        // What no list has loaded is on nobody's screen; events tell the rest.
        if (heldFax(queryClient, fax.id, shown)) {
          putFax(queryClient, fax, false, shown);
        }
      }
      for (const work of newWorks.values()) {
        if (heldFax(queryClient, work.faxId, shown)) {
          putWork(queryClient, work, shown);
        }
      }
    });
    const changed = new Set([...newFaxes.keys(), ...newWorks.keys()]);
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => faxQueries.isTimelineOf(queryKey, changed),
    });
  };
  const soon = () => {
    timer ??= setTimeout(flush, EVERY_MS);
  };
  return {
    fax: (fax) => {
      faxes.set(fax.id, fax);
      soon();
    },
    work: (work) => {
      works.set(work.faxId, work);
      soon();
    },
    flush,
  };
}
