import { expect, test } from '../fixtures.ts';
import { makePdf } from '../support/documents.ts';

const PACKET = ['Cover', 'Ada 1', 'Ada 2', 'Ben 1', 'Cleo 1', 'Cleo 2'];

test('three patients in one packet, by keyboard: every page is on one chart or not needed', async ({
  desk,
  clinic,
}) => {
  const [fax, ada, ben, cleo] = await Promise.all([
    clinic.receive({ document: await makePdf({ pages: PACKET }) }),
    clinic.createPatient({ given: 'Ada', family: 'Packetone', birthDate: '1951-01-01', mrn: 'P-1' }),
    clinic.createPatient({ given: 'Ben', family: 'Packettwo', birthDate: '1952-02-02', mrn: 'P-2' }),
    clinic.createPatient({ given: 'Cleo', family: 'Packetthree', birthDate: '1953-03-03', mrn: 'P-3' }),
  ]);
  const { inbox, triage, parts, document, page } = desk;
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();

  await page.keyboard.press('p');
  await expect(parts.pages).toBeFocused();
  await expect(parts.pages).toHaveValue('1');
  await parts.notNeeded.click();
  await expect(parts.left).toHaveText('Pages 2-6 are not filed yet.');

  for (const [pages, family, name] of [
    ['2-3', 'packetone', 'Ada Packetone'],
    ['4', 'packettwo', 'Ben Packettwo'],
    ['5-6', 'packetthree', 'Cleo Packetthree'],
  ] as const) {
    await expect(parts.pages).toBeFocused();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(pages);
    await page.keyboard.press('Enter');
    await page.keyboard.type(family);
    await triage.searched();
    await expect(triage.found(name)).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(parts.row(pages)).toContainText(name);
  }
  await expect(parts.left).toHaveText('Every page is filed or not needed.');
  await expect(triage.region).toContainText('Handled by Dana Reyes');
  await expect
    .poll(() => clinic.documentsOf(fax.id))
    .toEqual([
      { patient: `Patient/${ada.id}`, pages: 2 },
      { patient: `Patient/${ben.id}`, pages: 1 },
      { patient: `Patient/${cleo.id}`, pages: 2 },
    ]);

  await inbox.open('/inbox/unassigned');
  await inbox.search.fill(fax.sender);
  await expect(inbox.row(fax.sender)).toHaveCount(0);
});

test('a wrong patient is put right from the part on screen, and undone', async ({ desk, clinic }) => {
  const [fax, wrong, right] = await Promise.all([
    clinic.receive({ document: await makePdf({ pages: ['One', 'Two'] }) }),
    clinic.createPatient({ given: 'Wrong', family: 'Misfiled', birthDate: '1961-01-01', mrn: 'M-1' }),
    clinic.createPatient({ given: 'Right', family: 'Corrected', birthDate: '1962-02-02', mrn: 'M-2' }),
  ]);
  const { inbox, triage, parts, document, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await page.keyboard.press('p');
  await parts.pages.fill('1');
  await parts.file('misfiled', 'Wrong Misfiled');
  await expect(parts.left).toHaveText('Page 2 is not filed yet.');
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${wrong.id}`]);
  await page.keyboard.press('Escape');
  await document.region.focus();

  // Beside the letters: a, arrow down, Enter.
  await page.keyboard.press('a');
  await expect(parts.patientSearch).toBeFocused();
  await page.keyboard.type('corrected');
  await triage.searched();
  await expect(triage.found('Right Corrected')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(parts.row('1')).toContainText('Right Corrected');
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${right.id}`]);

  await inbox.notice('Pages filed anew').getByRole('button', { name: 'Undo' }).click();
  await expect(parts.row('1')).toContainText('Wrong Misfiled');
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${wrong.id}`]);

  // More pages for the same patient.
  await parts
    .row('1')
    .getByRole('button', { name: /^Change/ })
    .click();
  await parts.pages.fill('1-2');
  await parts.region.getByRole('button', { name: 'Save for Wrong Misfiled' }).click();
  await expect(parts.row('1-2')).toContainText('Wrong Misfiled');
  await expect(parts.left).toHaveText('Every page is filed or not needed.');
});

test('pages that cannot be are refused in a sentence', async ({ desk, clinic }) => {
  const fax = await clinic.receive({ document: await makePdf({ pages: ['One', 'Two', 'Three'] }) });
  const { inbox, parts, document, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await page.keyboard.press('p');
  for (const [typed, sentence] of [
    ['2-1', 'Write 1-2 instead of 2-1.'],
    ['1-2, 2', 'Page 2 is named twice.'],
    ['2-7', 'There is no page 7: the fax has 3 pages.'],
    ['all', '“all” is no page. Write pages as 1-4, 7.'],
  ] as const) {
    await parts.pages.fill(typed);
    await expect(parts.region).toContainText(sentence);
  }
});

test('a patient the clinic does not know is made once and filed to', async ({ desk, clinic }) => {
  const [fax, other] = await Promise.all([
    clinic.receive(),
    clinic.createPatient({ given: 'Nora', family: 'Newcomb', birthDate: '1980-04-05', mrn: 'N-1' }),
  ]);
  const { inbox, triage, document, page } = desk;
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await triage.patientSearch.fill('norah newcomb');
  await triage.found('New patient…').click();
  const form = page.getByRole('dialog', { name: 'New patient' });
  await expect(form.getByLabel('Given name')).toHaveValue('Norah');
  await expect(form.getByLabel('Family name')).toHaveValue('Newcomb');
  await form.getByRole('button', { name: 'Make and file' }).click();
  await expect(form).toContainText('Write the date of birth');

  await form.getByLabel('Date of birth').fill('1980-04-05');
  await form.getByRole('button', { name: 'Make and file' }).click();
  await expect(form.getByRole('alert')).toContainText('Nora Newcomb');
  await form.getByRole('textbox', { name: /^MRN/ }).fill('N-1');
  await form.getByRole('button', { name: 'Make and file' }).click();
  await expect(form.getByRole('alert')).toContainText('Somebody has this MRN already');
  await form.getByRole('textbox', { name: /^MRN/ }).fill('N-2');
  await form.getByRole('button', { name: 'Make and file' }).click();
  await expect(form.getByRole('alert')).toContainText('Is it one of these?');
  await form.getByRole('button', { name: 'It is somebody else' }).dblclick();

  await expect(triage.patient).toContainText('Norah Newcomb');
  await expect(triage.patient).toContainText('5 Apr 1980 · MRN N-2');
  const made = (await clinic.patientsNamed('newcomb')).filter((id) => id !== other.id);
  expect(made).toHaveLength(1);
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${made[0]}`]);
});

test('a merged patient stands for the one that is left; one deleted meanwhile is a sentence', async ({
  desk,
  clinic,
}) => {
  const [fax, survivor, old, gone] = await Promise.all([
    clinic.receive(),
    clinic.createPatient({ given: 'Sara', family: 'Mergeleft', birthDate: '1970-01-01', mrn: 'G-1' }),
    clinic.createPatient({ given: 'Zara', family: 'Mergeold', birthDate: '1971-01-01', mrn: 'G-2' }),
    clinic.createPatient({ given: 'Ghost', family: 'Wasdeleted', birthDate: '1972-01-01', mrn: 'G-3' }),
  ]);
  const { inbox, triage, document } = desk;
  const admin = await clinic.admin();
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();

  await triage.patientSearch.fill('wasdeleted');
  await expect(triage.found('Ghost Wasdeleted')).toBeVisible();
  await admin.deleteResource('Patient', gone.id!);
  await triage.found('Ghost Wasdeleted').click();
  await expect(triage.patient).toContainText('This patient was deleted. Nothing was filed; search again.');
  expect(await clinic.chartsOf(fax.id)).toEqual([]);

  await admin.updateResource({
    ...old,
    active: false,
    link: [{ other: { reference: `Patient/${survivor.id}` }, type: 'replaced-by' }],
  });
  await triage.patientSearch.fill('mergeold');
  await expect(triage.found('Sara Mergeleft')).toContainText('Zara Mergeold · MRN G-2, merged into this one');
  await triage.found('Sara Mergeleft').click();
  await expect(triage.patient).toContainText('Sara Mergeleft');
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${survivor.id}`]);
});
