import type { Page } from '@playwright/test';

/** What a page leaves in the browser, as somebody sees it who looks there. */
export class BrowserStorage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Each record of typed text, its bytes read as text in every encoding they might be in. */
  typedTexts(): Promise<string[]> {
    return this.#page.evaluate(READ_TYPED_TEXTS);
  }

  /** Everything in `localStorage` and `sessionStorage`. */
  web(): Promise<string> {
    return this.#page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
  }

  /** From the next page on, as in windows where a browser stores nothing. */
  async refuseDatabases(): Promise<void> {
    await this.#page.addInitScript({
      content: `Object.defineProperty(window, 'indexedDB', { get: () => undefined });`,
    });
  }
}

/** A string, because it runs in the page and tests are typed without one. */
const READ_TYPED_TEXTS = `(async () => {
  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open('faxwell'));
  const records = await answer(database.transaction('typed-text').objectStore('typed-text').getAll());
  database.close();
  const readings = (value) =>
    typeof value === 'string'
      ? [value]
      : ['utf-8', 'utf-16le', 'latin1'].map((encoding) => new TextDecoder(encoding).decode(value));
  return records.map((record) => Object.values(record).flatMap(readings).join(' '));
})()`;
