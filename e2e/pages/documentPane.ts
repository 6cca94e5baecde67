import type { Locator, Page } from '@playwright/test';

/** The document of the fax that is open. */
export class DocumentPane {
  readonly region: Locator;
  readonly tools: Locator;
  readonly thumbnails: Locator;
  readonly scroller: Locator;
  readonly pages: Locator;
  readonly canvases: Locator;
  readonly zoom: Locator;
  readonly findField: Locator;
  readonly findBar: Locator;
  readonly marks: Locator;
  readonly currentMark: Locator;
  readonly status: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('region', { name: /^Fax from/ });
    this.tools = this.region.getByRole('toolbar', { name: 'Document' });
    this.thumbnails = this.region.getByRole('navigation', { name: 'Pages' });
    this.scroller = this.region.getByRole('region', { name: /^Pages of the fax/ });
    this.pages = this.scroller.getByRole('img');
    this.canvases = this.region.locator('canvas');
    this.zoom = this.tools.getByRole('button', { name: /^Zoom:/ });
    this.findField = this.region.getByLabel('Words to find');
    this.findBar = this.region.getByRole('search', { name: 'Find in the document' });
    this.marks = this.scroller.locator('mark');
    this.currentMark = this.scroller.locator('mark[aria-current]');
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

  thumbnail(number: number): Locator {
    return this.thumbnails.getByRole('button', { name: `Page ${number}`, exact: true });
  }

  /** What is announced about the page being read. */
  pageStatus(text: string): Locator {
    return this.status.filter({ hasText: text });
  }

  /** CSS pixels; 0 while the page is not there. */
  async widthOf(number: number): Promise<number> {
    return (await this.page(number).boundingBox())?.width ?? 0;
  }

  /** Width over height; 0 while the page is not there. */
  async ratioOf(number: number): Promise<number> {
    const box = await this.page(number).boundingBox();
    return box ? box.width / box.height : 0;
  }

  /** Takes something from the menu at the end of the toolbar. */
  async choose(name: string | RegExp): Promise<void> {
    await this.tool('More for this document').click();
    await this.#page.getByRole('menu').getByRole('menuitem', { name }).click();
  }

  async find(words: string): Promise<void> {
    await this.tool(/^Find/).click();
    await this.findField.fill(words);
  }
}
