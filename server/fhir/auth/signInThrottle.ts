/** Slows down whoever guesses passwords. */
export interface SignInThrottle {
  /**
   * Seconds this key has to wait before it may try again; 0 when it may, and the try is counted: before the password
   * is checked, or of a hundred guesses sent at once each would be.
   */
  begin(key: string): number;
  succeeded(key: string): void;
}

/** Wrong passwords that cost nothing: people mistype. */
const FREE_FAILURES = 5;
const LONGEST_WAIT_MS = 60_000;
const FORGET_AFTER_MS = 15 * 60_000;
const MOST_KEYS = 10_000;

/**
 * After a few wrong passwords each further one doubles the wait, up to a minute. Kept in memory: a restart
 * forgives, which a guesser cannot cause.
 */
export function createSignInThrottle(now: () => number): SignInThrottle {
  const failures = new Map<string, { count: number; last: number }>();

  const recent = (key: string) => {
    const entry = failures.get(key);
    return entry && entry.last + FORGET_AFTER_MS > now() ? entry : undefined;
  };

  const waitSeconds = (key: string) => {
    const entry = recent(key);
    if (!entry || entry.count < FREE_FAILURES) {
      return 0;
    }
    const wait = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (entry.count - FREE_FAILURES));
    return Math.max(0, Math.ceil((entry.last + wait - now()) / 1000));
  };

  const count = (key: string) => {
    const tries = (recent(key)?.count ?? 0) + 1;
    failures.delete(key);
    failures.set(key, { count: tries, last: now() });
    const oldest = failures.keys().next();
    if (failures.size > MOST_KEYS && !oldest.done) {
      failures.delete(oldest.value);
    }
  };

  return {
    begin(key) {
      const wait = waitSeconds(key);
      if (wait === 0) {
        count(key);
      }
      return wait;
    },
    succeeded: (key) => void failures.delete(key),
  };
}
