import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import type { Page, Route } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { InboxPage } from '../pages/inboxPage.ts';

/** A sender nobody else has. */
const nameOf = (what: string) => `${what} ${randomUUID().slice(0, 6)}`;

/** A machine that does six things at once takes its time with thirty faxes. */
const IN_TIME = { timeout: 60_000 };

const FIRST = '2026-02-01T08:00:00Z';

/** Presses keys one after another, and counts them. */
function keyboardOf(page: Page) {
  const pressed: string[] = [];
  return {
    press: async (...keys: readonly string[]) => {
      for (const key of keys) {
        await page.keyboard.press(key);
        pressed.push(key);
      }
    },
    count: () => pressed.length,
  };
}

/** Answers every save of a fax by `answer` until it is let go. */
async function onSaves(page: Page, answer: (route: Route) => Promise<void>): Promise<() => Promise<void>> {
  const handler = async (route: Route) => {
    await (route.request().method() === 'PUT' ? answer(route) : route.fallback());
  };
  await page.route('**/Communication/*', handler);
  return () => page.unroute('**/Communication/*', handler);
}

/** A list of a sender's faxes and nothing else, with the focus on it. */
async function listOnly(
  { inbox }: { readonly inbox: InboxPage },
  sender: string,
  faxes: string,
): Promise<void> {
  await inbox.open('/inbox/all-open');
  await inbox.search.fill(sender);
  await inbox.search.press('Enter');
  await expect(inbox.summary).toContainText(faxes);
  await expect(inbox.list).toBeFocused();
}

/** Holds every save of a fax back until it is let go. */
async function holdSaves(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await onSaves(page, async (route) => {
    await promise;
    await route.fallback();
  });
  return resolve;
}

test.afterEach(({ clinic }) => clinic.clearFilled());

test.describe('selecting', () => {
  test('by keys: one, a range, all, and none; nothing is opened by it', async ({ desk, clinic, page }) => {
    const { inbox, bulk } = desk;
    const sender = nameOf('Keys');
    await clinic.fill(8, sender, FIRST);
    await listOnly(desk, sender, '8 faxes');
    await expect(inbox.list).toHaveAttribute('aria-multiselectable', 'true');

    await page.keyboard.press('Space');
    await expect(bulk.count).toHaveText('1 selected');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(inbox.chosen).toHaveCount(3);
    await page.keyboard.press('Shift+ArrowUp');
    await expect(inbox.chosen).toHaveCount(2);
    await page.keyboard.press('Shift+End');
    await expect(inbox.chosen).toHaveCount(8);
    // Opening is on record; the open fax is something else than a selected one.
    await expect(inbox.selected).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(inbox.chosen).toHaveCount(0);
    await expect(bulk.region).toHaveCount(0);
    await page.keyboard.press('Control+a');
    await expect(bulk.count).toHaveText('8 selected');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('s');
    await expect(bulk.count).toHaveText('7 selected');
  });

  test('by pointer, and the open fax stays open', async ({ desk, clinic }) => {
    const { inbox, bulk } = desk;
    const sender = nameOf('Pointer');
    await clinic.fill(6, sender, FIRST);
    await listOnly(desk, sender, '6 faxes');
    await inbox.rows.nth(0).click();
    await expect(inbox.selected).toHaveCount(1);
    await inbox.rows.nth(1).click({ modifiers: ['ControlOrMeta'] });
    await inbox.rows.nth(4).click({ modifiers: ['Shift'] });
    await expect(inbox.chosen).toHaveCount(4);
    await expect(inbox.rows.nth(0)).toHaveAttribute('aria-current', 'true');
    await expect(inbox.rows.nth(0)).toHaveAttribute('aria-selected', 'false');
    // The mark at its edge is met without opening the row.
    await inbox.rows.nth(5).click({ position: { x: 14, y: 40 } });
    await expect(bulk.count).toHaveText('5 selected');
    await expect(inbox.rows.nth(0)).toHaveAttribute('aria-current', 'true');
  });

  test('of all that a list has, loaded or not; what somebody else deals with leaves the selection', async ({
    desk,
    clinic,
  }) => {
    const { inbox, bulk } = desk;
    const sender = nameOf('All');
    const ids = await clinic.fill(120, sender, FIRST);
    await listOnly(desk, sender, '50 faxes and more');
    await inbox.list.press('Control+a');
    await expect(bulk.count).toHaveText('50 selected');
    await bulk.button('Select all').click();
    await expect(bulk.count).toHaveText('120 selected');
    await expect(inbox.live).toHaveText('Live');
    await clinic.putAway(ids[0] ?? '', 'junk');
    await expect(bulk.count).toHaveText('119 selected');
    await expect(bulk.region).toContainText('1 left this list and the selection');
  });
});

test('thirty of sixty go to Junk and come back, in fifteen keys at most', async ({ desk, clinic, page }) => {
  const { inbox, bulk } = desk;
  const sender = nameOf('Spam');
  await clinic.fill(30, nameOf('Wanted'), '2026-01-05T08:00:00Z');
  await clinic.fill(30, sender, '2026-01-06T08:00:00Z');
  await inbox.open('/inbox/all-open?from=2026-01-05&to=2026-01-06');
  await expect(inbox.rows.first()).toContainText('Wanted');
  const keys = keyboardOf(page);
  await keys.press('/', 's', 'p', 'a', 'm', 'Enter');
  await expect(inbox.rows.first()).toContainText(sender);
  await keys.press('Control+a');
  await expect(bulk.count).toHaveText('30 selected');
  await keys.press('x');
  await expect(page.getByRole('dialog', { name: 'Move 30 faxes to Junk?' })).toBeVisible();
  // Enter alone leaves everything as it is.
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keys.press('Tab', 'Enter');
  await expect(inbox.notice('30 moved to Junk')).toBeVisible(IN_TIME);
  await expect.poll(() => clinic.countOf(sender, 'junk')).toBe(30);
  await expect(inbox.nothingFound).toBeVisible();
  await keys.press('u');
  await expect(inbox.notice('30 taken back')).toBeVisible(IN_TIME);
  await expect.poll(() => clinic.countOf(sender, 'open'), IN_TIME).toBe(30);
  await expect(inbox.rows).not.toHaveCount(0);
  expect(keys.count()).toBeLessThanOrEqual(15);
});

test('a letter is about the selection, never about the open fax as well; reviewing and filing say why not', async ({
  desk,
  clinic,
  page,
}) => {
  const { inbox, bulk } = desk;
  const sender = nameOf('Letters');
  const [first = '', second = '', third = ''] = await clinic.fill(3, sender, FIRST);
  await listOnly(desk, sender, '3 faxes');
  await inbox.rows.nth(0).click();
  // Only once that is ready a key could be about it.
  await expect(desk.triage.junk).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('s');
  await page.keyboard.press('Shift+ArrowDown');
  for (const key of ['v', 'a', 'f', 'p']) {
    await page.keyboard.press(key);
    await expect(bulk.region).toContainText('document on screen');
  }
  await expect(bulk.count).toHaveText('2 selected');
  await page.keyboard.press('x');
  await expect(inbox.notice('2 moved to Junk')).toBeVisible();
  expect(await Promise.all([first, second, third].map((id) => clinic.stateOf(id)))).toEqual([
    'open',
    'junk',
    'junk',
  ]);
});

test('what somebody else changed first is kept, told, and stays selected with the reason in its row', async ({
  desk,
  clinic,
  page,
}) => {
  const { inbox, bulk } = desk;
  const sender = nameOf('Raced');
  const ids = await clinic.fill(5, sender, FIRST);
  await listOnly(desk, sender, '5 faxes');
  const letGo = await holdSaves(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('#');
  await expect(bulk.run).toContainText('0 of 5');
  await clinic.putAway(ids[1] ?? '', 'archived');
  letGo();
  await expect(inbox.notice('4 moved to Trash, 1 not')).toContainText('1 somebody else changed first.');
  expect(await clinic.stateOf(ids[1] ?? '')).toBe('archived');
  await expect(inbox.rows).toHaveCount(1);
  await expect(inbox.rows.first()).toHaveAccessibleName(/Not done: .* changed this fax first/);

  // The colleague's stays as it is; the four come back.
  await page.keyboard.press('u');
  await expect(inbox.notice('4 taken back')).toBeVisible();
  expect(await clinic.stateOf(ids[1] ?? '')).toBe('archived');
  await expect.poll(() => clinic.countOf(sender, 'open'), IN_TIME).toBe(4);
});

test('a run can be stopped, asks before the page is left, and leaves the rest selected', async ({
  desk,
  clinic,
  page,
}) => {
  const { inbox, bulk } = desk;
  const sender = nameOf('Stopped');
  await clinic.fill(15, sender, FIRST);
  await listOnly(desk, sender, '15 faxes');
  const letGo = await holdSaves(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('!');
  await expect(bulk.run).toContainText('Marking as urgent');
  const asked = page.waitForEvent('dialog');
  // Not awaited: the answer to the question is to stay.
  const leaving = page.close({ runBeforeUnload: true });
  await (await asked).dismiss();
  await leaving;
  await bulk.stop.click();
  await expect(bulk.run).toContainText('what is under way is finished');
  letGo();
  await expect(inbox.notice('4 marked as urgent, 11 not')).toContainText('11 not begun');
  await expect(bulk.count).toHaveText('11 selected');
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await expect(inbox.notice('4 taken back')).toBeVisible();
});

test('a server that asks for a pause and a lost connection are waited out, and nothing is done twice', async ({
  desk,
  clinic,
  page,
  context,
}) => {
  const { inbox, bulk } = desk;
  const sender = nameOf('Paused');
  const ids = await clinic.fill(12, sender, FIRST);
  await listOnly(desk, sender, '12 faxes');
  const throttled = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'throttled' }] };
  const letGo = await onSaves(page, (route) => route.fulfill({ status: 429, json: throttled }));
  await page.keyboard.press('Control+a');
  await page.keyboard.press('!');
  await expect(bulk.run).toContainText('The server asks for a pause');
  await context.setOffline(true);
  await letGo();
  await expect(bulk.run).toContainText('No connection');
  await context.setOffline(false);
  await expect(inbox.notice('12 marked as urgent')).toBeVisible(IN_TIME);
  const versions = await Promise.all(ids.map((id) => clinic.versionsOf(id)));
  expect(versions).toEqual(ids.map(() => 2));
});

test('faxes are claimed, released and routed together, and labelled', async ({ desk, clinic, page }) => {
  const { inbox, bulk } = desk;
  const sender = nameOf('Work');
  const ids = await clinic.fill(3, sender, FIRST);
  const ownersOf = () => Promise.all(ids.map((id) => clinic.ownerOf(id)));
  await listOnly(desk, sender, '3 faxes');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('c');
  await expect(inbox.notice('3 claimed')).toBeVisible();
  expect(await ownersOf()).toEqual(['Dana Reyes', 'Dana Reyes', 'Dana Reyes']);
  await expect(inbox.rows.first()).toContainText('with you');

  await page.keyboard.press('Control+a');
  await page.keyboard.press('o');
  await expect(bulk.dialog).toBeVisible();
  await page.keyboard.type('refer');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(inbox.notice('3 routed to Referrals')).toBeVisible();
  expect(await ownersOf()).toEqual(['Referrals', 'Referrals', 'Referrals']);
  await page.keyboard.press('u');
  await expect(inbox.notice('3 taken back')).toBeVisible();
  expect(await ownersOf()).toEqual(['Dana Reyes', 'Dana Reyes', 'Dana Reyes']);

  await page.keyboard.press('Control+a');
  await page.keyboard.press('l');
  await bulk.dialog.getByRole('textbox', { name: 'Label' }).fill('call');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(inbox.notice(/3 labelled/)).toBeVisible();
});

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`on a phone, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 }, hasTouch: true });

    test('a tap selects once "Select" was pressed, and opens again afterwards', async ({
      desk,
      clinic,
      page,
    }) => {
      const { inbox, bulk } = desk;
      const sender = nameOf('Tapped');
      await clinic.fill(30, sender, FIRST);
      await listOnly(desk, sender, '30 faxes');
      await bulk.select.tap();
      await inbox.rows.nth(0).tap();
      await inbox.rows.nth(2).tap();
      await expect(bulk.count).toHaveText('2 selected');
      expect(await violationsOf(page)).toEqual([]);
      await bulk.button('Select all').tap();
      await expect(bulk.count).toHaveText('30 selected');
      const letGo = await holdSaves(page);
      await bulk.button('Archive').tap();
      await expect(bulk.dialog).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await bulk.dialog.getByRole('button', { name: 'Archive' }).tap();
      await expect(bulk.run).toContainText('0 of 30');
      expect(await violationsOf(page)).toEqual([]);
      letGo();
      await expect(inbox.notice('30 archived')).toBeVisible(IN_TIME);
      await page.getByRole('button', { name: 'Undo' }).tap();
      await expect(inbox.notice('30 taken back')).toBeVisible(IN_TIME);
      await inbox.rows.nth(0).tap();
      await expect(page.getByRole('button', { name: 'All open' })).toBeVisible();
    });
  });
}
