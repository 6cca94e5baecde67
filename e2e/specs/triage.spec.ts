import { expect, test } from '../fixtures.ts';

test.describe('the front desk', () => {
  test('files to a patient found by part of the name, reassigns and takes off', async ({ desk, clinic }) => {
    const { inbox, triage, document } = desk;
    const [fax, rosa, tom] = await Promise.all([
      clinic.receive(),
      clinic.createPatient({ given: 'Rosalind', family: 'Filewell', birthDate: '1961-03-14', mrn: 'F-100' }),
      clinic.createPatient({ given: 'Thaddeus', family: 'Otherwise', birthDate: '1970-12-01', mrn: 'F-200' }),
    ]);
    await inbox.open();
    await inbox.openFax(fax.sender);
    await expect(document.canvas(1)).toBeVisible();

    await triage.patientSearch.fill('filew');
    await expect(triage.found('Rosalind Filewell')).toContainText('14 Mar 1961 · MRN F-100');
    await triage.found('Rosalind Filewell').click();
    await expect(triage.patient).toContainText('Rosalind Filewell');
    await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${rosa.id}`]);

    await triage.change.click();
    await triage.assign('12/1/1970', 'Thaddeus Otherwise');
    await expect(triage.patient).toContainText('Thaddeus Otherwise');
    await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${tom.id}`]);

    await triage.takeOff.click();
    await expect(triage.patientSearch).toBeVisible();
    await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([]);
  });

  test('has saved what it did though it leaves the page at once', async ({ desk, clinic }) => {
    const fax = await clinic.receive();
    await desk.inbox.open(`/inbox/all-open/${fax.id}`);
    await expect(desk.triage.button('Archive')).toBeEnabled();
    await desk.triage.button('Archive').click();
    await desk.page.goto('about:blank');
    await expect
      .poll(async () => JSON.stringify((await clinic.readFax(fax.id)).category))
      .toContain('"archived"');
  });

  test('finds a patient by MRN', async ({ desk, clinic }) => {
    const fax = await clinic.receive();
    await clinic.createPatient({ given: 'Merle', family: 'Number', birthDate: '1980-02-03', mrn: '7700421' });
    await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
    await desk.triage.patientSearch.fill('mrn 7700421');
    await expect(desk.triage.found('Merle Number')).toBeVisible();
  });

  test('is shown who it is not when two patients look alike', async ({ desk, clinic }) => {
    const [fax, older] = await Promise.all([
      clinic.receive(),
      clinic.createPatient({ given: 'Ana', family: 'Doppel', birthDate: '1950-01-02', mrn: 'D-1' }),
      clinic.createPatient({ given: 'Ana', family: 'Doppel', birthDate: '1985-01-02', mrn: 'D-2' }),
    ]);
    const { inbox, triage, document } = desk;
    await inbox.open(`/inbox/unassigned/${fax.id}`);
    await expect(document.canvas(1)).toBeVisible();
    await triage.patientSearch.fill('doppel');
    await triage.patientsFound.getByRole('option').filter({ hasText: 'MRN D-1' }).click();
    await expect(triage.confirmation).toContainText('2 Jan 1950 · MRN D-1');
    await expect(triage.confirmation).toContainText('2 Jan 1985 · MRN D-2');
    await triage.confirmation.getByRole('button', { name: 'Choose again' }).click();
    expect(await clinic.chartsOf(fax.id)).toEqual([]);

    await triage.patientsFound.getByRole('option').filter({ hasText: 'MRN D-1' }).click();
    await triage.confirmation.getByRole('button', { name: 'File to this patient' }).click();
    await expect(triage.patient).toContainText('2 Jan 1950');
    await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${older.id}`]);
  });

  test('does not file by Enter when the list changed under the walk', async ({ desk, clinic }) => {
    const [fax, , , wilma] = await Promise.all([
      clinic.receive(),
      clinic.createPatient({ given: 'Walter', family: 'Driftstone', birthDate: '1951-05-05', mrn: 'W-1' }),
      clinic.createPatient({ given: 'Wanda', family: 'Driftwood', birthDate: '1952-06-06', mrn: 'W-2' }),
      clinic.createPatient({ given: 'Wilma', family: 'Driftwoods', birthDate: '1953-07-07', mrn: 'W-3' }),
    ]);
    const { inbox, triage, document, page } = desk;
    const options = triage.patientsFound.getByRole('option').filter({ hasText: 'Drift' });
    await inbox.open(`/inbox/unassigned/${fax.id}`);
    await expect(document.canvas(1)).toBeVisible();
    await triage.patientSearch.fill('drift');
    await expect(options).toHaveCount(3);

    const walked = Promise.withResolvers<void>();
    await page.route('**/Patient/_search', async (route) => {
      await walked.promise;
      await route.continue();
    });
    await triage.patientSearch.fill('driftwood');
    await page.keyboard.press('ArrowDown');
    await expect(triage.found('Walter Driftstone')).toHaveAttribute('aria-selected', 'true');
    walked.resolve();
    await expect(options).toHaveCount(2);
    await page.keyboard.press('Enter');

    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(triage.patient).toContainText('Wilma Driftwoods');
    await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${wilma.id}`]);
  });

  test('cannot file to a patient with a name alone', async ({ desk, clinic }) => {
    const fax = await clinic.receive();
    await clinic.createPatient({ given: 'Nameonly', family: 'Person' });
    await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
    await expect(desk.document.canvas(1)).toBeVisible();
    await desk.triage.patientSearch.fill('nameonly');
    await expect(desk.triage.found('Nameonly Person')).toContainText('Needs a birth date or an MRN');
    await desk.triage.found('Nameonly Person').click({ force: true });
    await clinic.createPatient({ given: 'Nameanddate', family: 'Person', birthDate: '1990-10-10' });
    await desk.triage.assign('nameanddate', 'Nameanddate Person');
    const filings = desk.triage.events.filter({ hasText: 'Filed to' });
    await expect(filings).toHaveText([/^Filed to Nameanddate Person by Dana Reyes/]);
  });

  test('closes a fax whose type needs no review by handling it', async ({ desk, clinic }) => {
    const fax = await clinic.receive();
    const { inbox, triage, document } = desk;
    await inbox.open(`/inbox/all-open/${fax.id}`);
    await expect(document.canvas(1)).toBeVisible();
    await triage.chooseType('Insurance');
    await expect(triage.type).toHaveValue(/Insurance/);
    await expect(triage.events.filter({ hasText: 'Reviewed' })).toHaveCount(0);
    await triage.button('Handled').click();
    await expect(inbox.notice('Handled')).toBeVisible();
    await inbox.open(`/inbox/closed/${fax.id}`);
    await expect(inbox.row(fax.sender)).toBeVisible();
    await expect(triage.region).toContainText('Handled by Dana Reyes');
    await triage.button('Take back: Handled').click();
    await expect(triage.button('Handled')).toBeVisible();
    await expect(triage.events.filter({ hasText: 'Handled taken back' })).toBeVisible();
  });

  test('is told why it cannot review', async ({ desk, clinic }) => {
    const fax = await clinic.receive();
    await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
    const review = desk.triage.button('Reviewed');
    await expect(review).toBeDisabled();
    await expect(review).toHaveAccessibleDescription('Only a practitioner or an admin can review.');
  });

  test('archives, restores, trashes and restores', async ({ desk, clinic }) => {
    const fax = await clinic.receive();
    const { inbox, triage, document } = desk;
    await inbox.open();
    await inbox.openFax(fax.sender);
    await expect(document.canvas(1)).toBeVisible();
    for (const [button, folder] of [
      ['Archive', 'archived'],
      ['Trash', 'trash'],
    ] as const) {
      await triage.button(button).click();
      await expect(inbox.notices.last()).toContainText(button === 'Archive' ? 'Archived' : 'Moved to Trash');
      await inbox.open(`/inbox/${folder}/${fax.id}`);
      await expect(inbox.row(fax.sender)).toBeVisible();
      await expect(triage.patientSearch).toBeVisible();
      await triage.button('Restore').click();
      await expect(triage.button('Handled')).toBeVisible();
      await expect(document.canvas(1)).toBeVisible();
    }
    await inbox.open('/inbox/unassigned');
    await inbox.search.fill(fax.sender);
    await expect(inbox.row(fax.sender)).toBeVisible();
  });

  test('writes a note that survives looking at another fax', async ({ desk, clinic }) => {
    const [first, second] = await Promise.all([clinic.receive(), clinic.receive()]);
    const { inbox, triage, page } = desk;
    await inbox.open('/inbox/all-open?order=newest');
    await inbox.row(first.sender).click();
    await triage.note.fill('Called the office, they fax page 3 again');
    await inbox.row(second.sender).click();
    await expect(triage.note).toHaveValue('');
    await inbox.row(first.sender).click();
    await expect(triage.note).toHaveValue('Called the office, they fax page 3 again');
    await triage.note.focus();
    await page.keyboard.press('Control+Enter');
    await expect(triage.notes.first()).toContainText('Called the office, they fax page 3 again');
    await expect(triage.notes.first()).toContainText('Dana Reyes');
    await expect(triage.note).toHaveValue('');
    await expect.poll(async () => (await clinic.readFax(first.id)).note?.length).toBe(1);
  });
});

test.describe('a practitioner', () => {
  test.use({ role: 'practitioner' });

  test('reviews with an outcome; the fax closes once both are done', async ({ desk, clinic }) => {
    const fax = await clinic.receive();
    const { inbox, triage, document, page } = desk;
    await inbox.open(`/inbox/all-open/${fax.id}`);
    await expect(document.canvas(1)).toBeVisible();
    await triage.button('Reviewed, with another outcome').click();
    await page.getByRole('menuitem', { name: 'Follow-up ordered' }).click();
    await expect(inbox.notice('Reviewed')).toBeVisible();
    await inbox.open(`/inbox/all-open/${fax.id}`);
    await expect(triage.region).toContainText('Reviewed: Follow-up ordered by Mina Khan');
    await triage.button('Handled').click();
    await inbox.open(`/inbox/closed/${fax.id}`);
    await expect(triage.region).toContainText('Closed: nothing more to do');
  });
});

test('a whole triage by keyboard alone', async ({ desk, clinic }) => {
  const patient = await clinic.createPatient({
    given: 'Keya',
    family: 'Boardman',
    birthDate: '1999-09-09',
    mrn: 'K-9',
  });
  const [fax, next] = [
    await clinic.receive({ from: 'Keyboard One' }),
    await clinic.receive({ from: 'Keyboard Two' }),
  ];
  const { inbox, triage, document, page } = desk;
  await inbox.open('/inbox/all-open');
  await expect(inbox.rows).not.toHaveCount(0);

  await page.keyboard.press('/');
  await page.keyboard.type('keyboard');
  await expect(inbox.rows).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(inbox.list).toBeFocused();
  await page.keyboard.press('j');
  await expect(inbox.selected).toContainText('Keyboard One');
  await expect(document.canvas(1)).toBeVisible();

  await page.keyboard.press('a');
  await expect(triage.patientSearch).toBeFocused();
  await page.keyboard.type('boardman');
  await triage.searched();
  await expect(triage.found('Keya Boardman')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(triage.patient).toContainText('9 Sept 1999');
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${patient.id}`]);

  await page.keyboard.press('t');
  await triage.offered('Document type');
  await page.keyboard.type('insur');
  await page.keyboard.press('Enter');
  await expect(triage.type).toHaveValue(/Insurance/);

  await page.keyboard.press('d');
  await expect(inbox.notice('Handled')).toBeVisible();
  await expect(inbox.selected).toContainText('Keyboard Two');
  await expect(document.region).toHaveAccessibleName('Fax from Keyboard Two');
  await expect(document.canvas(1)).toBeVisible();

  await page.keyboard.press('#');
  await expect(inbox.notice('Moved to Trash')).toBeVisible();
  await page.keyboard.press('u');
  await expect(inbox.notice('Undone')).toBeVisible();
  await expect.poll(() => stateOf(next.id)).toBe('open');

  async function stateOf(id: string): Promise<string | undefined> {
    const codings = (await clinic.readFax(id)).category?.flatMap((concept) => concept.coding ?? []);
    return codings?.find((coding) => coding.system === 'urn:faxwell:fax-state')?.code;
  }
});

test('undo right after a key takes back that change, not the one before it', async ({ desk, clinic }) => {
  const fax = await clinic.receive();
  const { inbox, triage, document, page } = desk;
  // Newest first, so that its row is drawn whatever else has arrived.
  await inbox.open(`/inbox/all-open/${fax.id}?order=newest`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(inbox.row(fax.sender)).toBeVisible();
  await triage.chooseType('Insurance');
  await expect(inbox.notice('Type set')).toBeVisible();

  const undone = Promise.withResolvers<void>();
  await page.route(`**/Communication/${fax.id}`, async (route) => {
    if (route.request().method() === 'PUT') {
      await undone.promise;
    }
    await route.continue();
  });
  await page.keyboard.press('e');
  await expect(inbox.row(fax.sender)).toBeHidden();
  await page.keyboard.press('u');
  undone.resolve();
  await expect(inbox.notice('Undone')).toBeVisible();
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(triage.type).toHaveValue(/Insurance/);
  await expect(triage.region).toContainText('Open');
});

test('a colleague who was faster is named, and theirs is kept', async ({ desk, deskOf, clinic }) => {
  const [fax, kept] = await Promise.all([
    clinic.receive(),
    clinic.createPatient({ given: 'Firsta', family: 'Race', birthDate: '1971-01-01', mrn: 'R-1' }),
    clinic.createPatient({ given: 'Second', family: 'Raceless', birthDate: '1972-02-02', mrn: 'R-2' }),
  ]);
  const colleague = await deskOf('practitioner');
  const { inbox, triage, document, page } = desk;
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  // The colleague's change reaches the server while this desk hears nothing of it.
  await page.routeWebSocket(/\/ws\//, () => undefined);
  await page.reload();
  await expect(document.canvas(1)).toBeVisible();
  await triage.patientSearch.fill('raceless');
  await expect(triage.found('Second Raceless')).toBeVisible();

  await colleague.inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(colleague.document.canvas(1)).toBeVisible();
  await colleague.triage.assign('firsta', 'Firsta Race');
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${kept.id}`]);

  await triage.found('Second Raceless').click();
  await expect(inbox.notice('Changed meanwhile')).toContainText('Mina Khan changed this fax first');
  await expect(triage.patient).toContainText('Firsta Race');
  expect(await clinic.chartsOf(fax.id)).toEqual([`Patient/${kept.id}`]);
});

test('two people changing different facts do not disturb each other', async ({ desk, deskOf, clinic }) => {
  const fax = await clinic.receive();
  const colleague = await deskOf('practitioner');
  const { inbox, triage, document } = desk;
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await colleague.inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(colleague.document.canvas(1)).toBeVisible();
  await Promise.all([triage.chooseType('Insurance'), colleague.triage.note.fill('Seen')]);
  await colleague.triage.addNote.click();
  await expect(triage.notes.first()).toContainText('Seen');
  await expect(colleague.triage.type).toHaveValue(/Insurance/);
});
