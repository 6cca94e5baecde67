import { useEffect } from 'react';
import { loadConfig } from '../data/config.ts';

const CHECK_MS = 5 * 60_000;

/**
 * Says once that the server serves another build than the one this tab runs. The old one keeps working: when to reload
 * is the reader's choice.
 */
export function useNewBuildNotice(runningBuild: string | undefined): void {
  useEffect(() => {
    const check = async () => {
      // Offline or restarting: the next check will tell.
      const served = await loadConfig().catch(() => undefined);
      if (served && served.build !== runningBuild) {
        clearInterval(timer);
        const { showNewBuild } = await import('./showNotice.tsx');
        showNewBuild();
      }
    };
    const timer = setInterval(check, CHECK_MS);
    return () => clearInterval(timer);
  }, [runningBuild]);
}
