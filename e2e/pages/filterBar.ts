import type { Locator, Page } from '@playwright/test';

/** What the list is narrowed by, and the form behind "More". */
export class FilterBar {
  readonly region: Locator;
  readonly more: Locator;
  readonly form: Locator;
  readonly patient: Locator;
  readonly sender: Locator;
  readonly birthDate: Locator;
  readonly clearAll: Locator;
  readonly lookEverywhere: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.region = page.getByRole('region', { name: 'Filters' });
    this.more = this.region.getByRole('button', { name: 'More filters' });
    this.form = page.getByRole('dialog', { name: 'More filters' });
    this.patient = this.form.getByRole('combobox', { name: 'Patient' });
    this.sender = this.form.getByRole('textbox', { name: 'Sender' });
    this.birthDate = this.form.getByLabel('Patient born on');
    this.clearAll = this.region.getByRole('button', { name: 'Clear all' });
    this.lookEverywhere = page.getByRole('button', { name: 'Look everywhere' });
  }

  /** The chip of a filter that is on: `Patient: Maria Alvarez`, or only `Urgent`. */
  chip(text: string): Locator {
    return this.region.getByRole('button', { name: text, exact: true });
  }

  async clear(name: string): Promise<void> {
    await this.region.getByRole('button', { name: `${name}: any` }).click();
  }

  async choosePatient(words: string, name: string): Promise<void> {
    await this.patient.fill(words);
    await this.#page.getByRole('listbox', { name: 'Patients found' }).getByRole('option', { name }).click();
  }

  /** Chooses from the list of owners or labels. */
  async choose(field: 'Owner' | 'Label', option: string): Promise<void> {
    await this.form.getByRole('textbox', { name: field }).click();
    await this.#page.getByRole('option', { name: option, exact: true }).click();
  }

  async check(name: 'Urgent' | 'Not opened yet'): Promise<void> {
    await this.form.getByRole('checkbox', { name }).check();
  }

  async done(): Promise<void> {
    await this.form.getByRole('button', { name: 'Done' }).click();
  }

  /** A day of the date filter, which is open. */
  day(name: 'From' | 'To'): Locator {
    return this.#page.getByRole('dialog', { name: 'Date' }).getByLabel(name);
  }
}
