import { expect, test } from '../fixtures.ts';
import { makeBrokenPdf, makePdf } from '../support/documents.ts';

const PAGES = Array.from({ length: 12 }, (_, index) => `This is sheet ${index + 1} about cholesterol`);

test('pages, thumbnails, zoom, rotation and finding words', async ({ desk, clinic }) => {
  const { inbox, document } = desk;
  const fax = await clinic.receive({ document: await makePdf({ pages: PAGES }) });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await expect(document.status.filter({ hasText: 'page 1 of 12' })).toBeAttached();

  await document.showThumbnails();
  await document.thumbnails.getByRole('button', { name: 'Page 7', exact: true }).click();
  await expect(document.canvas(7)).toBeInViewport();
  await expect(document.status.filter({ hasText: 'page 7 of 12' })).toBeAttached();

  const width = async () => (await document.page(7).boundingBox())?.width ?? 0;
  const fitted = await width();
  await document.tool('Zoom in').click();
  await expect.poll(width).toBeGreaterThan(fitted);
  await document.tool('Zoom out').click();
  await document.tool('Zoom out').click();
  await expect.poll(width).toBeLessThan(fitted);

  const ratio = async () => {
    const box = await document.page(7).boundingBox();
    return box ? box.width / box.height : 0;
  };
  expect(await ratio()).toBeLessThan(1);
  await document.tool(/^Rotate.*right/).click();
  await expect.poll(ratio).toBeGreaterThan(1);

  await document.find('sheet 11');
  await expect(document.region).toContainText('1 of 1');
  await expect(document.canvas(11)).toBeInViewport();
});

test('only a few pages of a long fax are ever painted', async ({ desk, clinic }) => {
  const { inbox, document, page } = desk;
  const pages = Array.from({ length: 120 }, (_, index) => `Sheet ${index + 1}`);
  const fax = await clinic.receive({ document: await makePdf({ pages }) });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await document.scroller.focus();
  await page.keyboard.press('End');
  await expect(document.canvas(120)).toBeInViewport();
  expect(await document.scroller.locator('canvas').count()).toBeLessThan(10);
});

test('keys turn pages, zoom, rotate and leave the document alone on the screen', async ({ desk, clinic }) => {
  const { inbox, document, triage, page } = desk;
  const fax = await clinic.receive({ document: await makePdf({ pages: PAGES }) });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(document.canvas(1)).toBeVisible();
  await inbox.list.focus();
  await page.keyboard.press('PageDown');
  await expect(document.status.filter({ hasText: 'page 2 of 12' })).toBeAttached();
  await page.keyboard.press('PageUp');
  await expect(document.status.filter({ hasText: 'page 1 of 12' })).toBeAttached();

  const width = async () => (await document.page(1).boundingBox())?.width ?? 0;
  const fitted = await width();
  await page.keyboard.press('+');
  await expect.poll(width).toBeGreaterThan(fitted);
  await page.keyboard.press('-');
  await expect.poll(width).toBeLessThanOrEqual(fitted + 1);

  await page.keyboard.press('z');
  await expect(inbox.list).toBeHidden();
  await expect(triage.region).toBeHidden();
  await expect(document.canvas(1)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inbox.list).toBeVisible();
});

test('a broken document says so, keeps its original, and leaves the rest working', async ({
  desk,
  clinic,
}) => {
  const { inbox, document, triage } = desk;
  const fax = await clinic.receive({ document: await makeBrokenPdf() });
  const next = await clinic.receive();
  await inbox.open(`/inbox/all-open/${fax.id}`);
  await expect(document.region).toContainText(/damaged|cut off|cannot be/i);
  await expect(triage.button('Archive')).toBeEnabled();
  await inbox.openFax(next.sender);
  await expect(document.canvas(1)).toBeVisible();
});

test('a locked document says so in the row and in its place', async ({ desk, clinic }) => {
  const { inbox, document, triage } = desk;
  const locked = await makePdf({ pages: ['Secret'], password: 'open sesame' });
  const fax = await clinic.receive({ document: locked });
  await inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(inbox.row(fax.sender)).toContainText('locked with a password');
  await expect(document.region).toContainText('locked with a password');
  await expect(triage.events.filter({ hasText: 'locked with a password' })).toBeVisible();
});

test('a web page sent as a fax is never shown as one', async ({ desk, clinic, page }) => {
  const html = new TextEncoder().encode('<script>document.title = "hacked"</script>');
  const fax = await clinic.receive({ document: html, fileName: 'fax.pdf' });
  await desk.inbox.open(`/inbox/unassigned/${fax.id}`);
  await expect(desk.document.region).toContainText(/neither PDF nor TIFF|cannot be shown|not shown/i);
  expect(await page.title()).not.toBe('hacked');
});

test('the next fax is already there when its key is pressed', async ({ desk, clinic, page }) => {
  await clinic.receive({ from: 'Prefetch A' });
  await clinic.receive({ from: 'Prefetch B' });
  await desk.inbox.open('/inbox/all-open');
  await desk.inbox.openFax('Prefetch A');
  await expect(desk.document.canvas(1)).toBeVisible();
  await expect(desk.triage.button('Archive')).toBeEnabled();
  await page.waitForLoadState('networkidle');
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.keyboard.press('j');
  await expect(desk.document.page(1)).toHaveAccessibleName(/Prefetch B/);
  await expect(desk.document.canvas(1)).toBeVisible();
  expect(fetched.filter((url) => url.includes('/Binary/'))).toEqual([]);
});
