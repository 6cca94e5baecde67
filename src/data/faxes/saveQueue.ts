import { createContext } from 'react';
import type { Fax } from '../../domain/fax/fax.ts';

/**
 * Saves of one fax go one after another, each on the version the one before left: two quick keys are two facts of one
 * person, not a conflict. Saves of different faxes do not wait for each other.
 */
export class SaveQueue {
  readonly #saving = new Map<string, Promise<Fax>>();

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

  /** Whoever signs in next waits for nobody's saves. */
  clear(): void {
    this.#saving.clear();
  }
}

export const SaveQueueContext = createContext(new SaveQueue());
