import { randomUUID } from 'node:crypto';
import type { Basic } from '@medplum/fhirtypes';
import { expect, test } from '../fixtures.ts';

const VIEWS = { code: 'urn:faxwell:task|view' };

test('a list that is saved as a view is a key away, renamed, deleted and brought back', async ({
  desk,
  deskOf,
  clinic,
  page,
}) => {
  const { inbox, filters, views } = desk;
  const fax = await clinic.receive({ from: 'Viewed Vascular' });
  const name = `Vascular ${randomUUID().slice(0, 4)}`;
  await inbox.open('/inbox/all-open?unread=1');
  await expect(inbox.rows).not.toHaveCount(0);
  await inbox.search.fill('vascular');
  await expect(inbox.rows).toHaveCount(1);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('What do you want to do?').fill('save the list');
  await page.keyboard.press('Enter');
  await views.name.fill(name);
  await views.name.press('Enter');
  await expect(inbox.notice(`Saved as “${name}”`)).toBeVisible();
  await expect(views.link(name)).toHaveAttribute('aria-current', 'page');

  // At another desk, by the same person: with the words that stand in no address.
  const elsewhere = await deskOf('frontdesk');
  await elsewhere.inbox.open();
  await elsewhere.views.link(name).click();
  await expect(elsewhere.inbox.heading).toHaveText('All open');
  await expect(elsewhere.filters.chip('Not opened')).toBeVisible();
  await expect(elsewhere.inbox.search).toHaveValue('vascular');
  await expect(elsewhere.inbox.rows).toHaveCount(1);
  await expect(elsewhere.inbox.row(fax.sender)).toBeVisible();
  expect(elsewhere.page.url()).not.toContain('vascular');

  const first = `A ${name}`;
  await views.rename(name, first);
  await expect(views.link(first)).toBeVisible();
  await expect(views.links.first()).toHaveText(first);
  await views.delete(first);
  await expect(views.link(first)).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(views.link(first)).toBeVisible();

  await filters.clearAll.click();
  await expect(inbox.search).toHaveValue('');
  await views.link(first).click();
  await expect(inbox.search).toHaveValue('vascular');
  const colleague = await deskOf('practitioner');
  await colleague.inbox.open();
  await expect(colleague.inbox.rows).not.toHaveCount(0);
  await expect(colleague.views.link(first)).toHaveCount(0);
});

test('a name that is taken replaces what it shows, and undo brings that back', async ({ desk, page }) => {
  const { inbox, filters, views } = desk;
  const name = `Taken ${randomUUID().slice(0, 4)}`;
  await inbox.open('/inbox/closed?unread=1');
  await views.save(name);
  await expect(views.link(name)).toBeVisible();
  await inbox.open('/inbox/junk?urgent=1');
  await views.save(name.toUpperCase());
  const saved = inbox.notice(`“${name.toUpperCase()}”`);
  await expect(saved).toBeVisible();
  await expect(views.link(name)).toHaveCount(0);
  await saved.getByRole('button', { name: 'Undo' }).click();
  await views.link(name).click();
  await expect(inbox.heading).toHaveText('Closed');
  await expect(filters.chip('Not opened')).toBeVisible();
  await expect(page).toHaveURL(/\/inbox\/closed\?unread=1$/);
});

test('who changes a view that another tab has changed is told, and nothing of it is lost', async ({
  desk,
  deskOf,
}) => {
  const name = `Shared ${randomUUID().slice(0, 4)}`;
  await desk.inbox.open('/inbox/all-open?urgent=1');
  await desk.views.save(name);
  await expect(desk.views.link(name)).toBeVisible();
  const tab = await deskOf('frontdesk');
  await tab.inbox.open();
  await expect(tab.views.link(name)).toBeVisible();

  await desk.views.rename(name, `${name} first`);
  await expect(desk.views.link(`${name} first`)).toBeVisible();
  await tab.views.rename(name, `${name} second`);
  await expect(tab.inbox.notice(`“${name}” was changed in another tab first`)).toBeVisible();
  await expect(tab.views.link(`${name} first`)).toBeVisible();

  await desk.views.delete(`${name} first`);
  await expect(desk.views.link(`${name} first`)).toHaveCount(0);
  await tab.views.rename(`${name} first`, `${name} third`);
  await expect(tab.inbox.notice(`“${name} first” was deleted in another tab`)).toBeVisible();
  await expect(tab.views.link(`${name} first`)).toHaveCount(0);
});

test('a view of a newer version is shown and left alone', async ({ desk, clinic, page }) => {
  const { inbox, views } = desk;
  const name = `Newer ${randomUUID().slice(0, 4)}`;
  await inbox.open('/inbox/all-open?urgent=1');
  await views.save(name);
  await expect(views.link(name)).toBeVisible();
  const admin = await clinic.admin();
  const saved = await admin.searchResources('Basic', { ...VIEWS, _count: '200' }, { cache: 'reload' });
  const ours = saved.find((basic) => JSON.stringify(basic).includes(name));
  const newer = await admin.updateResource<Basic>({
    ...(ours ?? { resourceType: 'Basic', code: {} }),
    extension: [
      { url: 'urn:faxwell:schema-version', valueInteger: 2 },
      { url: 'urn:faxwell:value', valueString: JSON.stringify({ name, shape: 'of tomorrow' }) },
    ],
  });

  await page.reload();
  await views.closed(name).focus();
  await expect(page.getByRole('tooltip')).toContainText('A newer version of Faxwell saved this view');
  await expect(views.link(name)).toHaveCount(0);
  await page.getByRole('button', { name: 'Save view' }).click();
  await views.name.fill(name);
  await expect(page.getByText('A view of this name cannot be replaced here.')).toBeVisible();
  await views.name.press('Enter');
  const standing = await admin.readResource('Basic', newer.id ?? '', { cache: 'reload' });
  expect(standing.meta?.versionId).toBe(newer.meta?.versionId);
});

test('a view of what is gone opens, and its chips say what is gone', async ({ desk }) => {
  const { inbox, filters, views } = desk;
  const name = `Gone ${randomUUID().slice(0, 4)}`;
  await inbox.open(`/inbox/all-open?patient=${randomUUID()}&owner=practitioner-gone&label=gone&line=gone`);
  await views.save(name);
  await inbox.open('/inbox/unassigned');
  await views.link(name).click();
  await expect(inbox.heading).toHaveText('All open');
  for (const filter of ['Patient', 'Owner', 'Label', 'Line']) {
    await expect(filters.chip(`${filter}: no longer exists`)).toBeVisible();
  }
});
