import type { Locator, Page } from '@playwright/test';

/** Where somebody says when they are away and who covers for them. */
export class AbsenceDialog {
  readonly #page: Page;
  readonly #dialog: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#dialog = page.getByRole('dialog', { name: 'Away' });
  }

  /** Away from today to a last day, with somebody to cover. */
  async say({ to, cover }: { readonly to: string; readonly cover: string }): Promise<void> {
    await this.#page.getByRole('button', { name: /appearance and sign out/ }).click();
    await this.#page.getByRole('menuitem', { name: 'Away…' }).click();
    await this.#dialog.getByLabel('To, the last day').fill(to);
    await this.#dialog.getByRole('textbox', { name: 'Who covers for you' }).click();
    await this.#page.getByRole('option', { name: cover }).click();
    await this.#dialog.getByRole('button', { name: 'Save' }).click();
  }
}
