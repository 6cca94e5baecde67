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
  await desk.inbox.rows.first().click();
  await expect(desk.document.canvas(1)).toBeVisible();
  await page.getByRole('button', { name: 'Dana Reyes' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(signInPage.heading).toBeVisible();
  expect(await page.evaluate('sessionStorage.getItem("activeLogin")')).toBeNull();
  // Within the app, whose pages are still in this tab's memory.
  await page.goBack();
  await expect(page).toHaveURL(/\/inbox\/unassigned$/);
  await expect(signInPage.heading).toBeVisible();
  await expect(desk.inbox.rows).toHaveCount(0);
});

test('a sign-in that ended meanwhile is asked for again', async ({ page, desk, signInPage }) => {
  await desk.inbox.open();
  await expect(desk.inbox.rows).not.toHaveCount(0);
  const token = await page.evaluate('JSON.parse(sessionStorage.getItem("activeLogin")).accessToken');
  await page.request.post('/oauth2/logout', { headers: { authorization: `Bearer ${token}` } });
  await page.reload();
  await expect(signInPage.heading).toBeVisible();
});

test('what is answered after signing out is not shown to the next person', async ({
  page,
  desk,
  clinic,
  signInPage,
}) => {
  const fax = await clinic.receive();
  const { inbox, triage, document } = desk;
  const answer = Promise.withResolvers<void>();
  let isNextPerson = false;
  // Nothing but the answer itself may tell this desk of the fax.
  await page.routeWebSocket(/\/ws\//, () => undefined);
  await page.route(/_lastUpdated=/, (route) => route.abort());
  await page.route(`**/Communication/${fax.id}`, async (route) => {
    if (!route.request().postData()?.includes('"archived"')) {
      await route.continue();
    } else if (isNextPerson) {
      await route.abort();
    } else {
      const response = await route.fetch();
      await answer.promise;
      await route.fulfill({ response });
    }
  });
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await triage.button('Archive').click();
  await expect.poll(async () => JSON.stringify(await clinic.readFax(fax.id))).toContain('"archived"');
  await page.getByRole('button', { name: 'Dana Reyes' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(signInPage.heading).toBeVisible();

  isNextPerson = true;
  answer.resolve();
  await clinic.changeFax(fax.id, (standing) => ({ ...standing, note: [{ text: 'Changed since' }] }));
  await signInPage.signIn('practitioner@example.com', PASSWORD);
  await inbox.folder('Archived').click();
  await inbox.row(fax.sender).click();
  await expect(triage.notes.first()).toContainText('Changed since');
});

test('an address that does not exist says so', async ({ page, desk }) => {
  await desk.inbox.open('/nowhere');
  await expect(page.getByText('There is no such page')).toBeVisible();
  await page.getByRole('button', { name: 'Go to the inbox' }).click();
  await expect(desk.inbox.heading).toHaveText('Unassigned');
});
