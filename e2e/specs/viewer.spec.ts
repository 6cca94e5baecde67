import { readFile } from 'node:fs/promises';
import type { Request } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { makeBrokenPdf, makePdf } from '../support/documents.ts';

const PAGES = Array.from({ length: 12 }, (_, index) => `This is sheet ${index + 1} about cholesterol`);

test('pages have names, and keys turn them', async ({ desk, clinic, page }) => {
  const { inbox, document } = desk;
  const fax = await clinic.receive({ document: await makePdf({ pages: PAGES }) });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(document.page(1)).toHaveAccessibleName(`Page 1 of 12, fax from ${fax.sender}`);
  await expect(document.pageStatus('page 1 of 12')).toBeAttached();

  await inbox.list.focus();
  await page.keyboard.press('PageDown');
  await expect(document.pageStatus('page 2 of 12')).toBeAttached();
  await expect(document.canvas(2)).toBeInViewport();
  await page.keyboard.press('PageUp');
  await expect(document.pageStatus('page 1 of 12')).toBeAttached();

  await document.scroller.focus();
  await page.keyboard.press('End');
  await expect(document.pageStatus('page 12 of 12')).toBeAttached();
  await expect(document.canvas(12)).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(document.canvas(1)).toBeInViewport();
});

test('thumbnails stay folded until asked for where a page would be too narrow to read', async ({
  desk,
  clinic,
}) => {
  const { inbox, document } = desk;
  const fax = await clinic.receive({ document: await makePdf({ pages: PAGES }) });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(document.thumbnails).toBeHidden();
  const whole = await document.widthOf(1);

  await document.choose('Show page thumbnails');
  await document.thumbnail(7).click();
  await expect(document.canvas(7)).toBeInViewport();
  await expect(document.pageStatus('page 7 of 12')).toBeAttached();
  await expect(document.thumbnail(7)).toHaveAttribute('aria-current', 'page');
  await expect(document.thumbnail(7).locator('canvas')).toBeVisible();
  await expect.poll(() => document.widthOf(7)).toBeLessThan(whole);

  await document.choose('Hide page thumbnails');
  await expect(document.thumbnails).toBeHidden();
  await expect.poll(() => document.widthOf(7)).toBe(whole);
});

test('thumbnails come with the room for them, and a phone has none', async ({ desk, clinic, page }) => {
  const { inbox, document } = desk;
  const fax = await clinic.receive({ document: await makePdf({ pages: PAGES }) });
  await page.setViewportSize({ width: 1920, height: 1000 });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(document.thumbnails).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(document.thumbnails).toBeHidden();
  await expect.poll(() => document.widthOf(1)).toBeGreaterThan(350);
});

test('the place is kept when the pane gets another width', async ({ desk, clinic, page }) => {
  const { inbox, document } = desk;
  const fax = await clinic.receive({ document: await makePdf({ pages: PAGES }) });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await document.scroller.focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(document.pageStatus('page 3 of 12')).toBeAttached();
  const before = await document.widthOf(3);
  await page.setViewportSize({ width: 1920, height: 768 });
  await expect.poll(() => document.widthOf(3)).toBeGreaterThan(before);
  await expect(document.canvas(3)).toBeInViewport();
  await expect(document.pageStatus('page 3 of 12')).toBeAttached();
});

test('pages are made larger and smaller, and fitted again', async ({ desk, clinic, page }) => {
  const { inbox, document } = desk;
  const fax = await clinic.receive({ document: await makePdf({ pages: PAGES }) });
  await page.setViewportSize({ width: 1366, height: 600 });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  const width = () => document.widthOf(1);
  const fitted = await width();

  await document.tool('Zoom in').click();
  await expect.poll(width).toBeGreaterThan(fitted);
  await document.tool('Zoom out').click();
  await document.tool('Zoom out').click();
  await expect.poll(width).toBeLessThan(fitted);
  await document.zoom.click();
  await page.getByRole('menuitem', { name: 'Fit to width' }).click();
  await expect.poll(width).toBe(fitted);

  await document.zoom.click();
  await page.getByRole('menuitem', { name: 'Fit the whole page' }).click();
  await expect.poll(width).toBeLessThan(fitted);
  await expect(document.page(1)).toBeInViewport({ ratio: 1 });

  await inbox.list.focus();
  const whole = await width();
  await page.keyboard.press('+');
  await expect.poll(width).toBeGreaterThan(whole);
  const larger = await width();
  await page.keyboard.press('+');
  await expect.poll(width).toBeGreaterThan(larger);
  await page.keyboard.press('-');
  await expect.poll(width).toBe(larger);
});

test('a fax that came lying on its side is turned', async ({ desk, clinic, page }) => {
  const { inbox, document } = desk;
  const fax = await clinic.receive({ document: await makePdf({ pages: PAGES }) });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  const ratio = () => document.ratioOf(1);
  expect(await ratio()).toBeLessThan(1);
  await document.tool(/^Rotate.*right/).click();
  await expect.poll(ratio).toBeGreaterThan(1);
  await inbox.list.focus();
  await page.keyboard.press(',');
  await expect.poll(ratio).toBeLessThan(1);
  await page.keyboard.press('.');
  await expect.poll(ratio).toBeGreaterThan(1);
  await expect(document.canvas(1)).toBeVisible();
});

test('the document stands alone on the screen, and gives the rest back', async ({ desk, clinic, page }) => {
  const { inbox, document, triage } = desk;
  const fax = await clinic.receive({ document: await makePdf({ pages: PAGES }) });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  const beside = await document.widthOf(1);
  await inbox.list.focus();
  await page.keyboard.press('z');
  await expect(inbox.list).toBeHidden();
  await expect(triage.region).toBeHidden();
  await expect.poll(() => document.widthOf(1)).toBeGreaterThan(beside);
  await expect(document.thumbnails).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inbox.list).toBeVisible();
  await expect(document.thumbnails).toBeHidden();
  await expect.poll(() => document.widthOf(1)).toBe(beside);
});

test('words are found, marked and gone to', async ({ desk, clinic, page }) => {
  const { inbox, document } = desk;
  const pages = ['Glucose <b>5.1</b>', 'Nothing to see', 'glucose again, and GLUCOSE'];
  const fax = await clinic.receive({ document: await makePdf({ pages }) });
  await page.setViewportSize({ width: 1366, height: 500 });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  // Upside down the words are at the far end of the page.
  await document.tool(/^Rotate.*right/).click();
  await document.tool(/^Rotate.*right/).click();
  await document.find('glucose');
  await expect(document.findBar).toContainText('1 of 3');
  await expect(document.currentMark).toHaveText('Glucose');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(document.findBar).toContainText('3 of 3');
  await expect(document.currentMark).toHaveText('GLUCOSE');
  await expect(document.currentMark).toBeInViewport({ ratio: 1 });
  await expect(document.pageStatus('page 3 of 3')).toBeAttached();

  await document.findField.fill('<b>5');
  await expect(document.currentMark).toHaveText('<b>5');
  await document.findField.fill('insulin');
  await expect(document.findBar).toContainText('Not in this fax');
  await expect(document.marks).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(document.findBar).toBeHidden();
});

test('a fax without text says that there is none to search', async ({ desk, clinic }) => {
  const { inbox, document } = desk;
  const fax = await clinic.receive({ document: await makePdf({ pages: ['', ''] }) });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await document.tool(/^Find/).click();
  await expect(document.findBar).toContainText('This fax has no text to search');
});

test('the original is downloaded byte for byte', async ({ desk, clinic, page }) => {
  const { inbox, document } = desk;
  const sent = await makePdf({ pages: PAGES });
  const fax = await clinic.receive({ document: sent });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  const download = page.waitForEvent('download');
  await document.choose(/^Download/);
  const file = await download;
  expect(file.suggestedFilename()).toBe(`fax-${fax.id}.pdf`);
  expect(Buffer.from(sent).equals(await readFile(await file.path()))).toBe(true);
});

test('only a few pages of a long fax are ever painted', async ({ desk, clinic, page }) => {
  const { inbox, document } = desk;
  const pages = Array.from({ length: 200 }, (_, index) => `Sheet ${index + 1}`);
  const fax = await clinic.receive({ document: await makePdf({ pages }) });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await document.scroller.focus();
  for (let number = 2; number <= 25; number++) {
    await page.keyboard.press('PageDown');
    await expect(document.canvas(number)).toBeInViewport();
    expect(await document.canvases.count()).toBeLessThan(6);
  }
  await page.keyboard.press('End');
  await expect(document.canvas(200)).toBeInViewport();
  expect(await document.canvases.count()).toBeLessThan(6);
});

test('a broken document says so, keeps its original, and leaves the rest working', async ({
  desk,
  clinic,
  page,
}) => {
  const { inbox, document, triage } = desk;
  const sent = await makeBrokenPdf();
  const fax = await clinic.receive({ document: sent });
  const next = await clinic.receive();
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(document.region).toContainText('damaged and cannot be opened');
  await expect(triage.button('Archive')).toBeEnabled();
  const download = page.waitForEvent('download');
  await document.region.getByRole('button', { name: 'Download' }).click();
  expect(Buffer.from(sent).equals(await readFile(await (await download).path()))).toBe(true);
  await inbox.openFax(next.sender);
  await expect(document.canvas(1)).toBeVisible();
});

test('a locked document says so in the row and in its place', async ({ desk, clinic }) => {
  const { inbox, document, triage } = desk;
  const locked = await makePdf({ pages: ['Secret'], password: 'open sesame' });
  const fax = await clinic.receive({ document: locked });
  // At the top, where it is drawn however many there are.
  await inbox.open(`/inbox/unassigned/${fax.id}?order=newest`);
  await expect(inbox.row(fax.sender)).toContainText('locked with a password');
  await expect(document.region).toContainText('locked with a password');
  await expect(triage.events.filter({ hasText: 'locked with a password' })).toBeVisible();
});

test('a web page sent as a fax is never shown as one', async ({ desk, clinic, page }) => {
  const html = new TextEncoder().encode('<script>document.title = "hacked"</script>');
  const fax = await clinic.receive({ document: html, fileName: 'fax.pdf' });
  await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(desk.document.region).toContainText('neither PDF nor TIFF');
  expect(await page.title()).not.toBe('hacked');
});

test('the next fax is already there when its key is pressed', async ({ desk, clinic, page }) => {
  await clinic.receive({ from: 'Prefetch A' });
  const next = await clinic.receive({ from: 'Prefetch B' });
  const file = (await clinic.readFax(next.id)).payload?.[0]?.contentAttachment?.url ?? 'no document';
  const isOfNext = (request: Request) => request.url().includes(file);
  let asked = 0;
  page.on('request', (request) => {
    asked += Number(isOfNext(request));
  });
  const loadedAhead = page.waitForEvent('requestfinished', isOfNext);
  await desk.inbox.open('/inbox/all-open');
  await desk.inbox.search.fill('prefetch');
  await expect(desk.inbox.rows).toHaveCount(2);
  await desk.inbox.row('Prefetch A').click();
  await expect(desk.document.canvas(1)).toBeVisible();
  await expect(desk.triage.button('Archive')).toBeEnabled();
  await loadedAhead;
  await page.keyboard.press('j');
  await expect(desk.document.page(1)).toHaveAccessibleName(/Prefetch B/);
  await expect(desk.document.canvas(1)).toBeVisible();
  expect(asked).toBe(1);
});
