import { expect, test } from '../fixtures.ts';

test.describe('the front desk', () => {
  test('puts labels on by key, sees them in panel and row, and takes them off again', async ({
    desk,
    clinic,
  }) => {
    const fax = await clinic.receive();
    const { inbox, triage, document, page } = desk;
    await inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
    await expect(document.canvas(1)).toBeVisible();

    await page.keyboard.press('l');
    await triage.offered('Labels');
    await page.keyboard.type('bill');
    await page.keyboard.press('Enter');
    await expect(triage.labelsOn).toHaveText(['Billing']);
    await expect(inbox.notice('Label put on')).toBeVisible();
    // The keys of triage work again.
    await page.keyboard.press('l');
    await triage.offered('Labels');
    await page.keyboard.type('call');
    await page.keyboard.press('Enter');
    await expect(triage.labelsOn).toHaveText(['Billing', 'Call patient']);
    await expect(triage.labels).toHaveAccessibleDescription('On this fax: Billing, Call patient');
    await expect(inbox.row(fax.sender)).toHaveAccessibleName(/, Billing, Call patient/);
    await expect.poll(() => clinic.labelsOf(fax.id)).toEqual(['Billing', 'Call patient']);
    await expect(triage.events.filter({ hasText: 'Labelled' })).toHaveText([
      /^Labelled by Dana Reyes: Billing/,
      /^Labelled by Dana Reyes: Call patient/,
    ]);

    // The same key and letters take it off.
    await page.keyboard.press('l');
    await triage.offered('Labels');
    await page.keyboard.type('bill');
    await page.keyboard.press('Enter');
    await expect(triage.labelsOn).toHaveText(['Call patient']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('u');
    await expect(inbox.notice('Undone')).toBeVisible();
    await expect.poll(() => clinic.labelsOf(fax.id)).toEqual(['Call patient', 'Billing']);

    await page.keyboard.press('l');
    await page.keyboard.press('Backspace');
    await expect(triage.labelsOn).toHaveText(['Call patient']);
    await page.keyboard.press('Backspace');
    await expect(triage.labelsOn).toHaveCount(0);
    await expect.poll(() => clinic.labelsOf(fax.id)).toEqual([]);
    await expect(inbox.row(fax.sender)).not.toContainText('Billing');
  });

  test('sees a label another system put by its own words, and may take it off', async ({ desk, clinic }) => {
    const fax = await clinic.receive();
    await clinic.changeFax(fax.id, (communication) => ({
      ...communication,
      category: [
        ...(communication.category ?? []),
        { coding: [{ system: 'urn:faxwell:label', code: 'from-lab', display: 'Seen by the lab' }] },
      ],
    }));
    const { inbox, triage, page } = desk;
    await inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
    await expect(triage.labelsOn).toHaveText(['Seen by the lab']);
    await expect(inbox.row(fax.sender)).toContainText('Seen by the lab');
    await triage.labels.click();
    await triage.label('Seen by the lab').click();
    await expect(triage.labelsOn).toHaveCount(0);
    await expect.poll(() => clinic.labelsOf(fax.id)).toEqual([]);
    await page.keyboard.type('unheard of');
    await expect(page.getByText('No such label. An admin can create it.')).toBeVisible();
  });

  test('and a colleague put labels on the same fax without being in the way', async ({
    desk,
    deskOf,
    clinic,
  }) => {
    const fax = await clinic.receive();
    const colleague = await deskOf('practitioner');
    // The colleague's change reaches the server while this desk hears nothing of it.
    await desk.page.routeWebSocket(/\/ws\//, () => undefined);
    await desk.inbox.open(`/inbox/all-open/${fax.id}`);
    await expect(desk.document.canvas(1)).toBeVisible();
    await colleague.inbox.open(`/inbox/all-open/${fax.id}`);
    await colleague.triage.labels.click();
    await colleague.triage.label('To sign').click();
    await expect.poll(() => clinic.labelsOf(fax.id)).toEqual(['To sign']);

    await desk.triage.labels.click();
    await desk.triage.label('Billing').click();
    await expect(desk.triage.labelsOn).toHaveText(['To sign', 'Billing']);
    await expect.poll(() => clinic.labelsOf(fax.id)).toEqual(['To sign', 'Billing']);
  });
});

test.describe('an admin', () => {
  test.use({ role: 'admin' });

  test('creates a label in place, and everybody has it', async ({ desk, deskOf, clinic }) => {
    const fax = await clinic.receive();
    const { inbox, triage, document, page } = desk;
    await inbox.open(`/inbox/all-open/${fax.id}`);
    await expect(document.canvas(1)).toBeVisible();
    await page.keyboard.press('l');
    await triage.offered('Labels');
    await page.keyboard.type('Peer review');
    await expect(triage.label('Create “Peer review”')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(triage.labelsOn).toHaveText(['Peer review']);
    await expect.poll(() => clinic.labelsOf(fax.id)).toEqual(['Peer review']);

    const other = await deskOf('frontdesk');
    await other.inbox.open(`/inbox/all-open/${fax.id}`);
    await other.triage.labels.click();
    await expect(other.triage.label('Peer review')).toHaveAttribute('aria-selected', 'true');
  });
});
