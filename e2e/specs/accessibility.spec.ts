import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Half faded in, words have less contrast than they will: what moves has come to rest first. */
const AT_REST = `Promise.allSettled(document.getAnimations()
  .filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime))
  .map((animation) => animation.finished)).then(() => undefined)`;

async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(AT_REST);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  );
}

const SIZES = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of SIZES) {
    test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
      test.use({ colorScheme, viewport });

      test('signing in', async ({ page, signInPage }) => {
        await signInPage.open();
        await expect(signInPage.heading).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
      });

      test('the list', async ({ desk, page }) => {
        await desk.inbox.open();
        await expect(desk.inbox.rows).not.toHaveCount(0);
        expect(await violationsOf(page)).toEqual([]);
      });

      test('the filters, and the list narrowed by them', async ({ desk, page }) => {
        await desk.inbox.open('/inbox/all-open?state=any&owner=nobody&urgent=1&from=2026-01-01');
        await expect(desk.filters.chip('Owner: nobody')).toBeVisible();
        await desk.views.save(`${colorScheme} ${viewport.width}`);
        await expect(desk.inbox.notice('Saved as')).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press('g');
        await expect(desk.filters.patient).toBeFocused();
        await page.keyboard.type('al');
        await expect(desk.triage.patientsFound).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
      });

      test('a fax, its patient search and the panel', async ({ desk, clinic, page }) => {
        const fax = await clinic.receive();
        await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
        await expect(desk.document.canvas(1)).toBeVisible();
        if (viewport.width >= 800) {
          // Its buttons come to life a moment after the page.
          await expect(desk.triage.button('Handled')).toBeEnabled();
        }
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press('a');
        await expect(desk.triage.patientSearch).toBeFocused();
        await page.keyboard.type('al');
        await expect(desk.triage.patientsFound).toBeVisible();
        await expect(desk.triage.events).not.toHaveCount(0);
        expect(await violationsOf(page)).toEqual([]);
      });

      test('labels, the block of a sender, and who is blocked', async ({ desk, clinic, page }) => {
        const fax = await clinic.receive({ isStranger: true });
        await desk.inbox.open(`/inbox/all-open/${fax.id}`);
        await expect(desk.document.canvas(1)).toBeVisible();
        await page.keyboard.press('l');
        await desk.triage.offered('Labels');
        await page.keyboard.type('bill');
        await page.keyboard.press('Enter');
        await expect(desk.triage.labelsOn).toHaveText(['Billing']);
        await expect(desk.triage.junk).toBeEnabled();
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press('l');
        await expect(desk.triage.label('To sign')).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.keyboard.press('b');
        await expect(desk.blocking.dialog).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press('1');
        await expect(desk.inbox.notice('Sender blocked')).toBeVisible();
        await desk.inbox.open('/inbox/junk');
        await expect(desk.inbox.row(fax.sender)).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
        await desk.blocking.openList.click();
        await expect(desk.blocking.sender(fax.sender)).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
      });

      test('what needs attention, and the card of it', async ({ desk, clinic, page }) => {
        const fax = await clinic.receive({ to: '+14155550997' });
        await desk.inbox.open('/attention');
        await expect(desk.attention.row(fax.sender)).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
        await desk.attention.row(fax.sender).click();
        await expect(desk.document.canvas(1)).toBeVisible();
        if (viewport.width < 800) {
          await page.keyboard.press('i');
        }
        await expect(desk.attention.card).toBeVisible();
        await expect(desk.triage.button('Handled')).toBeEnabled();
        expect(await violationsOf(page)).toEqual([]);
      });

      test('the keys and the palette', async ({ desk, page }) => {
        await desk.inbox.open();
        await expect(desk.inbox.rows).not.toHaveCount(0);
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('dialog').last()).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
      });
    });
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`what is rarely on screen, ${colorScheme}`, () => {
    test.use({ colorScheme, role: 'practitioner' });

    test('confirming a patient, notes, and a fax in Trash', async ({ desk, clinic, page }) => {
      const [fax] = await Promise.all([
        clinic.receive(),
        clinic.createPatient({
          given: 'Axel',
          family: `Twin ${colorScheme}`,
          birthDate: '2001-01-01',
          mrn: 'A-1',
        }),
        clinic.createPatient({
          given: 'Alex',
          family: `Twin ${colorScheme}`,
          birthDate: '2001-01-01',
          mrn: 'A-2',
        }),
      ]);
      const { inbox, triage, document } = desk;
      await inbox.open(`/inbox/all-open/${fax.id}`);
      await expect(document.canvas(1)).toBeVisible();
      await triage.assign(`twin ${colorScheme}`, 'Axel');
      await expect(triage.confirmation).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await triage.confirmation.getByRole('button', { name: 'File to this patient' }).click();
      await expect(triage.patient).toContainText('MRN A-1');
      await triage.note.fill('A note');
      await triage.addNote.click();
      await expect(triage.notes.first()).toContainText('A note');
      await triage.button('Reviewed, with another outcome').click();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await triage.button('Trash').click();
      await expect(inbox.notice('Moved to Trash')).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await inbox.open(`/inbox/trash/${fax.id}`);
      await expect(triage.button('Restore')).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });

    test('filing pages, and making a patient', async ({ desk, clinic, page }) => {
      const family = `Alike ${colorScheme}`;
      const [fax] = await Promise.all([
        clinic.receive(),
        clinic.createPatient({ given: 'Uma', family, birthDate: '1999-01-01', mrn: 'U-1' }),
      ]);
      const { inbox, triage, parts, document } = desk;
      await inbox.open(`/inbox/all-open/${fax.id}`);
      await expect(document.canvas(1)).toBeVisible();
      await expect(triage.button('Handled')).toBeEnabled();
      await parts.region.getByRole('button', { name: 'File pages…' }).click();
      await parts.pages.fill('9');
      await expect(parts.region).toContainText('There is no page 9');
      expect(await violationsOf(page)).toEqual([]);
      await parts.pages.fill('1');
      await parts.patientSearch.fill(`ulla ${family}`);
      await triage.found('New patient…').click();
      const form = page.getByRole('dialog', { name: 'New patient' });
      await form.getByLabel('Date of birth').fill('1999-01-01');
      await form.getByRole('button', { name: 'Make and file' }).click();
      await expect(form.getByRole('alert')).toContainText('Is it one of these?');
      expect(await violationsOf(page)).toEqual([]);
      await form.getByRole('button', { name: `File to Uma ${family}` }).click();
      await expect(parts.row('1')).toContainText('Uma');
      await expect(inbox.notices.last()).toContainText('Undo');
      expect(await violationsOf(page)).toEqual([]);
    });

    test('a page that does not exist', async ({ desk, page }) => {
      await desk.inbox.open('/nowhere');
      await expect(page.getByText('There is no such page')).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });
  });
}

test('every button of the panel can be reached and pressed by keyboard', async ({ desk, clinic, page }) => {
  const fax = await clinic.receive();
  await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(desk.triage.button('Archive')).toBeEnabled();
  await desk.triage.patientSearch.focus();
  const reached: string[] = [];
  // Trash is the last of them.
  while (reached.length < 30 && !reached.at(-1)?.startsWith('Trash')) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate('document.activeElement?.textContent ?? ""');
    reached.push(String(name));
  }
  for (const label of ['Handled', 'Reviewed', 'Claim', 'Urgent', 'Archive', 'Junk', 'Trash']) {
    expect(reached.some((name) => name.startsWith(label))).toBe(true);
  }
});
