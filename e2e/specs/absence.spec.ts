import { expect, test } from '../fixtures.ts';

test('while somebody is away their faxes stand in the Mine of who covers, under their name', async ({
  desk,
  deskOf,
  clinic,
}) => {
  const fax = await clinic.receive();
  const away = await deskOf('practitioner');
  await away.inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
  await away.triage.route('Mina Khan');
  await expect.poll(() => clinic.ownerOf(fax.id)).toBe('Mina Khan');
  await desk.inbox.open('/inbox/mine');
  await expect(desk.inbox.row(fax.sender)).toHaveCount(0);

  await away.absence.say({ to: '2099-01-01', cover: 'Dana Reyes' });
  await expect(away.inbox.notice('Away: Dana Reyes covers for you')).toBeVisible();
  await desk.page.reload();
  await expect(desk.inbox.row(fax.sender)).toContainText('for Mina Khan');

  await away.inbox.notice('Away').getByRole('button', { name: 'Undo' }).click();
  await expect(away.inbox.notice('Undone')).toBeVisible();
  await desk.page.reload();
  await expect(desk.inbox.heading).toHaveText('Mine');
  await expect(desk.inbox.row(fax.sender)).toHaveCount(0);
});
