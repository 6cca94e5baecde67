/**
 * Keeps the `capacity` entries used last and hands each one it drops to `onEvict`.
 * `isHeld` entries are never dropped: more of them than `capacity` are all kept until they are let go.
 */
export class Lru<Value> {
  // A Map lists its keys in the order they were set: the first is the one not used for longest.
  readonly #entries = new Map<string, Value>();
  readonly #capacity: number;
  readonly #isHeld: (value: Value) => boolean;
  readonly #onEvict: (value: Value) => void;

  constructor(capacity: number, isHeld: (value: Value) => boolean, onEvict: (value: Value) => void) {
    this.#capacity = capacity;
    this.#isHeld = isHeld;
    this.#onEvict = onEvict;
  }

  /** The entry, without counting as a use. */
  peek(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  /** The entry, which becomes the one used last. */
  use(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, value);
    }
    return value;
  }

  set(key: string, value: Value): void {
    this.delete(key);
    this.#entries.set(key, value);
    this.trim();
  }

  delete(key: string): void {
    const value = this.#entries.get(key);
    if (value !== undefined) {
      this.#entries.delete(key);
      this.#onEvict(value);
    }
  }

  /** Drops what is over the capacity. To be called when an entry is let go. */
  trim(): void {
    for (const [key, value] of this.#entries) {
      if (this.#entries.size <= this.#capacity) {
        return;
      }
      if (!this.#isHeld(value)) {
        this.delete(key);
      }
    }
  }

  values(): readonly Value[] {
    return [...this.#entries.values()];
  }
}
