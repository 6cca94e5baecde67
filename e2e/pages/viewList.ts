import type { Locator, Page } from '@playwright/test';

/** The lists somebody has given a name, in the rail, and the forms that name them. */
export class ViewList {
  readonly region: Locator;
  readonly links: Locator;
  /** The field of the form that saves the list. */
  readonly name: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('navigation', { name: 'Views' });
    this.links = this.region.getByRole('link');
    this.name = page.getByRole('textbox', { name: 'Name of the view' });
  }

  link(name: string): Locator {
    return this.region.getByRole('link', { name, exact: true });
  }

  /** A view that cannot be used. */
  closed(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  async save(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Save view' }).click();
    await this.name.fill(name);
    await this.name.press('Enter');
  }

  async rename(name: string, next: string): Promise<void> {
    await this.#menu(name, 'Rename…');
    const dialog = this.#page.getByRole('dialog', { name: 'Rename the view' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(next);
    await dialog.getByRole('button', { name: 'Rename' }).click();
  }

  async delete(name: string): Promise<void> {
    await this.#menu(name, 'Delete');
  }

  async #menu(name: string, item: string): Promise<void> {
    await this.region.getByRole('button', { name: `Rename or delete ${name}`, exact: true }).click();
    await this.#page.getByRole('menuitem', { name: item }).click();
  }
}
