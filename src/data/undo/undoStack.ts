import { createContext } from 'react';

/** One thing `u` takes back. */
export interface UndoEntry {
  /** Takes it back; rejects with a ConflictError when somebody else has changed the same since. */
  readonly takeBack: () => Promise<void>;
  /** It says by itself how it ended. */
  readonly isTold?: boolean;
}

const KEPT = 50;

/** What was done in this tab, last one on top. */
export class UndoStack {
  #entries: UndoEntry[] = [];

  push(entry: UndoEntry): void {
    this.#entries = [...this.#entries, entry].slice(-KEPT);
  }

  pop(): UndoEntry | undefined {
    return this.#entries.pop();
  }

  /** Takes one out wherever it is; `undefined` when somebody has taken it back already. */
  take(entry: UndoEntry): UndoEntry | undefined {
    const isThere = this.#entries.includes(entry);
    this.#entries = this.#entries.filter((other) => other !== entry);
    return isThere ? entry : undefined;
  }

  /** Nobody undoes what another did. */
  clear(): void {
    this.#entries = [];
  }
}

export const UndoStackContext = createContext(new UndoStack());
