import type { Locator, Page } from '@playwright/test';

/** What needs a person: the list of it, and the card on top of a fax's panel. */
export class AttentionList {
  readonly list: Locator;
  readonly card: Locator;

  constructor(page: Page) {
    this.list = page.getByRole('listbox', { name: 'Needs attention' });
    this.card = page
      .getByRole('complementary', { name: 'Triage' })
      .getByRole('region', { name: 'Needs attention' });
  }

  row(sender: string): Locator {
    return this.list.getByRole('option', { name: sender });
  }
}
