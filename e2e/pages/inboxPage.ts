import type { Locator, Page } from '@playwright/test';

type FolderName =
  | 'Unassigned'
  | 'Mine'
  | 'My team'
  | 'All open'
  | 'Handled'
  | 'Closed'
  | 'Archived'
  | 'Junk'
  | 'Trash';
type FilterName = 'Line' | 'Type' | 'State' | 'Date';

/** The list of faxes and the folders beside it. */
export class InboxPage {
  readonly heading: Locator;
  readonly list: Locator;
  readonly rows: Locator;
  /** The row of the fax that is open. */
  readonly selected: Locator;
  /** The rows that are selected, to do something to all of them. */
  readonly chosen: Locator;
  readonly search: Locator;
  readonly order: Locator;
  readonly newFaxes: Locator;
  readonly live: Locator;
  /** How many faxes the list has. */
  readonly summary: Locator;
  readonly notices: Locator;
  /** Says that a page of the list could not be loaded. */
  readonly missingPage: Locator;
  /** In the place of rows, when search and filters leave none. */
  readonly nothingFound: Locator;
  /** The way to what needs a person, with its count. */
  readonly needsAttention: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { level: 1 });
    this.list = page.getByRole('listbox', { name: /first$/ });
    this.rows = this.list.getByRole('option');
    this.selected = this.list.locator('[role="option"][aria-current="true"]');
    this.chosen = this.list.getByRole('option', { selected: true });
    this.search = page.getByRole('searchbox');
    this.order = page.getByRole('button', { name: /Change to/ });
    this.newFaxes = page.getByRole('button', { name: /new fax/ });
    this.live = page.getByRole('contentinfo').or(page.locator('footer')).getByRole('status');
    this.summary = page.locator('footer');
    this.notices = page.getByRole('alert');
    this.needsAttention = page
      .getByRole('navigation', { name: 'Folders' })
      .getByRole('link', { name: 'Needs attention' });
    this.nothingFound = page.getByText('No fax in this list matches');
    this.missingPage = this.notices.filter({ hasText: 'More could not be loaded' });
  }

  async open(path = '/inbox/unassigned'): Promise<void> {
    await this.#page.goto(path);
  }

  row(sender: string): Locator {
    return this.list.getByRole('option', { name: sender });
  }

  folder(name: FolderName): Locator {
    return this.#page.getByRole('navigation', { name: 'Folders' }).getByRole('link', { name });
  }

  line(name: string): Locator {
    return this.#page.getByRole('navigation', { name: 'Lines' }).getByRole('link', { name });
  }

  filter(name: FilterName): Locator {
    return this.#page
      .getByRole('region', { name: 'Filters' })
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .first();
  }

  async narrow(name: FilterName, choice: string): Promise<void> {
    await this.filter(name).click();
    const menu = this.#page.getByRole('menu');
    await menu
      .getByRole('menuitem', { name: choice })
      .or(menu.getByRole('menuitemradio', { name: choice }))
      .click();
  }

  clear(name: FilterName): Locator {
    return this.#page.getByRole('button', { name: `${name}: any` });
  }

  /** Searches the list for the sender and opens its fax, wherever in the list it stands. */
  async openFax(sender: string): Promise<void> {
    await this.search.fill(sender);
    await this.row(sender).first().click();
  }

  /** Scrolls the list as a wheel does: by about a screen, or by so many pixels. */
  async scrollOn(pixels = 400): Promise<void> {
    await this.list.hover();
    await this.#page.mouse.wheel(0, pixels);
  }

  notice(title: string | RegExp): Locator {
    return this.notices.filter({ hasText: title });
  }
}
