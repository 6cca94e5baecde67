import { createContext } from 'react';
import type { Fax } from '../../domain/fax/fax.ts';
import type { TriageCommand } from '../../domain/fax/triageCommand.ts';

/** What `u` takes back, and the fact as it was right after: when it is different by then, somebody else changed it. */
export interface UndoEntry {
  readonly faxId: string;
  readonly inverse: TriageCommand;
  readonly factAfter: string;
}

const KEPT_UNDOS = 50;

/**
 * Saves of one fax go one after another, each on the version the one before left: two quick keys are two facts of one
 * person, not a conflict. Saves of different faxes do not wait for each other.
 */
export class SaveQueue {
  readonly #saving = new Map<string, Promise<Fax>>();
  #undos: UndoEntry[] = [];

  /**
   * `save` is given the fax as the previous save left it, or as the user saw it when there is none under way. When the
   * previous one failed, what the user saw holds a change that never was: then the fax is read anew.
   */
  add(fax: Fax, reread: () => Promise<Fax>, save: (base: Fax) => Promise<Fax>): Promise<Fax> {
    const previous = this.#saving.get(fax.id);
    const next = previous ? previous.catch(reread).then(save) : save(fax);
    this.#saving.set(fax.id, next);
    const done = () => {
      if (this.#saving.get(fax.id) === next) {
        this.#saving.delete(fax.id);
      }
    };
    next.then(done, done);
    return next;
  }

  pushUndo(entry: UndoEntry): void {
    this.#undos = [...this.#undos, entry].slice(-KEPT_UNDOS);
  }

  /** Forgets a change that was not saved; somebody may have taken it back already. */
  dropUndo(entry: UndoEntry | undefined): void {
    this.#undos = this.#undos.filter((other) => other !== entry);
  }

  popUndo(): UndoEntry | undefined {
    return this.#undos.pop();
  }

  /** Nobody undoes what another did. */
  clear(): void {
    this.#saving.clear();
    this.#undos = [];
  }
}

export const SaveQueueContext = createContext(new SaveQueue());
