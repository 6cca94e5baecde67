import type { QueryClient } from '@tanstack/react-query';
import { faxQueries } from './faxes/faxQueries.ts';

/** Asks for the counts again once, at the soonest time anybody wanted. */
export function createRecount(queryClient: QueryClient) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = Number.POSITIVE_INFINITY;
  const stop = () => {
    clearTimeout(timer);
    due = Number.POSITIVE_INFINITY;
  };
  return {
    stop,
    after: (ms: number) => {
      const wanted = Date.now() + ms;
      if (wanted >= due) {
        return;
      }
      stop();
      due = wanted;
      timer = setTimeout(() => {
        stop();
        void queryClient.invalidateQueries({ queryKey: faxQueries.countsKey() });
      }, ms);
    },
  };
}
