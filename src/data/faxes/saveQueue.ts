import { createContext } from 'react';
import type { Fax } from '../../domain/fax/fax.ts';

/**
 * Saves of one fax (or of its work Task) go one after another, each on the version the one before left: two quick keys are two facts of one
 * person, not a conflict. Saves of different faxes do not wait for each other.
 */
export class SaveQueue<Saved> {
  readonly #saving = new Map<string, Promise<Saved>>();

  /**
   * `save` is given what the previous save left, or what the user saw when there is none under way. When the
   * previous one failed, what the user saw holds a change that never was: then it is read anew.
   */
  add(
    id: string,
    seen: Saved,
    reread: () => Promise<Saved>,
    save: (base: Saved) => Promise<Saved>,
  ): Promise<Saved> {
    const previous = this.#saving.get(id);
    const next = previous ? previous.catch(reread).then(save) : save(seen);
    this.#saving.set(id, next);
    const done = () => {
      if (this.#saving.get(id) === next) {
        this.#saving.delete(id);
      }
    };
    next.then(done, done);
    return next;
  }

  /** Whoever signs in next waits for nobody's saves. */
  clear(): void {
    this.#saving.clear();
  }
}

export const SaveQueueContext = createContext(new SaveQueue<Fax>());
