import type { Locator, Page } from '@playwright/test';

/** The document of the fax that is open. */
export class DocumentPane {
  readonly region: Locator;
  readonly tools: Locator;
  readonly thumbnails: Locator;
  readonly scroller: Locator;
  readonly pages: Locator;
  readonly zoom: Locator;
  readonly findField: Locator;
  readonly status: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('region', { name: /^Fax from/ });
    this.tools = this.region.getByRole('toolbar', { name: 'Document' });
    this.thumbnails = this.region.getByRole('navigation', { name: 'Pages' });
    this.scroller = this.region.getByRole('region', { name: /^Pages of the fax/ });
    this.pages = this.scroller.getByRole('img');
    this.zoom = this.tools.getByRole('button', { name: /^Zoom:/ });
    this.findField = this.region.getByLabel('Words to find');
    this.status = this.region.getByRole('status');
  }

  tool(name: string | RegExp): Locator {
    return this.tools.getByRole('button', { name });
  }

  page(number: number): Locator {
    return this.pages.and(this.#page.getByRole('img', { name: new RegExp(`^Page ${number} of`) }));
  }

  /** The canvas of a page, once it is painted. */
  canvas(number: number): Locator {
    return this.page(number).locator('canvas');
  }

  /** Unfolds the thumbnails where there was no room for them. */
  async showThumbnails(): Promise<void> {
    await this.tool('More for this document').click();
    await this.#page.getByRole('menuitem', { name: /page thumbnails/ }).waitFor();
    const show = this.#page.getByRole('menuitem', { name: 'Show page thumbnails' });
    await ((await show.isVisible()) ? show.click() : this.#page.keyboard.press('Escape'));
  }

  async find(words: string): Promise<void> {
    await this.tool(/^Find/).click();
    await this.findField.fill(words);
  }
}
