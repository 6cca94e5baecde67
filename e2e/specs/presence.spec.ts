import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { InboxPage } from '../pages/inboxPage.ts';
import { PEOPLE } from '../support/clinic.ts';

/** Where a fax stands among the newest, whatever else has arrived. */
const addressOf = (fax: { readonly id: string }) => `/inbox/all-open/${fax.id}?order=newest`;

/** What a person who opens the console would see in red, with the address it is about. */
function errorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') {
      errors.push(`${message.text()} ${message.location().url}`);
    }
  });
  return errors;
}

test('two people at one fax see each other, until one moves on', async ({ desk, deskOf, clinic }) => {
  const [next, fax] = [await clinic.receive(), await clinic.receive()];
  const colleague = await deskOf('practitioner');
  await desk.inbox.open(addressOf(fax));
  await colleague.inbox.open(addressOf(fax));
  await expect(desk.triage.others).toHaveText(`${PEOPLE.practitioner} has this open too`);
  await expect(colleague.triage.others).toHaveText(`${PEOPLE.frontdesk} has this open too`);
  const row = desk.inbox.row(fax.sender);
  await expect(row).toHaveAccessibleName(/, Mina Khan has it open$/);
  await expect(row.getByText('MK')).toBeVisible();

  await colleague.inbox.row(next.sender).click();
  await expect(desk.triage.others).toHaveCount(0);
  await expect(row).not.toHaveAccessibleName(/has it open/);
  await expect(desk.inbox.row(next.sender)).toHaveAccessibleName(/, Mina Khan has it open$/);
});

test('ids are all that is sent, and nothing moves when somebody comes', async ({ desk, deskOf, clinic }) => {
  const fax = await clinic.receive({ from: 'Discreet Dermatology' });
  const sent: string[] = [];
  desk.page.on('request', (request) => {
    if (request.url().includes('/fhircast/')) {
      sent.push(request.postData() ?? '');
    }
  });
  await desk.inbox.open(addressOf(fax));
  await expect(desk.document.canvas(1)).toBeVisible();
  await expect(desk.triage.events.first()).toBeVisible();
  const before = await desk.triage.note.boundingBox();
  const rowBefore = await desk.inbox.row(fax.sender).boundingBox();
  const colleague = await deskOf('practitioner');
  await colleague.inbox.open(addressOf(fax));
  await expect(desk.triage.others).toBeInViewport();
  expect(await desk.triage.note.boundingBox()).toEqual(before);
  expect(await desk.inbox.row(fax.sender).boundingBox()).toEqual(rowBefore);
  expect(sent.filter((body) => body.includes(`Communication/${fax.id}`)).length).toBeGreaterThan(0);
  expect(sent.filter((body) => /Discreet|Reyes|Dana/.test(body))).toEqual([]);
});

test('two tabs of one person are one person, who is there until the last is closed', async ({
  desk,
  deskOf,
  clinic,
}) => {
  const fax = await clinic.receive();
  const colleague = await deskOf('practitioner');
  await colleague.inbox.open(addressOf(fax));
  const second = await deskOf('practitioner');
  await second.inbox.open(addressOf(fax));
  await desk.inbox.open(addressOf(fax));
  await expect(desk.triage.others).toHaveText('Mina Khan has this open too');
  await expect(colleague.triage.others).toHaveText('Dana Reyes has this open too');
  await expect(second.triage.others).toHaveText('Dana Reyes has this open too');

  const answered = second.page.waitForRequest((request) =>
    /Communication-view/.test(request.postData() ?? ''),
  );
  await colleague.page.close({ runBeforeUnload: true });
  await answered;
  await expect(desk.triage.others).toHaveText('Mina Khan has this open too');
  await second.page.close({ runBeforeUnload: true });
  // A browser that is busy closing may not get its goodbye out; then its silence is noticed.
  await expect(desk.triage.others).toHaveCount(0, { timeout: 40_000 });
});

test('whoever signs out has nothing open any more', async ({ desk, deskOf, clinic }) => {
  const fax = await clinic.receive();
  const colleague = await deskOf('practitioner');
  const errors = errorsOf(colleague.page);
  await colleague.inbox.open(addressOf(fax));
  await desk.inbox.open(addressOf(fax));
  await expect(desk.triage.others).toBeVisible();
  await colleague.page.getByRole('button', { name: /Mina Khan/ }).click();
  await colleague.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(colleague.page.getByRole('heading', { name: 'Sign in to Faxwell' })).toBeVisible();
  await expect(desk.triage.others).toHaveCount(0);
  expect(errors.filter((text) => text.includes('/fhircast'))).toEqual([]);
});

test('everybody is there again after the connection was lost', async ({ desk, deskOf, clinic, page }) => {
  const fax = await clinic.receive();
  const sockets: { close(): Promise<void> }[] = [];
  await page.routeWebSocket(/\/ws\/fhircast\//, (socket) => {
    const server = socket.connectToServer();
    sockets.push({ close: () => server.close().then(() => socket.close()) });
  });
  await desk.inbox.open(addressOf(fax));
  await expect(desk.document.canvas(1)).toBeVisible();
  await expect.poll(() => sockets.length).toBe(1);
  await sockets[0]?.close();
  const colleague = await deskOf('practitioner');
  await colleague.inbox.open(addressOf(fax));
  await expect.poll(() => sockets.length).toBe(2);
  await expect(desk.triage.others).toHaveText('Mina Khan has this open too');
});

for (const claims of [false, true]) {
  const server = claims ? 'that only says it has FHIRcast' : 'without FHIRcast';
  test(`on a server ${server} nothing is missing, and nobody asks twice`, async ({
    desk,
    deskOf,
    clinic,
  }) => {
    const fax = await clinic.receive();
    const asked: string[] = [];
    const errors = errorsOf(desk.page);
    await desk.page.route('/config.json', async (route) => {
      const response = await route.fetch();
      const config = await response.json();
      await route.fulfill({
        response,
        json: { ...config, features: { ...config.features, fhircast: claims } },
      });
    });
    await desk.page.route('**/fhircast/**', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ status: 404 });
    });
    const colleague = await deskOf('practitioner');
    await colleague.inbox.open(addressOf(fax));
    await desk.inbox.open(addressOf(fax));
    await expect(desk.document.canvas(1)).toBeVisible();
    await desk.triage.note.fill('Called them');
    await desk.triage.addNote.click();
    // It came by the other socket, later than anything of presence would have.
    await expect(colleague.triage.notes.first()).toContainText('Called them');
    await expect(desk.triage.others).toHaveCount(0);
    expect(asked).toHaveLength(claims ? 1 : 0);
    // A save that met another one and went on without a word (412) is of no concern here.
    const known = claims ? /404|412/ : /412/;
    expect(errors.filter((text) => !known.test(text))).toEqual([]);
    await new InboxPage(desk.page).row(fax.sender).click();
    expect(asked).toHaveLength(claims ? 1 : 0);
  });
}
