import type { Locator, Page } from '@playwright/test';

/** What is selected in the list, and what is done to all of it. */
export class BulkBar {
  readonly region: Locator;
  readonly count: Locator;
  /** How a run goes on. */
  readonly run: Locator;
  readonly stop: Locator;
  readonly dialog: Locator;
  /** The button above the list. */
  readonly select: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Selected faxes' });
    this.count = this.region.getByRole('status').first();
    this.run = page.getByRole('region', { name: 'What is done to many faxes' });
    this.stop = this.run.getByRole('button', { name: 'Stop' });
    this.dialog = page.getByRole('dialog');
    this.select = page.getByRole('button', { name: 'Select', exact: true });
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name });
  }
}
