import { expect, test } from '../fixtures.ts';
import { makePdf } from '../support/documents.ts';

test('a fax that arrives appears by itself and is read inline', async ({ desk, clinic }) => {
  const { inbox, document, triage } = desk;
  // At the top, where it is drawn however many there are.
  await inbox.open('/inbox/unassigned?order=newest');
  await expect(inbox.live).toHaveText('Live');
  const fax = await clinic.receive({
    from: 'Harborview Allergy',
    document: await makePdf({ pages: ['Skin test results', 'Second page', 'Third page'] }),
  });
  const row = inbox.row(fax.sender);
  await expect(row).toBeVisible();
  await expect(row).toContainText('3 pages');
  await expect(row).toContainText('Front office');
  await expect(row).toHaveAccessibleName(/Not opened yet/);

  await row.click();
  await expect(document.page(1)).toHaveAccessibleName('Page 1 of 3, fax from Harborview Allergy');
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.events.filter({ hasText: 'Opened by Dana Reyes' })).toBeVisible();
  await expect(row).not.toHaveAccessibleName(/Not opened yet/);
});

test('the same delivery twice is one fax', async ({ desk, clinic }) => {
  const delivery = { from: 'Twice Clinic', number: '+12125550901', id: 'delivered-twice' } as const;
  const fax = await clinic.receive(delivery);
  await clinic.deliver(delivery);
  await clinic.takenIn();
  await desk.inbox.open();
  await desk.inbox.search.fill(fax.sender);
  await expect(desk.inbox.rows).toHaveCount(1);
});

test('a withheld number and an unknown line say so', async ({ desk, clinic }) => {
  const fax = await clinic.receive({ number: 'withheld', to: '+12125550999' });
  await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(desk.document.region).toHaveAccessibleName('Fax from Withheld number');
  await expect(desk.triage.events.filter({ hasText: 'none of our lines' })).toBeVisible();
});
