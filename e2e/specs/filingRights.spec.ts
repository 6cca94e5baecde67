import { expect, test } from '../fixtures.ts';

const LAB = { code: '11502-2', display: 'Laboratory report' };

test('a front desk that only proposes: a practitioner files by the key, or refuses', async ({
  deskOf,
  clinic,
}) => {
  // Three people at three desks, one after another.
  test.setTimeout(240_000);
  const number = '+12125550821';
  const [paula, nora] = await Promise.all([
    clinic.createPatient({ given: 'Paula', family: 'Askedfor', birthDate: '1961-03-14', mrn: 'AF-1' }),
    clinic.createPatient({ given: 'Nora', family: 'Countedfor', birthDate: '1970-07-07', mrn: 'CF-1' }),
  ]);
  await clinic.filedBefore(number, [nora, nora, nora], LAB);
  const [fax, refused, counted] = [
    await clinic.receive(),
    await clinic.receive(),
    await clinic.receive({ number }),
  ];

  const admin = await deskOf('admin');
  await admin.inbox.open();
  const set = async (choice: string, notice: string) => {
    await admin.page.getByRole('button', { name: /appearance and sign out/ }).click();
    await admin.page.getByRole('menuitem', { name: 'Who may file…' }).click();
    await admin.page.getByRole('radio', { name: choice }).click();
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(admin.inbox.notice(notice)).toBeVisible();
  };
  await set('The front desk proposes', 'The front desk proposes');

  const { inbox, triage, document, page } = await deskOf('frontdesk');
  for (const { id } of [fax, refused]) {
    await inbox.open(`/inbox/all-open/${id}`);
    await expect(document.canvas(1)).toBeVisible();
    await triage.assign('askedfor', 'Paula Askedfor');
    await expect(triage.proposedBy('Dana Reyes')).toContainText('14 Mar 1961 · MRN AF-1');
    await expect(inbox.notice('Proposed')).toBeVisible();
    expect(await clinic.chartsOf(id)).toEqual([]);
  }
  await inbox.open(`/inbox/all-open/${counted.id}`);
  await expect(triage.proposed.getByRole('button', { name: 'Propose' })).not.toHaveAttribute('aria-disabled');
  await page.keyboard.press('f');
  await expect(triage.proposedBy('Dana Reyes')).toContainText('Nora Countedfor');
  await expect(triage.proposedBy('Dana Reyes')).toContainText(LAB.display);
  await triage.proposedBy('Dana Reyes').getByRole('button', { name: 'Take back' }).click();
  await expect(triage.proposedBy('Dana Reyes')).toBeHidden();

  const doctor = await deskOf('practitioner');
  await doctor.inbox.open(`/inbox/all-open/${fax.id}`);
  const asked = doctor.triage.proposedBy('Dana Reyes');
  await expect(asked).toContainText('Paula Askedfor');
  await expect(asked.getByRole('button', { name: 'File' })).not.toHaveAttribute('aria-disabled');
  await doctor.page.keyboard.press('f');
  await expect(doctor.triage.patient).toContainText('Paula Askedfor');
  await expect(asked).toBeHidden();
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${paula.id}`]);
  const told = doctor.triage.events.filter({ hasText: 'Paula Askedfor' });
  await expect(told.filter({ hasText: 'Proposed for' })).toContainText('by Dana Reyes');
  await expect(told.filter({ hasText: 'Filed to' })).toContainText('by Mina Khan');

  await doctor.inbox.open(`/inbox/all-open/${refused.id}`);
  await doctor.triage.proposedBy('Dana Reyes').getByRole('button', { name: 'Refuse' }).click();
  await expect(doctor.triage.proposedBy('Dana Reyes')).toBeHidden();
  await expect
    .poll(async () => JSON.stringify((await clinic.readFax(refused.id)).extension))
    .not.toContain('urn:faxwell:proposed');

  await set('Everybody files', 'The front desk files');
  await inbox.open(`/inbox/all-open/${refused.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await triage.assign('askedfor', 'Paula Askedfor');
  await expect.poll(() => clinic.chartsOf(refused.id)).toEqual([`Patient/${paula.id}`]);
});
