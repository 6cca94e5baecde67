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
  let queued: Promise<void> | undefined;

  const start = (): Promise<void> => {
    if (stopped || running) {
      return running ?? Promise.resolve();
    }
    queued = undefined;
    clearTimeout(timer);
    running = job()
      .catch(failed)
      .then(() => {
        running = undefined;
        if (!stopped) {
          timer = setTimeout(() => void start(), pause);
        }
      });
    return running;
  };

  return {
    now() {
      // Whoever asks during a run wants what happened since it began; all of them share one further run.
      queued ??= running?.then(start);
      return queued ?? start();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Several of a kind as one: a run of one that takes long keeps none of the others from beginning the next. */
export function sideBySide(count: number, make: () => Repeated): Repeated {
  const all = Array.from({ length: count }, make);
  return {
    now: async () => void (await Promise.all(all.map((each) => each.now()))),
    stop: async () => void (await Promise.all(all.map((each) => each.stop()))),
  };
}
