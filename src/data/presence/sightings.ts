const NOBODY: readonly string[] = [];

/** What is remembered of people who are said to be somewhere, in case somebody makes them up. */
const MOST_REMEMBERED = 1000;

/**
 * Who was last seen at which fax, and for how long that holds. Listeners are told when who is there changes, not each
 * time somebody is seen again.
 */
export class Sightings {
  /** Until when, in milliseconds, by `faxId` and person. */
  readonly #until = new Map<string, Map<string, number>>();
  readonly #people = new Map<string, readonly string[]>();
  readonly #listeners = new Set<() => void>();
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The people at a fax, in the order they came; the same array while they are the same. */
  peopleAt(faxId: string): readonly string[] {
    return this.#people.get(faxId) ?? NOBODY;
  }

  /** Somebody is there, for so long unless they are seen again. Tells whether they were not there before. */
  see(faxId: string, person: string, forMs: number): boolean {
    const there = this.#until.get(faxId) ?? new Map<string, number>();
    const isNew = !there.has(person);
    if (isNew && this.#count >= MOST_REMEMBERED) {
      return false;
    }
    there.set(person, Date.now() + forMs);
    this.#until.set(faxId, there);
    if (isNew) {
      this.#count += 1;
      this.#changed(faxId);
    }
    this.#wait();
    return isNew;
  }

  /** Somebody is said to have left, and is gone so long after unless they are seen again. */
  dismiss(faxId: string, person: string, afterMs: number): void {
    const there = this.#until.get(faxId);
    const until = there?.get(person);
    if (there && until !== undefined) {
      there.set(person, Math.min(until, Date.now() + afterMs));
      this.#wait();
    }
  }

  clear(): void {
    clearTimeout(this.#timer);
    const faxIds = [...this.#until.keys()];
    this.#until.clear();
    this.#count = 0;
    for (const faxId of faxIds) {
      this.#changed(faxId);
    }
  }

  /** Until the next one is over. */
  #wait(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...[...this.#until.values()].flatMap((there) => [...there.values()]));
    if (Number.isFinite(next)) {
      this.#timer = setTimeout(() => this.#sweep(), Math.max(0, next - Date.now()));
    }
  }

  #sweep(): void {
    const now = Date.now();
    for (const [faxId, there] of this.#until) {
      const gone = [...there].filter(([, until]) => until <= now);
      for (const [person] of gone) {
        there.delete(person);
        this.#count -= 1;
      }
      if (there.size === 0) {
        this.#until.delete(faxId);
      }
      if (gone.length > 0) {
        this.#changed(faxId);
      }
    }
    this.#wait();
  }

  #changed(faxId: string): void {
    const there = this.#until.get(faxId);
    if (there) {
      this.#people.set(faxId, [...there.keys()]);
    } else {
      this.#people.delete(faxId);
    }
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
