import { useEffect } from 'react';
import { useIsBulkRunning } from './useBulkState.ts';

/** The browser asks before the page goes while something is done to many faxes: the rest would be left as it is. */
export function useAskBeforeLeaving(): void {
  const isRunning = useIsBulkRunning();
  useEffect(() => {
    if (!isRunning) {
      return undefined;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isRunning]);
}
