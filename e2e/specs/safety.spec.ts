import { expect, test } from '../fixtures.ts';

const SCRIPT = '<img src=x onerror="document.title=\'hacked\'"><script>document.title="hacked"</script>';

test('script in names, subjects and notes stays text', async ({ desk, clinic, page }) => {
  const sender = `<b>Bold</b> ${SCRIPT}`;
  const fax = await clinic.receive({ from: sender, fileName: `${SCRIPT}.pdf` });
  await clinic.createPatient({ given: SCRIPT, family: 'Scripted', birthDate: '1977-07-07', mrn: 'X-7' });
  const { inbox, triage, document } = desk;
  // Newest first, so that its row is among those drawn whatever else has arrived.
  await inbox.open(`/inbox/unassigned/${fax.id}?order=newest`);
  await expect(inbox.selected).toContainText('<b>Bold</b> <img src=x');
  await expect(document.canvas(1)).toBeVisible();
  await triage.patientSearch.fill('scripted');
  await triage.patientsFound.getByRole('option').first().click();
  await expect(triage.patient).toContainText('<script>');
  await triage.note.fill(SCRIPT);
  await triage.addNote.click();
  await expect(triage.notes.first()).toContainText('<script>');
  await expect(triage.timeline).toContainText('<script>');
  expect(await page.title()).not.toContain('hacked');
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});

test('names, birth dates and numbers stand in no title and no address', async ({ desk, clinic, page }) => {
  const fax = await clinic.receive({ from: 'Private Psychiatry', number: '+16505550170' });
  await clinic.createPatient({
    given: 'Prudence',
    family: 'Discreet',
    birthDate: '1949-04-04',
    mrn: 'Q-404',
  });
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(desk.document.canvas(1)).toBeVisible();
  await desk.triage.assign('discreet', 'Prudence Discreet');
  await expect(desk.triage.patient).toContainText('4 Apr 1949');
  const shown = [...addresses, page.url(), await page.title()].map(decodeURIComponent);
  expect(
    shown.filter((text) => /Private|Psychiatry|5550170|Discreet|Prudence|1949-04|Q-404/i.test(text)),
  ).toEqual([]);
});

test('a key that decides does nothing before the document is on screen', async ({ desk, clinic, page }) => {
  const fax = await clinic.receive();
  const before = await clinic.readFax(fax.id);
  // The document never comes.
  await page.route('**/fhir/R4/Binary/**', () => undefined);
  await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(desk.triage.button('Archive')).toBeDisabled();
  await expect(desk.triage.button('Archive')).toHaveAccessibleDescription(
    'The first page is not on screen yet.',
  );
  await desk.inbox.list.focus();
  for (const key of ['d', 'e', '#']) {
    await page.keyboard.press(key);
  }
  // A key without that guard still works, so the others were heard and refused.
  await page.keyboard.press('a');
  await expect(desk.triage.patientSearch).toBeFocused();
  await expect(desk.inbox.notices).toHaveCount(0);
  expect(await clinic.readFax(fax.id)).toEqual(before);
});

test('nothing a person is not allowed to do is taken from their browser', async ({ clinic }) => {
  const fax = await clinic.receive();
  const client = await clinic.signIn('frontdesk');
  const communication = await client.readResource('Communication', fax.id);
  const reviewed = {
    ...communication,
    category: [
      ...(communication.category ?? []),
      { coding: [{ system: 'urn:faxwell:fax-flag', code: 'reviewed' }] },
    ],
  };
  await expect(client.updateResource(reviewed)).rejects.toThrow();
});
