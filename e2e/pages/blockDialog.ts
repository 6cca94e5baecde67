import type { Locator, Page } from '@playwright/test';

/** Where a sender is blocked with a reason, and the list of those who are. */
export class BlockDialog {
  readonly dialog: Locator;
  readonly ownReason: Locator;
  /** The list of blocked senders, and the way to it from Junk. */
  readonly list: Locator;
  readonly openList: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Block this sender' });
    this.ownReason = this.dialog.getByRole('textbox', { name: 'Another reason' });
    this.list = page.getByRole('dialog', { name: 'Blocked senders' });
    this.openList = page.getByRole('button', { name: 'Blocked senders' });
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name });
  }

  /** A number in the list, as people read it. */
  sender(number: string): Locator {
    return this.list.getByRole('listitem').filter({ hasText: number });
  }
}
