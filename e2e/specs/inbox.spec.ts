import { randomUUID } from 'node:crypto';
import type { WebSocketRoute } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { makePdf } from '../support/documents.ts';

test.describe('finding a fax', () => {
  test('by sender, by number in any writing and by subject', async ({ desk, clinic }) => {
    const { inbox } = desk;
    const fax = await clinic.receive({
      from: 'Peninsula Rheumatology',
      number: '+16505550147',
      fileName: 'Methotrexate levels.pdf',
    });
    await inbox.open('/inbox/unassigned?order=newest');
    for (const words of ['peninsula rheum', '(650) 555-0147', '5550147', 'methotrexate']) {
      await inbox.search.fill(words);
      await expect(inbox.rows).toHaveCount(1);
      await expect(inbox.row(fax.sender)).toBeVisible();
    }
    await inbox.search.fill('nothing is called this');
    await expect(inbox.nothingFound).toBeVisible();
    await expect(inbox.rows).toHaveCount(0);
    await inbox.search.press('Escape');
    await expect(inbox.search).toHaveValue('');
    await expect(inbox.row(fax.sender)).toBeVisible();
  });

  test('what is searched for never stands in an address', async ({ desk, clinic, page }) => {
    await clinic.receive({ from: 'Secretive Dermatology' });
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await desk.inbox.open();
    await desk.inbox.search.fill('secretive');
    await expect(desk.inbox.rows).toHaveCount(1);
    await desk.inbox.rows.first().click();
    await expect(desk.document.canvas(1)).toBeVisible();
    await desk.triage.patientSearch.fill('alvarez 14 Mar 1961');
    await expect(desk.triage.patientsFound).toBeVisible();
    expect(
      [...addresses, page.url()].filter((url) => /secretive|alvarez|1961-03|birthdate/i.test(url)),
    ).toEqual([]);
  });

  test('a reload and the back button bring the search back', async ({ desk, clinic, page }) => {
    const fax = await clinic.receive({ from: 'Returning Radiology' });
    await desk.inbox.open();
    await desk.inbox.search.fill('returning');
    await expect(desk.inbox.rows).toHaveCount(1);
    await page.reload();
    await expect(desk.inbox.search).toHaveValue('returning');
    await expect(desk.inbox.row(fax.sender)).toBeVisible();
  });
});

test.describe('folders and filters', () => {
  test('a fax stands in the folder of its state', async ({ desk, clinic }) => {
    const { inbox } = desk;
    const fax = await clinic.receive();
    await clinic.changeFax(fax.id, (communication) => ({
      ...communication,
      category: communication.category?.map((concept) =>
        concept.coding?.[0]?.system === 'urn:faxwell:fax-state'
          ? { coding: [{ system: 'urn:faxwell:fax-state', code: 'archived' }] }
          : concept,
      ),
    }));
    await inbox.open();
    await inbox.folder('Archived').click();
    await expect(inbox.heading).toHaveText('Archived');
    await expect(inbox.row(fax.sender)).toBeVisible();
    await inbox.folder('Unassigned').click();
    await expect(inbox.heading).toHaveText('Unassigned');
    await inbox.search.fill(fax.sender);
    await expect(inbox.nothingFound).toBeVisible();
  });

  test('the address restores folder, filters, order and the fax that is open', async ({
    desk,
    clinic,
    page,
  }) => {
    const { inbox, document } = desk;
    const fax = await clinic.receive({ to: '+14155550101' });
    await clinic.receive({ to: '+14155550100' });
    await inbox.open('/inbox/all-open');
    await inbox.narrow('Line', 'Referrals');
    await inbox.narrow('Type', 'No type');
    await inbox.order.click();
    await inbox.row(fax.sender).click();
    await expect(document.canvas(1)).toBeVisible();
    const restored = page.url();
    await inbox.open('/inbox/trash');
    await expect(inbox.heading).toHaveText('Trash');

    await page.goto(restored);
    await expect(inbox.heading).toHaveText('All open');
    await expect(inbox.filter('Line')).toHaveText('Line: Referrals');
    await expect(inbox.filter('Type')).toHaveText('Type: No type');
    await expect(inbox.order).toHaveText('Newest first');
    await expect(inbox.selected).toContainText(fax.sender);
    await expect(document.canvas(1)).toBeVisible();
    for (const name of await inbox.rows.allInnerTexts()) {
      expect(name).toContain('Referrals');
    }
    await inbox.clear('Line').click();
    await expect(inbox.filter('Line')).toHaveText('Line');
  });

  test('days are the clinic’s days', async ({ desk, clinic }) => {
    // 23:30 of the 14th in Los Angeles, already the 15th in UTC.
    const fax = await clinic.receive({ sentAt: '2026-01-15T07:30:00Z' });
    const next = await clinic.receive({ sentAt: '2026-01-15T08:30:00Z' });
    await desk.inbox.open('/inbox/all-open?from=2026-01-14&to=2026-01-14');
    await expect(desk.inbox.row(fax.sender)).toBeVisible();
    await expect(desk.inbox.row(next.sender)).toHaveCount(0);
    await desk.inbox.open('/inbox/all-open?from=2026-01-15&to=2026-01-15');
    await expect(desk.inbox.filter('Date')).toHaveText('Date: 15 Jan 2026');
    await expect(desk.inbox.row(next.sender)).toBeVisible();
    await expect(desk.inbox.row(fax.sender)).toHaveCount(0);
  });

  test('a mistyped address still opens the folder', async ({ desk }) => {
    await desk.inbox.open('/inbox/unassigned?from=yesterday&state=odd&order=sideways');
    await expect(desk.inbox.rows).not.toHaveCount(0);
  });
});

test('eighty faxes of one second are all there, each once, though a page fails first', async ({
  desk,
  clinic,
}) => {
  test.setTimeout(120_000);
  const batch = `Batch ${randomUUID().slice(0, 6)}`;
  const document = await makePdf({ pages: ['One of many'] });
  const numbers = Array.from({ length: 80 }, (_, index) => `+1510555${String(2000 + index)}`);
  await clinic.know(batch, numbers[0] ?? '');
  for (const number of numbers) {
    await clinic.deliver({ number, fileName: `${batch} page.pdf`, document, sentAt: '2026-03-03T10:00:00Z' });
  }
  const { inbox, page } = desk;
  await inbox.open('/inbox/all-open?from=2026-03-03&to=2026-03-03');
  await expect
    .poll(async () => await clinic.countSentAt('2026-03-03T10:00:00Z'), { timeout: 60_000 })
    .toBe(80);
  // Nothing is told meanwhile: what is, and what is asked for once the socket has blinked, would load the missing page.
  await page.routeWebSocket(/\/ws\//, () => {});
  await page.reload();
  await expect(inbox.rows).not.toHaveCount(0);

  let refusals = 0;
  await page.route(/_sort=sent/, async (route) => {
    refusals += 1;
    await route.fulfill({ status: 400, json: { resourceType: 'OperationOutcome', issue: [] } });
  });
  await inbox.scrollOn(100_000);
  await expect(inbox.missingPage).toBeVisible();
  expect(refusals).toBe(1);
  await page.unroute(/_sort=sent/);
  await inbox.missingPage.getByRole('button', { name: 'Try again' }).click();
  await expect(inbox.missingPage).toBeHidden();

  await inbox.scrollOn(-100_000);
  const seen = new Set<string>();
  await expect
    .poll(
      async () => {
        // All at once: a row that has gone meanwhile would be waited for.
        for (const id of await inbox.rows.evaluateAll((rows) => rows.map((row) => row.id))) {
          seen.add(id);
        }
        await inbox.scrollOn();
        return seen.size;
      },
      { timeout: 30_000, intervals: [50] },
    )
    .toBe(80);
});

test('while the list is scrolled, what arrives waits behind a count at its top', async ({ desk, clinic }) => {
  const { inbox } = desk;
  await Promise.all(Array.from({ length: 6 }, () => clinic.receive()));
  await inbox.open('/inbox/all-open?order=newest');
  await expect(inbox.live).toHaveText('Live');
  await expect(inbox.rows).not.toHaveCount(0);
  await inbox.scrollOn();
  const anchor = inbox.rows.nth(6);
  const before = await anchor.boundingBox();
  const fax = await clinic.receive();
  await expect(inbox.newFaxes).toHaveText('1 new fax');
  expect(await anchor.boundingBox()).toEqual(before);
  await inbox.newFaxes.click();
  await expect(inbox.row(fax.sender)).toBeVisible();
  await expect(inbox.newFaxes).toHaveCount(0);
});

test('a row that no longer fits stays, and says why, until the reader moves on', async ({ desk, clinic }) => {
  const { inbox, triage, document } = desk;
  const fax = await clinic.receive();
  await clinic.createPatient({ given: 'Stay', family: 'Put', birthDate: '1955-05-05', mrn: 'SP-5' });
  const other = await clinic.receive();
  await inbox.open('/inbox/unassigned?order=newest');
  await inbox.row(fax.sender).click();
  await expect(document.canvas(1)).toBeVisible();
  await triage.assign('put', 'Stay Put');
  await expect(inbox.row(fax.sender)).toHaveAccessibleName(/No longer here: Filed to Stay Put/);
  await inbox.row(other.sender).click();
  await expect(inbox.row(fax.sender)).toHaveCount(0);
});

test('when the socket is down it says so, asks by itself and catches up', async ({ desk, clinic, page }) => {
  const sockets: WebSocketRoute[] = [];
  let isDown = false;
  await page.routeWebSocket(/\/ws\//, (socket) => {
    if (isDown) {
      void socket.close();
      return;
    }
    sockets.push(socket);
    socket.connectToServer();
  });
  const { inbox } = desk;
  await inbox.open('/inbox/all-open?order=newest');
  await expect(inbox.live).toHaveText('Live');
  const early = await clinic.receive();
  await expect(inbox.row(early.sender)).toBeVisible();

  isDown = true;
  await Promise.all(sockets.map((socket) => socket.close()));
  const missed = await clinic.receive();
  await expect(inbox.live).toHaveText('Not live, checking every 30 s', { timeout: 20_000 });
  // What the words promise, and a little.
  await expect(inbox.row(missed.sender)).toBeVisible({ timeout: 45_000 });

  isDown = false;
  await expect(inbox.live).toHaveText('Live', { timeout: 30_000 });
  const late = await clinic.receive();
  await expect(inbox.row(late.sender)).toBeVisible();
});

test('a fax that cannot be read is a row that says so', async ({ desk, clinic }) => {
  const fax = await clinic.receive();
  // The server would not take such a resource; another one might answer with it.
  await desk.page.route('**/fhir/R4/Communication**', async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const torn = text.replaceAll(`"display":"${fax.sender}"`, '"display":7');
    await route.fulfill({ response, body: torn });
  });
  await desk.inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
  await expect(desk.inbox.row('Fax that cannot be read')).toBeVisible();
  await expect(desk.triage.region).toContainText('This fax cannot be read');
  await expect(desk.triage.region).toContainText(fax.id);
  await desk.page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('a fax that is not there says so', async ({ desk, page }) => {
  await desk.inbox.open(`/inbox/unassigned/${randomUUID()}`);
  await expect(page.getByText('Not found')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(desk.inbox.rows).not.toHaveCount(0);
});
