import { expect, test } from '../fixtures.ts';

test('a fax is claimed, released, routed and taken back by keys, and lists and timeline say so', async ({
  desk,
  clinic,
}) => {
  const { inbox, triage, document, page } = desk;
  const fax = await clinic.receive();
  await inbox.open('/inbox/all-open?order=newest');
  await inbox.openFax(fax.sender);
  await expect(document.canvas(1)).toBeVisible();

  await page.keyboard.press('c');
  await expect(inbox.row(fax.sender)).toContainText('with you');
  await expect(triage.owner).toHaveValue('Dana Reyes');
  await expect(triage.events.filter({ hasText: 'Claimed by Dana Reyes' })).toBeVisible();
  await expect.poll(() => clinic.ownerOf(fax.id)).toBe('Dana Reyes');

  await page.keyboard.press('c');
  await expect(inbox.notice('Released')).toBeVisible();
  await expect.poll(() => clinic.ownerOf(fax.id)).toBeUndefined();

  await page.keyboard.press('o');
  await triage.offered('Goes to');
  await page.keyboard.type('refer');
  await page.keyboard.press('Enter');
  await expect(inbox.notice('Routed to Referrals')).toBeVisible();
  await expect(inbox.row(fax.sender)).toContainText('for Referrals');
  await expect(triage.events.filter({ hasText: 'Routed to Referrals by Dana Reyes' })).toBeVisible();
  await inbox.folder('My team').click();
  await expect(inbox.row(fax.sender)).toBeVisible();

  await page.keyboard.press('u');
  await expect(inbox.notice('Undone')).toBeVisible();
  await expect.poll(() => clinic.ownerOf(fax.id)).toBeUndefined();
});

test('what a colleague gives to somebody appears in Mine by itself, and says when it is theirs no more', async ({
  desk,
  deskOf,
  clinic,
}) => {
  const fax = await clinic.receive();
  await desk.inbox.open('/inbox/mine');
  await expect(desk.inbox.live).toHaveText('Live');
  const colleague = await deskOf('practitioner');
  await colleague.inbox.open('/inbox/all-open?order=newest');
  await colleague.inbox.openFax(fax.sender);
  await colleague.triage.route('Dana Reyes');

  await expect(desk.inbox.row(fax.sender)).toContainText('for you');
  await desk.inbox.row(fax.sender).click();
  await colleague.triage.route('Mina Khan');
  await expect(desk.inbox.row(fax.sender)).toContainText('Now for Mina Khan');
  await expect(desk.triage.owner).toHaveValue('Mina Khan');
});

test('of two who claim at once one has it, and the other is told by whom', async ({
  desk,
  deskOf,
  clinic,
}) => {
  const fax = await clinic.receive();
  const { inbox, triage, document, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.owner).toHaveValue('');
  // What the colleague does reaches the server, but not this desk before it claims too.
  const { promise: isClaimed, resolve: claimed } = Promise.withResolvers<void>();
  await page.route('**/Task/*', async (route) => {
    if (route.request().method() === 'PUT') {
      await isClaimed;
    }
    await route.continue();
  });
  await page.keyboard.press('c');

  const colleague = await deskOf('practitioner');
  await colleague.inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
  await colleague.triage.button('Claim').click();
  await expect.poll(() => clinic.ownerOf(fax.id)).toBe('Mina Khan');
  claimed();

  await expect(inbox.notices.filter({ hasText: 'Mina Khan claimed it first' })).toBeVisible();
  await expect(triage.owner).toHaveValue('Mina Khan');
  expect(await clinic.ownerOf(fax.id)).toBe('Mina Khan');
  await expect(triage.button('Claim')).toHaveAttribute('aria-disabled', 'true');
});

test('somebody who has left is not offered, and not given anything by a list that is older', async ({
  desk,
  clinic,
}) => {
  const { inbox, triage } = desk;
  const fax = await clinic.receive();
  const leaver = await clinic.hire('Lena', 'Leaver');
  await inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
  await expect(triage.owner).toBeVisible();
  await triage.owner.click();
  await expect(triage.assignee('Lena Leaver')).toBeVisible();
  await clinic.letGo(leaver);
  await triage.assignee('Lena Leaver').click();
  await expect(inbox.notices.filter({ hasText: 'Lena Leaver does not work here any more' })).toBeVisible();
  await expect(triage.owner).toHaveValue('');

  await desk.page.reload();
  await triage.owner.click();
  await expect(triage.assignee('Mina Khan')).toBeVisible();
  await expect(triage.assignee('Lena Leaver')).toHaveCount(0);
});

test('junk, no patient needed and urgent are one key each, and taken back by one', async ({
  desk,
  clinic,
}) => {
  const { inbox, triage, document, page } = desk;
  const [later, fax] = [await clinic.receive(), await clinic.receive()];
  await inbox.open('/inbox/unassigned?order=oldest');
  await inbox.openFax(fax.sender);
  await expect(document.canvas(1)).toBeVisible();

  await page.keyboard.press('!');
  await expect(inbox.row(fax.sender)).toContainText('Urgent');
  await expect(inbox.notice('Urgent')).toBeVisible();
  await expect.poll(async () => (await clinic.readFax(fax.id)).priority).toBe('urgent');
  await page.reload();
  // First of all, though it came last.
  await expect(inbox.rows.first()).toContainText(fax.sender);

  await inbox.openFax(fax.sender);
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.button('No patient needed')).toBeEnabled();
  await expect(triage.button('No patient needed')).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('w');
  await expect(inbox.row(fax.sender)).toContainText('No patient needed');
  await page.keyboard.press('u');
  await expect(inbox.notice('Undone')).toBeVisible();

  await inbox.openFax(later.sender);
  await expect(document.page(1)).toHaveAccessibleName(new RegExp(later.sender));
  // Until then it shows the fax before, whose buttons are ready.
  await expect(triage.region).not.toHaveAttribute('inert');
  await expect(triage.junk).not.toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('x');
  await expect(inbox.notice('Moved to Junk')).toBeVisible();
  await inbox.folder('Junk').click();
  await expect(inbox.row(later.sender)).toBeVisible();
  await page.keyboard.press('u');
  await expect.poll(() => clinic.stateOf(later.id)).toBe('open');
});

test.describe('with the panel folded away', () => {
  test.use({ viewport: { width: 1093, height: 614 } });

  test('the key of routing opens it at the field', async ({ desk, clinic }) => {
    const { inbox, triage, document, page } = desk;
    const fax = await clinic.receive();
    await inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
    await expect(document.canvas(1)).toBeVisible();
    await page.keyboard.press('o');
    await triage.offered('Goes to');
    await expect(triage.owner).toBeFocused();
    await page.keyboard.type('front');
    await page.keyboard.press('Enter');
    await expect.poll(() => clinic.ownerOf(fax.id)).toBe('Front desk');
  });
});
