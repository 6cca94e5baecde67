import { expect, test } from '../fixtures.ts';
import { InboxPage } from '../pages/inboxPage.ts';
import { PASSWORD } from '../support/server.ts';

test('the front desk signs in and sees its faxes', async ({ page, signInPage }) => {
  await signInPage.open();
  await expect(signInPage.heading).toBeVisible();
  await signInPage.signIn('frontdesk@example.com', PASSWORD);
  const inbox = new InboxPage(page);
  await expect(inbox.heading).toHaveText('Unassigned');
  await expect(inbox.rows).not.toHaveCount(0);
  await expect(inbox.live).toHaveText('Live');
});

test('after signing in the page asked for is shown', async ({ page, signInPage }) => {
  await signInPage.open('/inbox/archived?order=oldest');
  await signInPage.signIn('practitioner@example.com', PASSWORD);
  await expect(new InboxPage(page).heading).toHaveText('Archived');
  expect(new URL(page.url()).search).toBe('?order=oldest');
});

test('a wrong password is said plainly, and the right one still works', async ({ page, signInPage }) => {
  await signInPage.open();
  await signInPage.signIn('admin@example.com', 'not-the-password');
  await expect(signInPage.problem).toBeVisible();
  await signInPage.password.fill(PASSWORD);
  await signInPage.submit.click();
  await expect(new InboxPage(page).heading).toHaveText('Unassigned');
});

test('whoever signs out has left nothing behind in the browser', async ({ page, desk, signInPage }) => {
  await desk.inbox.open();
  await expect(desk.inbox.rows).not.toHaveCount(0);
  await page.getByRole('button', { name: 'Dana Reyes' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(signInPage.heading).toBeVisible();
  expect(await page.evaluate('sessionStorage.getItem("activeLogin")')).toBeNull();
  await page.goBack();
  await expect(signInPage.heading).toBeVisible();
  await expect(desk.inbox.rows).toHaveCount(0);
});

test('an address that does not exist says so', async ({ page, desk }) => {
  await desk.inbox.open('/nowhere');
  await expect(page.getByText('There is no such page')).toBeVisible();
  await page.getByRole('button', { name: 'Go to the inbox' }).click();
  await expect(desk.inbox.heading).toHaveText('Unassigned');
});
