/** What is painted first. A smaller number goes before a larger one. */
export const paintPriority = { visible: 0, near: 1, ahead: 2, thumbnail: 3 } as const;

export type PaintPriority = (typeof paintPriority)[keyof typeof paintPriority];

interface Job {
  readonly priority: PaintPriority;
  readonly signal: AbortSignal;
  /** Runs the work once; resolves false when it was interrupted and has to be run again. */
  readonly run: (interrupt: AbortSignal) => Promise<boolean>;
}

/**
 * Paints one page at a time, the most urgent first. Pages share one worker and one thread, so painting several
 * at once would only delay the one the reader waits for. Work for later (a neighbour's first page, a thumbnail)
 * is interrupted when a visible page is asked for, and run again afterwards.
 */
export class RenderQueue {
  readonly #waiting: Job[] = [];
  #running: { job: Job; interrupt: AbortController } | undefined;

  /** Runs `work` in its turn. Rejects with the signal's reason when aborted, or as `work` does. */
  add<Result>(
    priority: PaintPriority,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    return new Promise((resolve, reject) => {
      const run = async (interrupt: AbortSignal) => {
        try {
          signal.throwIfAborted();
          resolve(await work(AbortSignal.any([signal, interrupt])));
        } catch (error) {
          if (interrupt.aborted && !signal.aborted) {
            return false;
          }
          reject(error);
        }
        return true;
      };
      const job: Job = { priority, signal, run };
      signal.addEventListener('abort', () => this.#forget(job, () => reject(signal.reason)), { once: true });
      this.#insert(job);
      this.#interruptFor(job);
      void this.#next();
    });
  }

  #insert(job: Job): void {
    const behind = this.#waiting.findIndex((other) => other.priority > job.priority);
    this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, job);
  }

  #forget(job: Job, then: () => void): void {
    const index = this.#waiting.indexOf(job);
    if (index >= 0) {
      this.#waiting.splice(index, 1);
      then();
    }
  }

  #interruptFor(job: Job): void {
    if (
      this.#running &&
      job.priority === paintPriority.visible &&
      this.#running.job.priority > job.priority
    ) {
      this.#running.interrupt.abort();
    }
  }

  async #next(): Promise<void> {
    if (this.#running) {
      return;
    }
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      const interrupt = new AbortController();
      this.#running = { job, interrupt };
      const done = await job.run(interrupt.signal);
      this.#running = undefined;
      if (!done) {
        this.#insert(job);
      }
    }
  }
}
