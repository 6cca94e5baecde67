import { expect, type Locator, type Page } from '@playwright/test';

/** What is decided about the fax that is open, and what happened to it. */
export class TriagePanel {
  readonly patient: Locator;
  readonly patientSearch: Locator;
  readonly patientsFound: Locator;
  readonly change: Locator;
  readonly takeOff: Locator;
  readonly type: Locator;
  /** Whose work it is. */
  readonly owner: Locator;
  /** The field of the labels; `labelsOn` are those that are on the fax. */
  readonly labels: Locator;
  readonly labelsOn: Locator;
  readonly note: Locator;
  readonly notes: Locator;
  readonly addNote: Locator;
  readonly timeline: Locator;
  readonly events: Locator;
  readonly confirmation: Locator;
  /** Says that the same came before. */
  readonly cameBefore: Locator;
  /** Who else has the fax open. */
  readonly others: Locator;
  /** The patient who is proposed as certain, and the one who may be meant. */
  readonly proposed: Locator;
  readonly maybe: Locator;
  /** Takes the type that is proposed. */
  readonly takeType: Locator;
  /** Beside "Junk as duplicate" of a fax that came before. */
  readonly junk: Locator;
  readonly #page: Page;
  readonly #panel: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#panel = page.getByRole('complementary', { name: 'Triage' });
    this.patient = this.#panel.getByRole('region', { name: 'Patient', exact: true });
    this.patientSearch = this.patient.getByRole('combobox', { name: 'Patient' });
    this.patientsFound = page.getByRole('listbox', { name: 'Patients found' });
    this.change = this.patient.getByRole('button', { name: 'Change' });
    this.takeOff = this.patient.getByRole('button', { name: /^Take the fax off/ });
    this.type = this.#panel.getByRole('region', { name: 'Document type' }).getByRole('textbox');
    this.owner = this.#panel.getByRole('region', { name: 'Goes to' }).getByRole('textbox');
    this.labels = this.#panel.getByRole('region', { name: 'Labels' }).getByRole('textbox');
    this.labelsOn = this.#panel.getByRole('region', { name: 'Labels' }).locator('.mantine-Pill-label');
    this.note = this.#panel.getByRole('textbox', { name: 'Note for colleagues' });
    this.notes = this.#panel.getByRole('region', { name: /^Notes?$/ }).getByRole('listitem');
    this.addNote = this.#panel.getByRole('button', { name: 'Add note' });
    this.timeline = this.#panel.getByRole('region', { name: 'What happened' });
    this.events = this.timeline.getByRole('listitem');
    this.junk = this.#panel.getByRole('button', { name: 'Junk', exact: true });
    this.others = this.#panel.getByRole('status').filter({ hasText: /open too$/ });
    this.proposed = this.#panel.getByRole('region', { name: 'Proposed', exact: true });
    this.maybe = this.#panel.getByRole('region', { name: 'Maybe', exact: true });
    this.takeType = this.#panel.getByRole('region', { name: 'Document type' }).getByRole('button');
    this.cameBefore = this.#panel.getByRole('region', { name: 'Came before' });
    this.confirmation = page.getByRole('dialog', { name: 'Which patient?' });
  }

  /** What somebody who may not file proposes. */
  proposedBy(name: string): Locator {
    return this.#panel.getByRole('region', { name: `Proposed by ${name}` });
  }

  get region(): Locator {
    return this.#panel;
  }

  button(name: string): Locator {
    return this.#panel.getByRole('button', { name });
  }

  found(name: string): Locator {
    return this.patientsFound.getByRole('option', { name });
  }

  /** Resolves when the list answers all that is typed. */
  async searched(): Promise<void> {
    await expect(this.patientsFound).toHaveAttribute('aria-busy', 'false');
  }

  /** Files the fax to the patient found by the words. */
  async assign(words: string, name: string): Promise<void> {
    await this.patientSearch.fill(words);
    await this.found(name).click();
  }

  /** Resolves when the field whose key was pressed offers its choices: letters typed before that are not answered. */
  async offered(field: 'Document type' | 'Labels' | 'Goes to'): Promise<void> {
    await expect(this.#page.getByRole('listbox', { name: field })).toBeVisible();
  }

  /** A label offered while the list is open. */
  label(name: string): Locator {
    return this.#page.getByRole('listbox', { name: 'Labels' }).getByRole('option', { name });
  }

  /** Somebody offered for the work, while the list is open. */
  assignee(name: string): Locator {
    return this.#page.getByRole('listbox', { name: 'Goes to' }).getByRole('option', { name });
  }

  async route(name: string): Promise<void> {
    await this.owner.click();
    await this.assignee(name).click();
  }

  async chooseType(name: string): Promise<void> {
    await this.type.click();
    await this.#page.getByRole('listbox', { name: 'Document type' }).getByRole('option', { name }).click();
  }
}
