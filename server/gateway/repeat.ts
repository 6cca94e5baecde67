/** A job that is run again and again, never twice at once. */
export interface Repeated {
  /** Runs it as soon as the current run (if any) is through; resolves when that run is. Rejects never. */
  now(): Promise<void>;
  /** No further runs; resolves when the current one is through. */
  stop(): Promise<void>;
}

/**
 * @param pause milliseconds between two runs
 * @param job reports its own failures; one that throws is passed to `failed` and run again after the pause
 */
export function repeat(pause: number, job: () => Promise<void>, failed: (error: unknown) => void): Repeated {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const run = async () => {
    clearTimeout(timer);
    try {
      await job();
    } catch (error) {
      failed(error);
    }
    running = undefined;
    if (!stopped) {
      timer = setTimeout(() => void now(), pause);
    }
  };
  const start = () => {
    running = run();
    return running;
  };
  const now = (): Promise<void> => {
    if (stopped) {
      return Promise.resolve();
    }
    if (!running) {
      return start();
    }
    // Whoever asks during a run wants what happened since its beginning, and all of them share one further run.
    next ??= running.then(() => {
      next = undefined;
      return stopped ? undefined : start();
    });
    return next;
  };

  return {
    now,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
