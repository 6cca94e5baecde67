import { setImmediate } from 'node:timers/promises';

/** A body of less is worked in a few milliseconds. */
const LARGE_BYTES = 1024 * 1024;

/** Runs work on a body. */
export type Turns = <T>(bytes: number, work: () => Promise<T>) => Promise<T>;

/**
 * Lets large bodies be worked one after the other, and whatever else waits between them: reading 40 MB of JSON takes
 * the whole process, and ten of them at once would take it for seconds.
 */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (bytes, work) => {
    if (bytes < LARGE_BYTES) {
      return work();
    }
    const mine = last.then(() => setImmediate()).then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
