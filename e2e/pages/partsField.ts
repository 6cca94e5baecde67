import type { Locator, Page } from '@playwright/test';

/** Which pages of the fax are on whose chart, and the form that puts them there. */
export class PartsField {
  readonly region: Locator;
  readonly pages: Locator;
  readonly patientSearch: Locator;
  readonly notNeeded: Locator;
  /** The sentence about pages that are not filed. */
  readonly left: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.region = page
      .getByRole('complementary', { name: 'Triage' })
      .getByRole('region', { name: /several patients|page by page/ });
    this.pages = this.region.getByRole('textbox', { name: 'Pages', exact: true });
    this.patientSearch = this.region.getByRole('combobox', { name: /^Patient of/ });
    this.notNeeded = this.region.getByRole('button', { name: 'Not needed' });
    this.left = this.region.getByRole('status');
  }

  /** The row of these pages. */
  row(pages: string): Locator {
    const header = this.#page.getByRole('rowheader', { name: pages, exact: true });
    return this.region.getByRole('row').filter({ has: header });
  }

  /** Files the pages that are typed to the patient found by the words. */
  async file(words: string, name: string): Promise<void> {
    await this.patientSearch.fill(words);
    await this.#page.getByRole('listbox', { name: 'Patients found' }).getByRole('option', { name }).click();
  }
}
