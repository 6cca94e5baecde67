import { expect, test } from '../fixtures.ts';

let last = 1000;

/** A number that no other test blocks, and that no address book knows. */
function freshNumber(): string {
  last += 1;
  return `+1646555${last}`;
}

test('a sender is blocked with two keys; what it sends next is in Junk with why and by whom', async ({
  desk,
  deskOf,
  clinic,
}) => {
  const number = freshNumber();
  const fax = await clinic.receive({ number, isStranger: true });
  const next = await clinic.receive();
  const { inbox, triage, document, blocking, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.junk).toBeEnabled();

  await page.keyboard.press('b');
  await expect(blocking.dialog).toContainText(fax.sender);
  await page.keyboard.press('1');
  await expect(inbox.notice('Sender blocked')).toBeVisible();
  await expect(document.region).not.toHaveAccessibleName(`Fax from ${fax.sender}`);
  await expect.poll(() => clinic.stateOf(fax.id)).toBe('junk');
  await expect.poll(() => clinic.blockOf(number)).toBe('Advertising');
  expect(await clinic.stateOf(next.id)).toBe('open');

  const later = await clinic.receive({ number, isStranger: true });
  expect(await clinic.stateOf(later.id)).toBe('junk');
  expect(await clinic.ownerOf(later.id)).toBeUndefined();
  const colleague = await deskOf('practitioner');
  await colleague.inbox.open(`/inbox/junk/${later.id}`);
  await expect(colleague.inbox.row(fax.sender).first()).toContainText(
    'Blocked sender: Advertising · by Dana Reyes',
  );
  await expect(colleague.triage.region).toContainText('In Junk since it came');
  await expect(colleague.triage.region).toContainText('Sender blocked by Dana Reyes');
  await expect(colleague.triage.events.nth(1)).toContainText(
    'Put into Junk on arrival, sender blocked by Dana Reyes: Advertising',
  );

  // A colleague lets the sender through again and restores the fax.
  await colleague.triage.button('Unblock').click();
  await expect(colleague.inbox.notice('Sender unblocked')).toBeVisible();
  await expect(colleague.triage.button('Unblock')).toHaveCount(0);
  await expect(colleague.triage.region).toContainText('Blocked sender: Advertising, by Dana Reyes');
  await colleague.triage.button('Restore').click();
  await expect.poll(() => clinic.stateOf(later.id)).toBe('open');
  const last = await clinic.receive({ number, isStranger: true });
  expect(await clinic.stateOf(last.id)).toBe('open');
});

test('one undo takes back the block and brings the fax back', async ({ desk, clinic }) => {
  const number = freshNumber();
  const fax = await clinic.receive({ number, isStranger: true });
  const { inbox, triage, blocking, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(triage.junk).toBeEnabled();
  await page.keyboard.press('b');
  await expect(blocking.dialog).toBeVisible();
  await page.keyboard.press('5');
  await expect(blocking.ownReason).toBeFocused();
  await page.keyboard.type('Faxes menus at lunch, 3 a day');
  await page.keyboard.press('Enter');
  await expect(inbox.notice('Sender blocked')).toBeVisible();
  await expect.poll(() => clinic.blockOf(number)).toBe('Faxes menus at lunch, 3 a day');
  await expect.poll(() => clinic.stateOf(fax.id)).toBe('junk');

  await page.keyboard.press('u');
  await expect(inbox.notice('Undone')).toBeVisible();
  await expect.poll(() => clinic.stateOf(fax.id)).toBe('open');
  expect(await clinic.blockOf(number)).toBeUndefined();
});

test('junk goes at once, and the notice leads to the block of its sender', async ({ desk, clinic }) => {
  const number = freshNumber();
  const fax = await clinic.receive({ number, isStranger: true });
  const { inbox, triage, blocking, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(triage.junk).toBeEnabled();
  await page.keyboard.press('x');
  await expect.poll(() => clinic.stateOf(fax.id)).toBe('junk');
  expect(await clinic.blockOf(number)).toBeUndefined();
  await inbox.notice('Moved to Junk').getByRole('button', { name: 'Block sender…' }).click();
  await expect(blocking.dialog).toContainText(fax.sender);
  await blocking.button('Fraud').click();
  await expect.poll(() => clinic.blockOf(number)).toBe('Fraud');
  // Undo takes back the last thing done, which moved no fax.
  await page.keyboard.press('u');
  await expect.poll(() => clinic.blockOf(number)).toBeUndefined();
  expect(await clinic.stateOf(fax.id)).toBe('junk');

  // Let through and blocked again from Junk.
  await inbox.open(`/inbox/junk/${fax.id}`);
  await triage.button('Block sender…').click();
  await expect(blocking.dialog).toBeVisible();
  await page.keyboard.press('2');
  await triage.button('Unblock').click();
  await triage.button('Block sender…').click();
  await page.keyboard.press('4');
  await expect.poll(() => clinic.blockOf(number)).toBe('Blank or endless pages');
  await expect(triage.region).toContainText('Sender blocked by Dana Reyes');
});

test('a withheld number, and what is none, cannot be blocked and the dialog says why', async ({
  desk,
  clinic,
}) => {
  const { inbox, triage, blocking, page } = desk;
  const withheld = await clinic.receive({ number: 'withheld' });
  await inbox.open(`/inbox/all-open/${withheld.id}`);
  await expect(triage.junk).toBeEnabled();
  await page.keyboard.press('b');
  await expect(blocking.dialog).toContainText('withheld the number');
  await page.keyboard.press('1');
  await page.keyboard.press('Escape');
  await expect(blocking.dialog).toBeHidden();
  await page.keyboard.press('x');
  await inbox.open(`/inbox/junk/${withheld.id}`);
  await expect(triage.button('Block sender…')).toHaveAccessibleDescription(/withheld the number/);

  const odd = await clinic.receive({ number: 'EXT-4711' });
  await inbox.open(`/inbox/all-open/${odd.id}`);
  await expect(triage.junk).toBeEnabled();
  await page.keyboard.press('b');
  await expect(blocking.dialog).toContainText(
    '“EXT-4711”, which came in place of a number, cannot be blocked.',
  );
  await page.keyboard.press('Enter');
  await expect(blocking.dialog).toBeHidden();
  expect(await clinic.stateOf(odd.id)).toBe('open');
});

test('asks once more before it blocks somebody of the address book or a line of our own', async ({
  desk,
  clinic,
}) => {
  const { inbox, triage, blocking, page } = desk;
  const known = await clinic.receive({ number: freshNumber() });
  await inbox.open(`/inbox/all-open/${known.id}`);
  await expect(triage.junk).toBeEnabled();
  await page.keyboard.press('b');
  await expect(blocking.dialog).toBeVisible();
  await page.keyboard.press('1');
  await expect(blocking.dialog).toContainText('This sender is in the address book');
  await expect(blocking.dialog).toContainText(known.sender);
  await expect(blocking.button('Cancel')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(blocking.dialog).toBeHidden();
  expect(await clinic.blockOf(known.number)).toBeUndefined();
  expect(await clinic.stateOf(known.id)).toBe('open');

  await page.keyboard.press('b');
  await expect(blocking.dialog).toBeVisible();
  await page.keyboard.press('1');
  await expect(blocking.button('Block all the same')).toBeVisible();
  await page.keyboard.press('y');
  await expect.poll(() => clinic.blockOf(known.number)).toBe('Advertising');

  const own = await clinic.receive({ number: '+14155550101', isStranger: true });
  await inbox.open(`/inbox/all-open/${own.id}`);
  await expect(triage.junk).toBeEnabled();
  await page.keyboard.press('b');
  await expect(blocking.dialog).toBeVisible();
  await page.keyboard.press('1');
  await expect(blocking.dialog).toContainText('This is a line of your own');
  await page.keyboard.press('Escape');
  expect(await clinic.blockOf('+14155550101')).toBeUndefined();
});

test('two people who block the same sender are not in each other’s way', async ({ desk, deskOf, clinic }) => {
  const number = freshNumber();
  const [mine, theirs] = [
    await clinic.receive({ number, isStranger: true }),
    await clinic.receive({ number, isStranger: true }),
  ];
  const colleague = await deskOf('practitioner');
  await desk.inbox.open(`/inbox/all-open/${mine.id}`);
  await expect(desk.triage.junk).toBeEnabled();
  await colleague.inbox.open(`/inbox/all-open/${theirs.id}`);
  await expect(colleague.triage.junk).toBeEnabled();
  await colleague.page.keyboard.press('b');
  await expect(colleague.blocking.dialog).toBeVisible();
  await colleague.page.keyboard.press('2');
  await expect.poll(() => clinic.blockOf(number)).toBe('Fraud');

  await desk.page.keyboard.press('b');
  await expect(desk.blocking.dialog).toBeVisible();
  await desk.page.keyboard.press('1');
  await expect(desk.inbox.notice('Sender blocked')).toBeVisible();
  await expect.poll(() => clinic.stateOf(mine.id)).toBe('junk');
  expect(await clinic.blockOf(number)).toBe('Fraud');
  // What the colleague decided is not this desk's to take back.
  await desk.page.keyboard.press('u');
  await expect(desk.inbox.notice('Changed meanwhile')).toContainText('Mina Khan blocked this sender');
  expect(await clinic.blockOf(number)).toBe('Fraud');
  await expect.poll(() => clinic.stateOf(mine.id)).toBe('open');
});

test('the list of blocked senders is reached from Junk, and lets through by keyboard', async ({
  desk,
  clinic,
}) => {
  const number = freshNumber();
  const fax = await clinic.receive({ number, isStranger: true });
  const { inbox, triage, blocking, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(triage.junk).toBeEnabled();
  await page.keyboard.press('b');
  await expect(blocking.dialog).toBeVisible();
  await page.keyboard.press('3');
  await expect.poll(() => clinic.blockOf(number)).toBe('Meant for somebody else');

  await inbox.folder('Junk').click();
  await blocking.openList.click();
  const sender = blocking.sender(fax.sender);
  await expect(sender).toContainText('Meant for somebody else, blocked by Dana Reyes');
  await sender.getByRole('button', { name: `Unblock ${fax.sender}` }).press('Enter');
  await expect(sender).toContainText('Unblocked by Dana Reyes');
  await expect.poll(() => clinic.blockOf(number)).toBeUndefined();
  await expect(sender.getByRole('button', { name: 'Block again' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => clinic.blockOf(number)).toBe('Meant for somebody else');
  await page.keyboard.press('Escape');
  await expect(blocking.list).toBeHidden();
  await expect(inbox.heading).toHaveText('Junk');
});

test('a setting that a newer version wrote is shown and left alone', async ({ desk, clinic }) => {
  const number = freshNumber();
  const admin = await clinic.admin();
  await admin.createResource({
    resourceType: 'Basic',
    identifier: [{ system: 'urn:faxwell:blocked-sender', value: `tel:${number}` }],
    code: { coding: [{ system: 'urn:faxwell:task', code: 'blocked-sender' }] },
    extension: [
      { url: 'urn:faxwell:schema-version', valueInteger: 2 },
      { url: 'urn:faxwell:value', valueString: '{"rules":[]}' },
    ],
  });
  const fax = await clinic.receive({ number, isStranger: true });
  expect(await clinic.stateOf(fax.id)).toBe('open');
  const { inbox, triage, blocking, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(triage.junk).toBeEnabled();
  await page.keyboard.press('b');
  await expect(blocking.dialog).toContainText('A newer version of Faxwell wrote the setting');
  await page.keyboard.press('Escape');
  await inbox.folder('Junk').click();
  await blocking.openList.click();
  await expect(blocking.sender(fax.sender)).toContainText('It can be changed there only.');
  await expect(blocking.sender(fax.sender).getByRole('button')).toHaveCount(0);
});
