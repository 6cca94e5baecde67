import { expect, test } from '../fixtures.ts';

const NOT_OURS = '+14155550999';
const WHAT = 'none of our lines';

test('a fax on a number that is not ours asks for a person, who routes it and says done', async ({
  desk,
  clinic,
}) => {
  const { attention, inbox, document, page } = desk;
  const fax = await clinic.receive({ to: NOT_OURS });
  await inbox.open();
  await inbox.needsAttention.click();
  await expect(attention.row(fax.sender)).toContainText(WHAT);

  await attention.row(fax.sender).click();
  await expect(document.canvas(1)).toBeVisible();
  await expect(attention.card).toContainText('Route it to whoever it is for');
  await attention.card.getByRole('button', { name: 'Route it' }).click();
  await page.keyboard.type('front');
  await page.keyboard.press('Enter');
  await expect(inbox.notice('Routed to Front desk')).toBeVisible();

  await page.keyboard.press('y');
  await expect(inbox.notice('Done')).toBeVisible();
  await expect.poll(() => clinic.openAttentionOf(fax.id)).toEqual([]);
  await page.reload();
  await expect(attention.row(fax.sender)).toHaveCount(0);
});

test('it stands on top of the fax’s own panel too, and done is taken back by one key', async ({
  desk,
  clinic,
}) => {
  const { attention, inbox, triage, page } = desk;
  const fax = await clinic.receive({ to: NOT_OURS });
  await inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
  await expect(attention.card).toContainText(WHAT);
  await attention.card.getByRole('button', { name: 'Done' }).click();
  await expect(attention.card).toHaveCount(0);
  await expect(triage.events.filter({ hasText: 'Dealt with by Dana Reyes' })).toBeVisible();

  await page.keyboard.press('u');
  await expect(inbox.notice('Undone')).toBeVisible();
  await expect(attention.card).toContainText(WHAT);
  await expect.poll(async () => (await clinic.openAttentionOf(fax.id)).length).toBe(1);
});

test('a colleague’s done greys it where it stands, and the count goes down by itself', async ({
  desk,
  deskOf,
  clinic,
}) => {
  const fax = await clinic.receive({ to: NOT_OURS });
  await desk.inbox.open('/attention');
  await expect(desk.attention.row(fax.sender)).toBeVisible();
  await expect(desk.inbox.needsAttention).toHaveText(/\d/);
  const before = Number.parseInt(
    ((await desk.inbox.needsAttention.textContent()) ?? '').replace(/\D/g, ''),
    10,
  );
  const colleague = await deskOf('practitioner');
  await colleague.inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
  await colleague.attention.card.getByRole('button', { name: 'Done' }).click();
  await expect(desk.attention.row(fax.sender)).toContainText('Dealt with by Mina Khan');
  await expect(desk.inbox.needsAttention).toContainText(String(before - 1));
});

test('a fax of another system without a direction is received when somebody says so', async ({
  desk,
  clinic,
}) => {
  const { attention, inbox } = desk;
  const id = await clinic.receiveUndirected('Foreign Systems Clinic');
  await desk.inbox.open('/attention');
  await attention.list
    .getByRole('option', { name: /without saying whether it was sent/ })
    .first()
    .click();
  await attention.card.getByRole('button', { name: 'It was received' }).click();
  await expect(inbox.notice('Direction set')).toBeVisible();
  await expect.poll(() => clinic.directionOf(id)).toBe('inbound');
});
