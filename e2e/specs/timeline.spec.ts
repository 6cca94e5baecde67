import { expect, test } from '../fixtures.ts';

test('the timeline says who did what, then what is still to come', async ({ desk, deskOf, clinic }) => {
  const [fax] = await Promise.all([
    clinic.receive({ to: '+14155550101' }),
    clinic.createPatient({ given: 'Tim', family: 'Lineman', birthDate: '1966-06-06', mrn: 'T-6' }),
  ]);
  const { inbox, triage, document } = desk;
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.events).toHaveText([
    /^Received on Referrals/,
    /^Opened by Dana Reyes/,
    /Filed to a patient/,
    /Handled/,
    /Reviewed/,
  ]);
  await expect(triage.events.first()).toContainText(/Support id [2-9A-Z]{4}-[2-9A-Z]{4}/);
  await triage.assign('lineman', 'Tim Lineman');
  await expect(triage.events.filter({ hasText: 'Filed to Tim Lineman by Dana Reyes' })).toBeVisible();
  await triage.chooseType('Insurance');
  await expect(triage.events.filter({ hasText: 'Type set to Insurance' })).toContainText('by Dana Reyes');

  const colleague = await deskOf('practitioner');
  await colleague.inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(colleague.document.canvas(1)).toBeVisible();
  await expect(colleague.triage.events.filter({ hasText: 'Opened by Mina Khan' })).toBeVisible();

  await triage.button('Archive').click();
  await inbox.open(`/inbox/archived/${fax.id}`);
  await expect(triage.events).toHaveText([
    /^Received on Referrals/,
    /^Opened by Dana Reyes/,
    /^Filed to Tim Lineman by Dana Reyes/,
    /^Type set to Insurance letter by Dana Reyes/,
    /^Opened by Mina Khan/,
    /^Archived by Dana Reyes/,
  ]);
});

test('times are in the zone of the clinic, with the whole instant behind', async ({ desk, clinic }) => {
  const fax = await clinic.receive({ sentAt: '2026-01-15T20:30:00Z' });
  await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
  // 12:30 in Los Angeles, 5:30 of the next day in the browser's own zone.
  await expect(desk.inbox.row(fax.sender)).toHaveAccessibleName(/Thu 15 Jan 2026, 12:30/);
  await expect(desk.triage.events.first().getByRole('time')).toHaveAttribute('title', /20\d\d, \d+:\d\d/);
});
