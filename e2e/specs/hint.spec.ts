import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { PASSWORD } from '../support/server.ts';

const hintOn = (page: Page) => page.getByText('Five keys do most of it');

test('the hint for whoever is new names five keys, leaves the focus alone and never comes back', async ({
  desk,
  signInPage,
  page,
}) => {
  await desk.inbox.open();
  const hint = hintOn(page);
  await expect(hint).toBeVisible();
  await expect(page.getByRole('status').filter({ has: hint })).toHaveText(
    /Next fax.*patient.*type.*Handled.*Undo/,
  );
  expect(await page.evaluate('document.activeElement.tagName')).toBe('BODY');

  // A reload is no reason to announce it again, and reading is none to put it away.
  await page.reload();
  await expect(hint).toBeVisible();
  await expect(page.getByRole('status').filter({ has: hint })).toHaveCount(0);
  await desk.inbox.rows.first().click();
  await expect(hint).toBeHidden();
  await page.goBack();
  await expect(hint).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(hint).toBeHidden();
  await page.reload();
  await expect(page.getByText('Choose a fax to read it here')).toBeVisible();
  await expect(hint).toBeHidden();

  // The next person at this computer is new.
  await signOut(page);
  await signInPage.signIn('practitioner@example.com', PASSWORD);
  await expect(hint).toBeVisible();
  await page.getByRole('button', { name: 'Got it' }).click();
  await expect(hint).toBeHidden();
});

test('the key of all keys opens them and puts the hint away', async ({ desk, page }) => {
  await desk.inbox.open();
  await expect(hintOn(page)).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(hintOn(page)).toBeHidden();
});

test('whoever switches single keys off keeps the others, and the next person keeps theirs', async ({
  desk,
  signInPage,
  page,
}) => {
  const letters = page.getByRole('switch', { name: 'Keys that are a single character act' });
  const { inbox } = desk;
  await inbox.open();
  await expect(inbox.rows).not.toHaveCount(0);
  await page.keyboard.press('?');
  await letters.click();
  await page.keyboard.press('Escape');
  await expect(letters).toBeHidden();

  await page.reload();
  await expect(inbox.rows).not.toHaveCount(0);
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'What do you want to do?' }).fill('next fax');
  await page.keyboard.press('Enter');
  await expect(inbox.selected).toHaveCount(1);
  // `j` would have gone to the first and the palette to the second.
  await expect(inbox.selected).toHaveAttribute('aria-posinset', '1');
  await expect(letters).toBeHidden();

  await signOut(page);
  await signInPage.signIn('practitioner@example.com', PASSWORD);
  await expect(inbox.rows).not.toHaveCount(0);
  await page.keyboard.press('?');
  await expect(letters).toBeChecked();
});

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /appearance and sign out/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}
