import type { SealedText } from './textCipher.ts';

/** One typed text on disk. Everything but the text itself is readable: ids and an instant, no words. */
export interface TextRecord extends SealedText {
  readonly owner: string;
  /** Which field of what: kind and id. */
  readonly place: string;
  /** When it was typed. Instant. */
  readonly at: string;
}

/** Where sealed texts lie, one for each owner and place. */
export interface TextDatabase {
  recordsOf(owner: string): Promise<TextRecord[]>;
  put(record: TextRecord): Promise<void>;
  remove(owner: string, place: string): Promise<void>;
  /** Removes what anybody typed before that instant. */
  removeBefore(instant: string): Promise<void>;
}

const STORE = 'typed-text';
const BY_TIME = 'at';

/** The browser's own database; rejects where it is refused, as in some private windows. */
export async function openTextDatabase(): Promise<TextDatabase> {
  const opening = indexedDB.open('faxwell', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(STORE, { keyPath: ['owner', 'place'] }).createIndex(BY_TIME, 'at');
  };
  const database = await answerOf(opening);
  // Else a page with a newer version of this database would wait for this one to be closed.
  database.onversionchange = () => database.close();

  const store = (mode: IDBTransactionMode) => database.transaction(STORE, mode).objectStore(STORE);
  return {
    // An array is greater than every string: all keys that begin with the owner. What is read was put below.
    recordsOf: (owner) => answerOf(store('readonly').getAll(IDBKeyRange.bound([owner], [owner, []]))),
    put: (record) => done(store('readwrite').put(record)),
    remove: (owner, place) => done(store('readwrite').delete([owner, place])),
    async removeBefore(instant) {
      const old = store('readonly').index(BY_TIME).getAllKeys(IDBKeyRange.upperBound(instant, true));
      await Promise.all((await answerOf(old)).map((key) => done(store('readwrite').delete(key))));
    },
  };
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** A write is done when its transaction is: a full disk is told at its end. */
function done({ transaction }: IDBRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    if (!transaction) {
      reject(new Error('Only requests of a transaction write'));
      return;
    }
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    // Else it waits for this page to hear of the request, and a page that is left by then aborts it.
    transaction.commit();
  });
}
