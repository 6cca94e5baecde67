import { useEffect, useState } from 'react';
import { loadConfig } from '../data/config.ts';

const CHECK_MS = 5 * 60_000;

/** Whether the server serves another build than the one this tab runs. The old one keeps working until it is reloaded. */
export function useNewBuild(): boolean {
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    let first: string | undefined;
    const check = () =>
      loadConfig().then(
        ({ build }) => {
          first ??= build;
          setNew(build !== first);
        },
        // Offline or restarting: the next check will tell.
        () => undefined,
      );
    void check();
    const timer = setInterval(check, CHECK_MS);
    return () => clearInterval(timer);
  }, []);
  return isNew;
}
