import { createContext } from 'react';
import type { NotDone } from '../../domain/bulk/bulkOutcome.ts';
import type { Pause } from './runItems.ts';

/** A run that is under way. */
export interface BulkProgress {
  /** `Moving to Junk` */
  readonly doing: string;
  readonly total: number;
  /** How many are through, done or not. */
  readonly settled: number;
  readonly pause?: Pause | undefined;
  readonly isStopping: boolean;
}

interface BulkState {
  readonly progress?: BulkProgress | undefined;
  /** What the last run left as it was, and why, by the fax's id. */
  readonly notDone: ReadonlyMap<string, NotDone>;
}

export const NOTHING_LEFT: ReadonlyMap<string, NotDone> = new Map();

/** Often enough to see it go on. */
const TOLD_EVERY_MS = 200;

/** The one run there can be at a desk, whatever page is shown: it goes on from page to page and ends with the sign-in. */
export class BulkDesk {
  #state: BulkState = { notDone: NOTHING_LEFT };
  #stop = new AbortController();
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  get state(): BulkState {
    return this.#state;
  }

  /** Whoever began the run has signed out. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins a run; its signal says when to begin nothing more. */
  begin(doing: string, total: number): AbortSignal {
    this.#stop = new AbortController();
    this.#tell({ progress: { doing, total, settled: 0, isStopping: false }, notDone: NOTHING_LEFT });
    return this.#stop.signal;
  }

  /** One more is through. */
  settled(): void {
    const { progress } = this.#state;
    if (progress) {
      this.#state = { ...this.#state, progress: { ...progress, settled: progress.settled + 1 } };
      this.#timer ??= setTimeout(() => this.#tell(this.#state), TOLD_EVERY_MS);
    }
  }

  /** Nothing goes on for now, or it does again. */
  paused(pause: Pause | undefined): void {
    this.#change({ pause });
  }

  /** What is under way is finished, nothing else begun. */
  readonly stop = (): void => {
    this.#stop.abort();
    this.#change({ isStopping: true });
  };

  end(notDone: ReadonlyMap<string, NotDone>): void {
    this.#tell({ notDone });
  }

  /** The reader has dealt with what was left. */
  readonly forget = (): void => {
    if (this.#state.notDone.size > 0) {
      this.#tell({ ...this.#state, notDone: NOTHING_LEFT });
    }
  };

  /** Somebody is signed in. */
  open(): void {
    this.#isClosed = false;
  }

  /** Nobody goes on with what another began. */
  close(): void {
    this.#isClosed = true;
    this.stop();
    clearTimeout(this.#timer);
  }

  #change(part: Partial<BulkProgress>): void {
    const { progress } = this.#state;
    if (progress) {
      this.#tell({ ...this.#state, progress: { ...progress, ...part } });
    }
  }

  #tell(state: BulkState): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#state = state;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

export const BulkDeskContext = createContext(new BulkDesk());
