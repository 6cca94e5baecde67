/** Why nothing goes on for now: the server asks for a pause, or it cannot be reached. */
export type Pause = 'busy' | 'offline';

export interface RunOptions<Item> {
  /** Does one. May be called again for the same one after a pause, so it must find what it has done already. */
  readonly work: (item: Item) => Promise<void>;
  /** Whether a failure is one to wait out; any other is the work's own to deal with. */
  readonly pauseOf: (error: unknown) => Pause | undefined;
  /** Said when a pause begins, and `undefined` when it is over. */
  readonly onPause: (pause: Pause | undefined) => void;
  /** Resolves after some milliseconds, or at once when the run is stopped. */
  readonly wait: (ms: number) => Promise<void>;
  /** What is under way when it is aborted is finished, nothing else is begun. */
  readonly signal: AbortSignal;
}

const AT_ONCE = 4;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15_000;

/**
 * Works through items, four at a time. When the server asks for a pause or is out of reach, one item at a time is tried,
 * after longer and longer waits, until one comes through; then it goes on as before. Nothing is skipped.
 */
export async function runItems<Item>(items: Iterable<Item>, options: RunOptions<Item>): Promise<void> {
  const { signal } = options;
  // One iterator for all lanes: each takes what the others have left.
  const queue = items[Symbol.iterator]();
  const gate = createGate(options);
  const lane = async () => {
    for (let next = queue.next(); !next.done && !signal.aborted; next = queue.next()) {
      await gate.through(next.value);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

function createGate<Item>({ work, pauseOf, onPause, wait, signal }: RunOptions<Item>) {
  /** How often in a row it had to wait; 0: it goes as it should. */
  let failures = 0;
  /** Ends when nobody tries alone any more. */
  let alone: Promise<unknown> = Promise.resolve();

  const attempt = async (item: Item): Promise<boolean> => {
    try {
      await work(item);
    } catch (error) {
      const pause = pauseOf(error);
      if (!pause) {
        throw error;
      }
      failures += 1;
      onPause(pause);
      return false;
    }
    if (failures > 0) {
      failures = 0;
      onPause(undefined);
    }
    return true;
  };
  const attemptAlone = (item: Item): Promise<boolean> => {
    const turn = alone.then(async () => {
      if (failures > 0) {
        await wait(Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS));
      }
      return signal.aborted || attempt(item);
    });
    alone = turn.catch(() => undefined);
    return turn;
  };
  return {
    through: async (item: Item): Promise<void> => {
      let isThrough = failures > 0 ? await attemptAlone(item) : await attempt(item);
      while (!isThrough && !signal.aborted) {
        isThrough = await attemptAlone(item);
      }
    },
  };
}
