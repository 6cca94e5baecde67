import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { Clinic } from '../support/clinic.ts';

/**
 * What the work costs in keys, counted as they are pressed: each letter is one, and nothing is done by mouse.
 */
const LAB = { code: '11502-2', display: 'Laboratory report' };

function countKeys(page: Page) {
  let pressed = 0;
  return {
    pressed: () => pressed,
    press: async (...keys: string[]) => {
      for (const key of keys) {
        pressed += 1;
        await page.keyboard.press(key);
      }
    },
  };
}

/** Flags, state and type of a fax as the server holds them. */
async function stored(clinic: Clinic, faxId: string): Promise<string> {
  return JSON.stringify((await clinic.readFax(faxId)).category);
}

test('from a right proposal to the next fax in three keys', async ({ desk, clinic }) => {
  const number = '+12125550811';
  const vera = await clinic.createPatient({ given: 'Vera', family: 'Threekeys', birthDate: '1961-03-14' });
  await clinic.filedBefore(number, [vera, vera, vera], LAB);
  const { inbox, triage, document, page } = desk;
  const keys = countKeys(page);
  for (const fax of [await clinic.receive({ number }), await clinic.receive({ number })]) {
    const before = keys.pressed();
    await inbox.open(`/inbox/unassigned/${fax.id}`);
    await expect(triage.proposed.getByRole('button', { name: 'File' })).not.toHaveAttribute('aria-disabled');
    await keys.press('f');
    await expect(triage.patient).toContainText('14 Mar 1961');
    await keys.press('d');
    await expect(page).not.toHaveURL(new RegExp(fax.id));
    await expect(document.canvas(1)).toBeVisible();
    expect(keys.pressed() - before).toBeLessThanOrEqual(3);
    await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${vera.id}`]);
    await expect.poll(() => stored(clinic, fax.id)).toMatch(/11502-2.*handled|handled.*11502-2/);
  }
});

test('from nothing to the next fax in fourteen keys', async ({ desk, clinic }) => {
  const patient = await clinic.createPatient({
    given: 'Zelda',
    family: 'Quillfeather',
    birthDate: '1961-03-14',
  });
  const fax = await clinic.receive();
  const { inbox, triage, document, page } = desk;
  const keys = countKeys(page);
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(triage.button('Handled')).not.toHaveAttribute('aria-disabled');

  await keys.press('a', ...'quil');
  await triage.searched();
  await keys.press('ArrowDown', 'Enter');
  await expect(triage.patient).toContainText('14 Mar 1961');
  await keys.press('t', ...'lab', 'Enter');
  await expect(triage.type).toHaveValue(LAB.display);
  await keys.press('d');
  await expect(page).not.toHaveURL(new RegExp(fax.id));
  await expect(document.canvas(1)).toBeVisible();
  expect(keys.pressed()).toBeLessThanOrEqual(14);
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${patient.id}`]);
  await expect.poll(() => stored(clinic, fax.id)).toMatch(/11502-2.*handled|handled.*11502-2/);
});

test('a misfiled fax is put right in six keys', async ({ desk, clinic }) => {
  const [wrong, right] = await Promise.all([
    clinic.createPatient({ given: 'Wrong', family: 'Sixkeys', birthDate: '1961-03-14' }),
    clinic.createPatient({ given: 'Right', family: 'Xylander', birthDate: '1967-11-23' }),
  ]);
  const fax = await clinic.receive();
  const { inbox, triage, document, page } = desk;
  const keys = countKeys(page);
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await triage.assign('sixkeys', 'Wrong Sixkeys');
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${wrong.id}`]);

  await keys.press('a');
  await expect(triage.patientSearch).toBeFocused();
  await keys.press(...'xyl');
  await triage.searched();
  await keys.press('ArrowDown', 'Enter');
  await expect(triage.patient).toContainText('Right Xylander');
  expect(keys.pressed()).toBeLessThanOrEqual(6);
  await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${right.id}`]);
});

test.describe('a practitioner', () => {
  test.use({ role: 'practitioner' });

  test('files as proposed, reviews and is at the next fax in two keys', async ({ desk, clinic }) => {
    const number = '+12125550812';
    const vito = await clinic.createPatient({ given: 'Vito', family: 'Twokeys', birthDate: '1961-03-14' });
    await clinic.filedBefore(number, [vito, vito, vito], LAB);
    const fax = await clinic.receive({ number });
    const { inbox, triage, page } = desk;
    const keys = countKeys(page);
    await inbox.open(`/inbox/unassigned/${fax.id}`);
    await expect(triage.proposed.getByRole('button', { name: 'File' })).not.toHaveAttribute('aria-disabled');
    await keys.press('f', 'v');
    await expect(page).not.toHaveURL(new RegExp(fax.id));
    expect(keys.pressed()).toBe(2);
    await expect.poll(() => clinic.chartsOf(fax.id)).toEqual([`Patient/${vito.id}`]);
    await expect
      .poll(async () => JSON.stringify((await clinic.readFax(fax.id)).category))
      .toContain('reviewed');
  });
});
