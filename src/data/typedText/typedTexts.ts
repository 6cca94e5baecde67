import type { TextVault } from './textVault.ts';

/** What stands in a field and is not saved yet. */
interface TypedText {
  readonly text: string;
  /** When it was typed, if on an earlier page: it may have been saved while that one was left. Instant. */
  readonly keptSince?: string | undefined;
}

interface Entry extends TypedText {
  /** Handed over to be saved, not known to be saved yet: out of the field, but still kept. */
  readonly leaving: readonly string[];
  readonly at: string;
}

const NOTHING: Entry = { text: '', leaving: [], at: '' };

/** Keys come faster than this; one write takes them all. A write with each key made typing slower on a slow computer. */
const WRITE_AFTER_MS = 300;

/** After the key or the disk could not be had. */
const TRY_AGAIN_MS = 10_000;

/**
 * What one person typed into fields and did not save yet. Fields read and write it in memory, at once; a moment later
 * it is on disk as well, sealed, and it is erased there when it was saved. Where nothing can be sealed or stored it stays
 * in memory: what people type here names patients, and nothing readable may be left behind.
 */
export class TypedTexts {
  readonly #openVault: () => Promise<TextVault>;
  readonly #now: () => Date;
  readonly #entries = new Map<string, Entry>();
  readonly #unwritten = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #opening: Promise<TextVault | undefined> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;
  #isKept = false;

  constructor(openVault: () => Promise<TextVault>, now: () => Date = () => new Date()) {
    this.#openVault = openVault;
    this.#now = now;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The same object until it changes. */
  read(place: string): TypedText {
    return this.#entryOf(place);
  }

  /** Whether what is typed outlives the page. */
  get isKept(): boolean {
    return this.#isKept;
  }

  write(place: string, text: string): void {
    const { leaving } = this.#entryOf(place);
    this.#set(place, { text, leaving, at: this.#now().toISOString() });
  }

  /**
   * Empties the field and saves what stood in it. It is kept until `save` says that it was saved; when it was not, it
   * stands in the field again, before what was typed there meanwhile.
   */
  async submit(place: string, save: (text: string) => Promise<boolean>): Promise<void> {
    const { text, leaving, at } = this.#entryOf(place);
    this.#set(place, { text: '', leaving: [...leaving, text], at });
    let saved = false;
    try {
      saved = await save(text);
    } finally {
      const now = this.#entryOf(place);
      const others = now.leaving.toSpliced(now.leaving.indexOf(text), 1);
      this.#set(place, { ...now, text: saved ? now.text : joined(text, now.text), leaving: others });
    }
  }

  /** Brings back what earlier pages kept, and keeps what is typed from now on. */
  open(): void {
    this.#isOpen = true;
    void this.#vault();
  }

  /** Writes what is not written yet and asks for no key any more: by then somebody else may be signed in. */
  close(): void {
    this.flush();
    this.#isOpen = false;
  }

  /** Writes at once what was to be written in a moment: one write after another, each of all that has changed by then. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#writeAll());
  }

  #entryOf(place: string): Entry {
    return this.#entries.get(place) ?? NOTHING;
  }

  #set(place: string, entry: Entry): void {
    if (keptOf(entry) === '') {
      this.#entries.delete(place);
    } else {
      this.#entries.set(place, entry);
    }
    this.#unwritten.add(place);
    this.#timer ??= setTimeout(() => this.flush(), WRITE_AFTER_MS);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }

  async #vault(): Promise<TextVault | undefined> {
    if (this.#isOpen) {
      this.#opening ??= this.#load().catch(() => {
        setTimeout(() => this.#tryAgain(), TRY_AGAIN_MS);
        return undefined;
      });
    }
    return this.#opening;
  }

  #tryAgain(): void {
    this.#opening = undefined;
    void this.#vault();
    this.flush();
  }

  async #load(): Promise<TextVault> {
    const vault = await this.#openVault();
    for (const { place, text, at } of await vault.all()) {
      // What is typed while this was loading comes after it.
      const typed = this.#entryOf(place);
      const since = typed.text === '' ? { at, keptSince: at } : { at: typed.at };
      this.#entries.set(place, { leaving: typed.leaving, text: joined(text, typed.text), ...since });
    }
    this.#setKept(true);
    return vault;
  }

  async #writeAll(): Promise<void> {
    const vault = this.#unwritten.size > 0 ? await this.#vault() : undefined;
    if (!vault) {
      return;
    }
    const places = [...this.#unwritten];
    this.#unwritten.clear();
    const results = await Promise.allSettled(places.map((place) => this.#writeOne(vault, place)));
    const failed = places.filter((_, index) => results[index]?.status === 'rejected');
    for (const place of failed) {
      this.#unwritten.add(place);
    }
    this.#setKept(failed.length === 0);
  }

  #writeOne(vault: TextVault, place: string): Promise<void> {
    const entry = this.#entryOf(place);
    const text = keptOf(entry);
    return text === '' ? vault.erase(place) : vault.keep({ place, text, at: entry.at });
  }

  #setKept(isKept: boolean): void {
    this.#isKept = isKept;
    this.#tell();
  }
}

function keptOf({ leaving, text }: Entry): string {
  return [...leaving, text].reduce(joined, '');
}

function joined(before: string, after: string): string {
  return before && after ? `${before}\n${after}` : before || after;
}
