import type { Page } from '@playwright/test';
import { test as base, expect } from '../fixtures.ts';
import { BrowserStorage } from '../pages/browserStorage.ts';
import { TriagePanel } from '../pages/triagePanel.ts';
import { PASSWORD } from '../support/server.ts';

const test = base.extend<{ readonly storage: BrowserStorage }>({
  storage: async ({ page }, use) => {
    await use(new BrowserStorage(page));
  },
});

const WORDS = 'Mrs. Quillfeather calls back about page three';

test('a note typed right before a reload is there after it, and gone once it was added', async ({
  desk,
  storage,
  clinic,
}) => {
  const fax = await clinic.receive();
  const { inbox, triage, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await triage.note.fill(WORDS);
  await page.reload();
  await expect(triage.note).toHaveValue(WORDS);
  await expect(triage.region).toContainText('Kept until you add it');

  await triage.addNote.click();
  await expect(inbox.notice('Note added')).toBeVisible();
  await page.reload();
  await expect(triage.notes.first()).toContainText(WORDS);
  await expect(triage.note).toHaveValue('');
  await expect.poll(() => storage.typedTexts()).toHaveLength(0);
});

test('no word of it can be read in the browser', async ({ desk, storage, clinic }) => {
  const fax = await clinic.receive();
  await desk.inbox.open(`/inbox/all-open/${fax.id}`);
  await desk.triage.note.fill(WORDS);
  await expect.poll(() => storage.typedTexts()).toHaveLength(1);
  const stored = [...(await storage.typedTexts()), await storage.web()].join();
  expect(stored).toContain(fax.id);
  expect(stored).not.toMatch(/Quillfeather|calls back|page three/);
});

test('the next person at the computer does not see it; its author does when they are back', async ({
  page,
  storage,
  clinic,
  signInPage,
}) => {
  const fax = await clinic.receive();
  const triage = new TriagePanel(page);
  await signInPage.open(`/inbox/all-open/${fax.id}`);
  await signInPage.signIn('frontdesk@example.com', PASSWORD);
  await triage.note.fill(WORDS);
  await signOut(page, 'Dana Reyes');

  await signInPage.signIn('practitioner@example.com', PASSWORD);
  await expect(triage.note).toBeEditable();
  await expect(triage.note).toHaveValue('');
  await triage.note.fill('Mine');
  await expect.poll(() => storage.typedTexts()).toHaveLength(2);
  await page.reload();
  await expect(triage.note).toHaveValue('Mine');
  await signOut(page, 'Mina Khan');

  await signInPage.signIn('frontdesk@example.com', PASSWORD);
  await expect(triage.note).toHaveValue(WORDS);
});

test('a note added right before a reload is there once', async ({ desk, storage, clinic }) => {
  const fax = await clinic.receive();
  const { inbox, triage, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await triage.note.fill(WORDS);
  await expect.poll(() => storage.typedTexts()).toHaveLength(1);
  // Saved, but this page does not live to hear of it.
  const saved = Promise.withResolvers<void>();
  await page.route(`**/Communication/${fax.id}`, async (route) => {
    if (route.request().method() !== 'PUT') {
      await route.continue();
      return;
    }
    await route.fetch();
    saved.resolve();
  });
  await triage.addNote.click();
  await saved.promise;
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await expect(triage.notes).toHaveCount(1);
  await expect(triage.note).toHaveValue('');
  await expect.poll(() => storage.typedTexts()).toHaveLength(0);
});

test('a note that could not be added stays in its field', async ({ desk, clinic }) => {
  const fax = await clinic.receive();
  const { inbox, triage, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await triage.note.fill(WORDS);
  await page.route(`**/Communication/${fax.id}`, (route) =>
    route.request().method() === 'PUT' ? route.fulfill({ status: 403, json: REFUSED }) : route.continue(),
  );
  await triage.addNote.click();
  await expect(inbox.notice('Not allowed')).toBeVisible();
  await expect(triage.note).toHaveValue(WORDS);
  await page.unrouteAll();
  await page.reload();
  await expect(triage.note).toHaveValue(WORDS);
});

test('beside a server that gives no key it survives a reload, and nothing outlives the tab', async ({
  desk,
  clinic,
  context,
}) => {
  const fax = await clinic.receive();
  const { inbox, triage, page } = desk;
  await context.route('**/config.json', async (route) => {
    const config = await (await route.fetch()).json();
    await route.fulfill({ json: { ...config, features: {} } });
  });
  await context.route('**/auth/text-key', (route) => route.fulfill({ status: 404, json: REFUSED }));
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await triage.note.fill(WORDS);
  await page.reload();
  await expect(triage.note).toHaveValue(WORDS);

  const other = await context.newPage();
  await other.goto(`/inbox/all-open/${fax.id}`);
  await expect(other.getByRole('heading', { name: 'Sign in to Faxwell' })).toBeVisible();
  expect(await new BrowserStorage(other).web()).not.toContain('text-key');
});

test('where the browser refuses to store anything the field says so and goes on', async ({
  desk,
  storage,
  clinic,
}) => {
  const fax = await clinic.receive();
  const { inbox, triage } = desk;
  await storage.refuseDatabases();
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await triage.note.fill(WORDS);
  await expect(triage.region).toContainText('Not kept if you reload');
  expect(await storage.web()).not.toMatch(/Quillfeather/);
  await triage.addNote.click();
  await expect(triage.notes.first()).toContainText(WORDS);
});

const REFUSED = {
  resourceType: 'OperationOutcome',
  id: 'forbidden',
  issue: [{ severity: 'error', code: 'forbidden', details: { text: 'Forbidden' } }],
};

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}
