import { expect, test } from '../fixtures.ts';

const LAB = { code: '11502-2', display: 'Laboratory report' };

test('a proposal is filed with its type in two keys, undone as one, and the timeline says why', async ({
  desk,
  clinic,
}) => {
  const number = '+12125550801';
  const [iris, other] = await Promise.all([
    clinic.createPatient({ given: 'Iris', family: 'Proposed', birthDate: '1961-03-14', mrn: 'PR-1' }),
    clinic.createPatient({ given: 'Otto', family: 'Elsewhere', birthDate: '1970-01-02', mrn: 'PR-2' }),
  ]);
  await clinic.filedBefore(number, [other, iris, iris, iris], LAB);
  const fax = await clinic.receive({ number });
  const { inbox, triage, document, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.proposed).toContainText('Iris Proposed');
  await expect(triage.proposed).toContainText('14 Mar 1961 · MRN PR-1');
  await expect(triage.proposed).toContainText(
    '3 of the last 4 filed from this number went to Iris Proposed.',
  );
  await expect(triage.proposed).toContainText('All of the last 3 from this number for Iris Proposed were');
  await expect(triage.proposed.getByRole('button', { name: 'File' })).not.toHaveAttribute('aria-disabled');

  const puts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().includes('/Communication/')) {
      puts.push(request.postData() ?? '');
    }
  });
  await page.keyboard.press('f');
  await expect(triage.patient).toContainText('Iris Proposed');
  await expect(triage.type).toHaveValue(LAB.display);
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${iris.id}`]);
  // The decision is one change: whoever reads it finds both facts or neither.
  expect(puts.find((put) => put.includes(`Patient/${iris.id}`))).toContain(LAB.code);
  await expect(triage.events.filter({ hasText: 'Filed to' })).toContainText(
    'Filed to Iris Proposed by Dana Reyes, as proposed: 3 of the last 4 filed from this number went to Iris Proposed',
  );
  await expect(triage.proposed).toBeHidden();

  await page.keyboard.press('u');
  await expect(triage.patientSearch).toBeVisible();
  await expect(triage.type).toHaveValue('');
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([]);
});

test('whose own number it is is proposed; the type alone is taken by Enter in its field', async ({
  desk,
  clinic,
}) => {
  const [number, laboratory] = ['+12125550802', '+12125550803'];
  const [wes, ann, bea, cy] = await Promise.all([
    clinic.createPatient({
      given: 'Wes',
      family: 'Ownphone',
      birthDate: '1955-05-05',
      phone: '(212) 555-0802',
    }),
    clinic.createPatient({ given: 'Ann', family: 'Firstlab', birthDate: '1951-01-01' }),
    clinic.createPatient({ given: 'Bea', family: 'Secondlab', birthDate: '1952-02-02' }),
    clinic.createPatient({ given: 'Cy', family: 'Thirdlab', birthDate: '1953-03-03' }),
  ]);
  await clinic.filedBefore(laboratory, [ann, bea, cy], LAB);
  const [own, results] = [await clinic.receive({ number }), await clinic.receive({ number: laboratory })];
  const { inbox, triage, document, page } = desk;
  await inbox.open(`/inbox/all-open/${own.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.proposed).toContainText('This number is in the record of Wes Ownphone.');
  await triage.proposed.getByRole('button', { name: 'File' }).click();
  await expect.poll(() => clinic.chartsOf(own.id)).toEqual([`Patient/${wes.id}`]);

  await inbox.open(`/inbox/all-open/${results.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.takeType).toHaveText(LAB.display);
  await expect(triage.proposed).toBeHidden();
  await page.keyboard.press('f');
  await page.keyboard.press('t');
  await page.keyboard.press('Enter');
  await expect(triage.type).toHaveValue(LAB.display);
  await expect(triage.events.filter({ hasText: 'Type set' })).toContainText(
    'as proposed: all of the last 3 from this number were',
  );
  expect(await clinic.chartsOf(results.id)).toEqual([]);
});

test('whoever has a twin is only maybe meant, and the key does not file', async ({ desk, clinic }) => {
  const number = '+12125550804';
  const [one] = await Promise.all([
    clinic.createPatient({ given: 'Mona', family: 'Twinproposed', birthDate: '2014-07-19', mrn: 'TW-1' }),
    clinic.createPatient({ given: 'Lisa', family: 'Twinproposed', birthDate: '2014-07-19', mrn: 'TW-2' }),
  ]);
  await clinic.filedBefore(number, [one, one, one], LAB);
  const fax = await clinic.receive({ number });
  const { inbox, triage, document, page } = desk;
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.maybe).toContainText('Mona Twinproposed');
  await expect(triage.maybe).toContainText('Easily taken for Lisa Twinproposed, 19 Jul 2014.');
  await expect(triage.button('Handled')).not.toHaveAttribute('aria-disabled');
  await page.keyboard.press('f');
  await page.keyboard.press('a');
  await expect(triage.patientSearch).toBeFocused();
  await triage.assign('mona', 'Mona Twinproposed');
  await expect(triage.confirmation).toContainText('Lisa Twinproposed');
  expect(await clinic.chartsOf(fax.id)).toEqual([]);
  await triage.confirmation.getByRole('button', { name: 'File to this patient' }).click();
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${one.id}`]);
});

test('what comes late waits until the pointer has left the panel, and is never another fax’s', async ({
  desk,
  clinic,
}) => {
  const number = '+12125550805';
  const lara = await clinic.createPatient({ given: 'Lara', family: 'Lateproposed', birthDate: '1944-04-04' });
  await clinic.filedBefore(number, [lara, lara, lara], LAB);
  const [fax, unknown] = [
    await clinic.receive({ number, from: 'Late sender' }),
    await clinic.receive({ from: 'Late stranger' }),
  ];
  const { inbox, triage, document, page } = desk;
  const asked = Promise.withResolvers<void>();
  await page.route('**/Communication/_search', async (route) => {
    await asked.promise;
    await route.continue();
  });
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await triage.type.hover();
  const answered = page.waitForResponse('**/Patient/_search');
  asked.resolve();
  await answered;
  // On screen for a second by then: long enough to be drawn, if it were.
  await expect(triage.events.filter({ hasText: 'Opened' })).toBeVisible();
  await expect(triage.takeType).toBeHidden();
  await document.region.hover();
  await expect(triage.proposed).toContainText('Lara Lateproposed');

  await inbox.openFax(unknown.sender);
  await expect(document.region).toHaveAccessibleName(`Fax from ${unknown.sender}`);
  await expect(triage.proposed).toBeHidden();
});
