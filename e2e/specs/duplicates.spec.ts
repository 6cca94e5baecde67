import { orthopedics } from '../../server/sample/faxes/recipes.ts';
import { sendLetter, writeLetter } from '../../server/sample/rescans.ts';
import { expect, test } from '../fixtures.ts';

const MONDAY = new Date('2026-11-16T17:00:00Z');
const letter = writeLetter(orthopedics({ mrn: '57766' }), 1, 1, MONDAY);

/** The letter put into a machine: each time under another header line, askew in another way. */
const scan = (time: number) =>
  sendLetter(letter, { at: new Date(MONDAY.getTime() + time * 60_000), seed: time, machine: 'worn' });

/** Pages are looked at one fax after the other, after those of the sample clinic. */
const LOOKED_AT = { timeout: 60_000 };

test('pages that came before say so, with what became of them, and are junked as a duplicate', async ({
  desk,
  clinic,
}) => {
  const { inbox, triage, document, page } = desk;
  const patient = await clinic.createPatient({
    given: 'Ana',
    family: 'Ruizduplicate',
    birthDate: '1970-02-03',
  });
  const first = await clinic.receive({ document: await scan(1) });
  await inbox.open(`/inbox/all-open/${first.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await triage.assign('Ruizduplicate', 'Ana Ruizduplicate');
  await expect.poll(() => clinic.chartsOf(first.id)).toEqual([`Patient/${patient.id}`]);

  await inbox.open('/inbox/unassigned?order=newest');
  await expect(inbox.live).toHaveText('Live');
  const again = await clinic.receiveFrom(first, await scan(2));
  const row = inbox.row(first.sender);
  await expect(row).toContainText('Same as one of', LOOKED_AT);
  await row.click();
  await expect(triage.cameBefore).toContainText('The same pages came on');
  await expect(triage.cameBefore).toContainText(
    `from ${first.sender} and were filed to Ana Ruizduplicate by Dana Reyes.`,
  );

  await triage.cameBefore.getByRole('link', { name: 'Open the earlier fax' }).click();
  await expect(page).toHaveURL(new RegExp(first.id));
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.cameBefore).toHaveCount(0);

  await inbox.open(`/inbox/unassigned/${again.id}?order=newest`);
  await expect(document.canvas(1)).toBeVisible();
  await triage.cameBefore.getByRole('button', { name: 'Junk as duplicate' }).click();
  await expect(inbox.notice('Moved to Junk')).toBeVisible();
  await expect.poll(() => clinic.stateOf(again.id)).toBe('junk');
  await inbox.open(`/inbox/junk/${again.id}`);
  await expect(triage.events.filter({ hasText: 'Moved to Junk' })).toContainText('Duplicate of the fax of');
});

test('a file that came before says so from whatever number, and what is gone of it is not made up', async ({
  desk,
  clinic,
}) => {
  const { inbox, triage } = desk;
  const document = await scan(3);
  const first = await clinic.receive({ document });
  const again = await clinic.receive({ document });
  await inbox.open(`/inbox/unassigned/${again.id}?order=newest`);
  await expect(inbox.row(again.sender)).toContainText('Same file as one of', LOOKED_AT);
  await expect(triage.cameBefore).toContainText(`from ${first.sender} and was not worked on yet.`);

  await clinic.changeFax(first.id, (fax) => ({
    ...fax,
    category: fax.category?.map((concept) =>
      concept.coding?.[0]?.system === 'urn:faxwell:fax-state'
        ? { coding: [{ system: 'urn:faxwell:fax-state', code: 'trash' }] }
        : concept,
    ),
  }));
  await expect(triage.cameBefore).toContainText('and was moved to Trash.');
});
