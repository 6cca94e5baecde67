import { createTextCipher } from './textCipher.ts';
import type { TextDatabase } from './textDatabase.ts';
import type { TextKey } from './textKeys.ts';

interface KeptText {
  readonly place: string;
  readonly text: string;
  /** When it was typed. Instant. */
  readonly at: string;
}

/** The typed texts of one person on disk, unreadable without that person's key. */
export interface TextVault {
  all(): Promise<KeptText[]>;
  keep(text: KeptText): Promise<void>;
  erase(place: string): Promise<void>;
}

const KEPT_MS = 30 * 24 * 3_600_000;

/** Opens it, and erases what nobody came back for within thirty days. */
export async function openTextVault(database: TextDatabase, key: TextKey, now: Date): Promise<TextVault> {
  const { owner } = key;
  const cipher = await createTextCipher(key);
  await database.removeBefore(new Date(now.getTime() - KEPT_MS).toISOString());
  return {
    async all() {
      const records = await database.recordsOf(owner);
      const opened = records.map(async ({ place, at, ...sealed }) => {
        const text = await cipher.open(sealed, place);
        // What cannot be opened any more stays until it is old: the right key may come back with a backup.
        return text === undefined ? [] : [{ place, at, text }];
      });
      return (await Promise.all(opened)).flat();
    },
    async keep({ place, text, at }) {
      await database.put({ owner, place, at, ...(await cipher.seal(text, place)) });
    },
    erase: (place) => database.remove(owner, place),
  };
}
