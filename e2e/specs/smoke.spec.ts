import { randomUUID } from 'node:crypto';
import { expect, test } from '../fixtures.ts';
import { DocumentPane } from '../pages/documentPane.ts';
import { InboxPage } from '../pages/inboxPage.ts';
import { TriagePanel } from '../pages/triagePanel.ts';
import { PASSWORD } from '../support/server.ts';

test('sign in, list, read, file, undo', async ({ page, signInPage, clinic }) => {
  const [fax, patient] = await Promise.all([
    clinic.receive(),
    clinic.createPatient({ given: 'Smoke', family: 'Journey', birthDate: '1950-05-06', mrn: 'S-1' }),
  ]);
  const inbox = new InboxPage(page);
  const document = new DocumentPane(page);
  const triage = new TriagePanel(page);

  await signInPage.open();
  await signInPage.signIn('frontdesk@example.com', PASSWORD);
  await inbox.openFax(fax.sender);
  await expect(document.canvas(1)).toBeVisible();

  await triage.assign('journey', 'Smoke Journey');
  await expect(inbox.notice('Filed')).toBeVisible();
  await expect(triage.patient).toContainText('6 May 1950 · MRN S-1');
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${patient.id}`]);

  await page.keyboard.press('u');
  await expect(inbox.notice('Undone')).toBeVisible();
  await expect(triage.patientSearch).toBeVisible();
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([]);
  await expect(triage.events.filter({ hasText: 'Taken off the chart of Smoke Journey' })).toBeVisible();
});

test('what arrives on a number that is not ours is claimed, routed and said to be done', async ({
  desk,
  clinic,
}) => {
  const { inbox, triage, attention, page } = desk;
  const fax = await clinic.receive({ to: '+14155550998' });
  await inbox.open();
  await inbox.needsAttention.click();
  await attention.row(fax.sender).click();
  await triage.button('Claim').click();
  await expect.poll(() => clinic.ownerOf(fax.id)).toBe('Dana Reyes');
  await triage.route('Referrals');
  await expect.poll(() => clinic.ownerOf(fax.id)).toBe('Referrals');
  await attention.card.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => clinic.openAttentionOf(fax.id)).toEqual([]);

  await page.keyboard.press('u');
  await expect.poll(async () => (await clinic.openAttentionOf(fax.id)).length).toBe(1);
  await inbox.folder('My team').click();
  await expect(inbox.row(fax.sender)).toContainText('for Referrals');
});

test('pages are filed to two patients, each with a file of its own', async ({ desk, clinic }) => {
  const [fax, first, second] = await Promise.all([
    clinic.receive(),
    clinic.createPatient({ given: 'Page', family: 'Onesmoke', birthDate: '1951-05-06', mrn: 'S-11' }),
    clinic.createPatient({ given: 'Page', family: 'Twosmoke', birthDate: '1952-05-06', mrn: 'S-12' }),
  ]);
  const { inbox, parts, document, page } = desk;
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await page.keyboard.press('p');
  await expect(parts.pages).toHaveValue('1');
  await parts.file('onesmoke', 'Page Onesmoke');
  await expect(parts.pages).toHaveValue('2');
  await parts.file('twosmoke', 'Page Twosmoke');
  await expect(parts.left).toHaveText('Every page is filed or not needed.');
  await expect
    .poll(() => clinic.documentsOf(fax.id))
    .toEqual([
      { patient: `Patient/${first.id}`, pages: 1 },
      { patient: `Patient/${second.id}`, pages: 1 },
    ]);
});

test('a fax is labelled, its sender blocked, and let through again', async ({ desk, clinic }) => {
  const number = '+16465550199';
  const fax = await clinic.receive({ number, isStranger: true });
  const { inbox, triage, blocking, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(triage.junk).toBeEnabled();
  await page.keyboard.press('l');
  await triage.offered('Labels');
  await page.keyboard.type('bill');
  await page.keyboard.press('Enter');
  await expect.poll(() => clinic.labelsOf(fax.id)).toEqual(['Billing']);
  await page.keyboard.press('b');
  await expect(blocking.dialog).toBeVisible();
  await page.keyboard.press('1');
  await expect.poll(() => clinic.stateOf(fax.id)).toBe('junk');
  const blocked = await clinic.receive({ number, isStranger: true });
  expect(await clinic.stateOf(blocked.id)).toBe('junk');

  await inbox.folder('Junk').click();
  await blocking.openList.click();
  await blocking.sender(fax.sender).getByRole('button', { name: 'Unblock' }).click();
  await expect.poll(() => clinic.blockOf(number)).toBeUndefined();
  const through = await clinic.receive({ number, isStranger: true });
  expect(await clinic.stateOf(through.id)).toBe('open');
});

test('many faxes are changed together, and taken back', async ({ desk, clinic, page }) => {
  const { inbox, bulk } = desk;
  const sender = `Many ${randomUUID().slice(0, 6)}`;
  const ids = await clinic.fill(60, sender, '2026-02-01T08:00:00Z');
  await inbox.open('/inbox/all-open');
  await inbox.search.fill(sender);
  await inbox.search.press('Enter');
  await expect(inbox.summary).toContainText('50 faxes and more');
  await expect(inbox.list).toBeFocused();
  await page.keyboard.press('s');
  await bulk.button('Select all').click();
  await expect(bulk.count).toHaveText('60 selected');
  await inbox.list.focus();
  await page.keyboard.press('d');
  await expect(bulk.dialog).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(inbox.notice('60 handled')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('u');
  await expect(inbox.notice('60 taken back')).toBeVisible({ timeout: 60_000 });
  // Made, handled, not handled after all: nothing was done twice.
  expect(await clinic.versionsOf(ids[59] ?? '')).toBe(3);
});
