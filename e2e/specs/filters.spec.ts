import { randomUUID } from 'node:crypto';
import type { Communication, Patient } from '@medplum/fhirtypes';
import { expect, test } from '../fixtures.ts';
import type { Clinic } from '../support/clinic.ts';

const STATE = 'urn:faxwell:fax-state';
const EVERYWHERE = '/inbox/all-open?state=any';

/** The fax with another state, filed to a patient when one is given. */
function put(state: string, patient?: Patient): (fax: Communication) => Communication {
  return (fax) => ({
    ...fax,
    category: [
      ...(fax.category ?? []).filter(({ coding }) => coding?.[0]?.system !== STATE),
      { coding: [{ system: STATE, code: state }] },
    ],
    ...(patient && {
      subject: { reference: `Patient/${patient.id}`, display: patient.name?.[0]?.family ?? '' },
    }),
  });
}

/** Files page 1 to a patient, as the panel does. */
async function filePart(clinic: Clinic, id: string, patient: Patient, retired = false): Promise<void> {
  const filing = randomUUID();
  const reference = `Patient/${patient.id}`;
  await clinic.changeFax(id, (fax) => ({
    ...fax,
    extension: [
      ...(fax.extension ?? []),
      {
        url: 'urn:faxwell:filing-part',
        extension: [
          { url: 'filing', valueString: filing },
          { url: 'patient', valueReference: { reference } },
          { url: 'pages', valueString: '1' },
          ...(retired ? [{ url: 'retired', valueBoolean: true }] : []),
        ],
      },
    ],
  }));
  const admin = await clinic.admin();
  await admin.createResource({
    resourceType: 'DocumentReference',
    status: retired ? 'entered-in-error' : 'current',
    identifier: [{ system: 'urn:faxwell:filing', value: filing }],
    subject: { reference },
    content: [{ attachment: { title: 'Page 1' } }],
    context: { related: [{ reference: `Communication/${id}` }] },
  });
}

test('"did we get Dr. Okonkwo’s fax for Ivy Marchetti in March?" is one list', async ({
  desk,
  clinic,
  page,
}) => {
  const { inbox, filters } = desk;
  const patient = await clinic.createPatient({ given: 'Ivy', family: 'Marchetti', birthDate: '1950-02-03' });
  const other = await clinic.createPatient({ given: 'Ian', family: 'Marchetti', birthDate: '1951-02-03' });
  const from = 'Dr. Okonkwo';
  const [wanted, inApril, another] = await Promise.all([
    clinic.receive({ from, sentAt: '2026-03-14T17:00:00Z' }),
    clinic.receive({ from, sentAt: '2026-04-02T17:00:00Z' }),
    clinic.receive({ from, sentAt: '2026-03-15T17:00:00Z' }),
  ]);
  await clinic.changeFax(wanted.id, put('archived', patient));
  await clinic.changeFax(inApril.id, put('closed', patient));
  await clinic.changeFax(another.id, put('open', other));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));

  await inbox.open();
  await expect(inbox.rows).not.toHaveCount(0);
  await page.keyboard.press('g');
  await expect(filters.patient).toBeFocused();
  await filters.choosePatient('marchetti 1950-02-03', 'Ivy Marchetti');
  await filters.sender.fill('okonkwo');
  await filters.done();
  await inbox.filter('Date').click();
  await filters.day('From').fill('2026-03-01');
  await filters.day('To').fill('2026-03-31');
  await page.keyboard.press('Escape');
  await expect(inbox.nothingFound).toBeVisible();
  await filters.lookEverywhere.click();
  await expect(inbox.heading).toHaveText('Everywhere');
  await expect(inbox.rows).toHaveCount(1);
  await expect(inbox.rows.first()).toContainText('Archived');
  await expect(filters.chip('Patient: Ivy Marchetti')).toBeVisible();

  await page.reload();
  await expect(inbox.rows).toHaveCount(1);
  await expect(filters.chip('Sender: okonkwo')).toBeVisible();
  expect(page.url()).toContain(`patient=${patient.id}`);
  expect([page.url(), ...asked].filter((url) => /okonkwo|marchetti|1950-02-03/i.test(url))).toEqual([]);

  await filters.clear('Date');
  await expect(inbox.rows).toHaveCount(2);
  await expect(inbox.row(inApril.sender).first()).toContainText('Closed');
  await filters.clear('Patient');
  await expect(inbox.rows).toHaveCount(3);
  await filters.clearAll.click();
  await expect(inbox.heading).toHaveText('All open');
  await expect(filters.clearAll).toHaveCount(0);
  expect(new URL(page.url()).search).toBe('');
});

test('a patient’s faxes are found when only some pages are theirs, and not when those were taken back', async ({
  desk,
  clinic,
}) => {
  const patient = await clinic.createPatient({ given: 'Paula', family: 'Partly', birthDate: '1971-01-01' });
  const [whole, partly, back] = await Promise.all([clinic.receive(), clinic.receive(), clinic.receive()]);
  const old = await clinic.createPatient({ given: 'Paula', family: 'Partley', birthDate: '1971-01-01' });
  const merged = await clinic.receive();
  await clinic.changeFax(merged.id, put('closed', old));
  await clinic.mergePatient(old, patient);
  await clinic.changeFax(whole.id, put('open', patient));
  await filePart(clinic, partly.id, patient);
  await filePart(clinic, back.id, patient, true);
  await desk.inbox.open(`${EVERYWHERE}&patient=${patient.id}`);
  await expect(desk.inbox.rows).toHaveCount(3);
  await expect(desk.inbox.row(whole.sender)).toBeVisible();
  await expect(desk.inbox.row(partly.sender)).toBeVisible();
  // Filed before the two records became one.
  await expect(desk.inbox.row(merged.sender)).toBeVisible();
});

test('each of the others narrows the list, says so in a chip of its own and can be taken off', async ({
  desk,
  clinic,
  page,
}) => {
  const { inbox, filters } = desk;
  const sender = `Narrow ${randomUUID().slice(0, 6)}`;
  const number = '+12125550191';
  await clinic.know(sender, number);
  const label = { system: 'urn:faxwell:label', code: 'to-sign', display: 'To sign' };
  const urgent = { system: 'urn:faxwell:fax-flag', code: 'urgent' };
  const opened = { system: 'urn:faxwell:fax-flag', code: 'opened' };
  const ids: Record<string, string> = {};
  for (const [name, coding] of Object.entries({ label, urgent, opened })) {
    const id = randomUUID();
    await clinic.deliver({ id, number });
    ids[name] = await clinic.faxWithCarrierId(id);
    await clinic.changeFax(ids[name], (fax) => ({
      ...fax,
      category: [...(fax.category ?? []), { coding: [coding] }],
    }));
  }
  await inbox.open('/inbox/all-open');
  await filters.more.click();
  await filters.sender.fill('(212) 555-0191');
  await filters.sender.press('Enter');
  await expect(inbox.rows).toHaveCount(3);
  await filters.check('Urgent');
  await expect(inbox.rows).toHaveCount(1);
  await filters.done();
  await expect(page).toHaveURL(/urgent=1/);
  await filters.clear('Urgent');
  await expect(inbox.rows).toHaveCount(3);

  await filters.more.click();
  await filters.check('Not opened yet');
  await filters.done();
  await expect(inbox.rows).toHaveCount(2);
  await filters.clear('Not opened');

  await filters.more.click();
  await filters.choose('Label', 'To sign');
  await filters.done();
  await expect(filters.chip('Label: To sign')).toBeVisible();
  await expect(inbox.rows).toHaveCount(1);
  await filters.clear('Label');

  await filters.more.click();
  await filters.choose('Owner', 'Nobody');
  await filters.done();
  await expect(inbox.rows).toHaveCount(3);
  await inbox.rows.first().click();
  await expect(desk.document.canvas(1)).toBeVisible();
  await page.keyboard.press('c');
  await expect(inbox.selected).toHaveAccessibleName(/No longer here/);
  await filters.clear('Owner');
  await filters.more.click();
  await filters.choose('Owner', 'Dana Reyes');
  await filters.done();
  await expect(inbox.rows).toHaveCount(1);
  await expect(page).toHaveURL(/owner=practitioner-/);
});

test('what arrives respects what the list is narrowed by', async ({ desk, clinic }) => {
  const { inbox, filters } = desk;
  const number = '+12125550192';
  await clinic.know('Expected Endoscopy', number);
  await inbox.open('/inbox/all-open');
  await filters.more.click();
  await filters.sender.fill(number);
  await filters.done();
  await expect(inbox.nothingFound).toBeVisible();
  await expect(inbox.live).toHaveText('Live');
  await clinic.receive({ from: 'Unexpected Urology' });
  await clinic.deliver({ number });
  await expect(inbox.rows).toHaveCount(1);
  await expect(inbox.row('Expected Endoscopy')).toBeVisible();
});

test('a birth date finds the faxes of whoever was born then, and stays out of every address', async ({
  desk,
  clinic,
  page,
}) => {
  const { inbox, filters } = desk;
  const patient = await clinic.createPatient({ given: 'Bea', family: 'Born', birthDate: '1944-07-19' });
  const fax = await clinic.receive();
  await clinic.changeFax(fax.id, put('closed', patient));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await inbox.open(EVERYWHERE);
  await expect(inbox.rows).not.toHaveCount(0);
  await page.keyboard.press('g');
  await filters.birthDate.fill('1944-07-19');
  await expect(inbox.rows).toHaveCount(1);
  await expect(inbox.row(fax.sender)).toBeVisible();
  await filters.birthDate.focus();
  // As it is typed: on the way there are years of one, two and three digits.
  await page.keyboard.type('07191901');
  await expect(page.getByText('No patient here was born on 19 Jul 1901.')).toBeVisible();
  expect([page.url(), ...asked].filter((url) => /19[04]/.test(new URL(url).search))).toEqual([]);

  await page.route('**/Patient/_search', (route) =>
    route.fulfill({ status: 400, json: { resourceType: 'OperationOutcome', issue: [] } }),
  );
  await filters.birthDate.fill('1955-05-05');
  await expect(page.getByText('This server cannot look for a birth date')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Take this filter off' }).click();
  await expect(inbox.rows).not.toHaveCount(0);
});

test('what cannot be is said: days in the wrong order, a day there is not, a patient who is nobody', async ({
  desk,
  page,
}) => {
  const { inbox, filters } = desk;
  await inbox.open('/inbox/all-open?from=2026-11-20&to=2026-11-01');
  await expect(page.getByText('The last day, 1 Nov 2026, is before the first, 20 Nov 2026.')).toBeVisible();
  await inbox.filter('Date').click();
  await expect(page.getByText('This is before the first day.')).toBeVisible();
  await filters.day('To').focus();
  await page.keyboard.type('02312026');
  await page.keyboard.press('Tab');
  await filters.day('From').focus();
  await expect(page.getByText('There is no such day.')).toBeVisible();

  await inbox.open(`/inbox/all-open?patient=${randomUUID()}&owner=practitioner-gone&label=gone&line=gone`);
  await expect(page.getByText('The patient that is looked for is not there (any more).')).toBeVisible();
  for (const name of ['Patient', 'Owner', 'Label', 'Line']) {
    await expect(filters.chip(`${name}: no longer exists`)).toBeVisible();
  }
  await filters.clearAll.click();
  await expect(inbox.rows).not.toHaveCount(0);
});

test('a server that cannot look for something says so, and is asked without it', async ({ desk, page }) => {
  const { inbox, filters } = desk;
  await page.route(/\/Communication\?.*_has(%3A|:)Task/, (route) =>
    route.fulfill({
      status: 400,
      json: {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'invalid', details: { text: 'Unknown search parameter: _has' } }],
      },
    }),
  );
  await inbox.open('/inbox/all-open?owner=nobody&unread=1');
  const refusal = page
    .getByRole('alert')
    .filter({ hasText: 'This server cannot look for faxes by whose work they are' });
  await expect(refusal).toBeVisible();
  await refusal.getByRole('button', { name: 'Take this filter off' }).click();
  await expect(inbox.rows).not.toHaveCount(0);
  await expect(filters.chip('Not opened')).toBeVisible();
  await expect(page).not.toHaveURL(/owner/);
});

test('how many are loaded at a time is a choice that stays', async ({ desk, page }) => {
  const { inbox, filters } = desk;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await inbox.open('/inbox/all-open');
  await filters.more.click();
  await filters.form.getByLabel('Loaded at a time').selectOption('100');
  await page.keyboard.press('Escape');
  await expect(filters.form).toHaveCount(0);
  await expect(filters.more).toBeFocused();
  await expect(page).toHaveURL(/size=100/);
  await expect.poll(() => asked.some((url) => url.includes('_count=100'))).toBe(true);
});
