/**
 * How the app feels in a browser, with a computer four times slower and a server 40 ms away:
 *
 *     node bench/browser.ts
 *
 * A real server with the sample clinic's faxes, the built app, a real Chromium. Figures are milliseconds in the page.
 */
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test';
import { Clinic } from '../e2e/support/clinic.ts';
import { makeTemplate, startServer, TEMPLATE_VARIABLE } from '../e2e/support/server.ts';
import { round, type Timing, timingOf } from './measure.ts';
import { writeResults } from './results.ts';

const FAXES = 40;
const SLOWDOWN = 4;
const ROUND_TRIP_MS = 40;
const PRESSES = 60;
const COLD_RUNS = 12;
const ARRIVALS = 20;
const SESSION_FAXES = 300;
const HELD_MS = 60_000;
const KEY_REPEAT_MS = 33;
const IN_PAGE = new URL('browser/inPage.js', import.meta.url).pathname;

/** Signed in, on All open, with the first fax on screen. */
interface Desk {
  readonly page: Page;
  readonly cdp: CDPSession;
}

/** Frames drawn, how many of them showed a page, and how many showed nothing at all; the rest showed words. */
interface Frames {
  readonly frames: number;
  readonly ofPages: number;
  readonly blank: number;
}

async function openDesk(context: BrowserContext): Promise<Desk> {
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await page.goto('/inbox/all-open');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('j');
  await page
    .getByRole('img', { name: /^Page 1 of/ })
    .first()
    .waitFor();
  return { page, cdp };
}

async function slow({ cdp }: Desk, isSlow: boolean): Promise<void> {
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: isSlow ? SLOWDOWN : 1 });
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: isSlow ? ROUND_TRIP_MS : 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

/** Bytes of script, as gzip, until the list is there: signed in already, with the cache empty. */
async function measureFirstLoad(context: BrowserContext): Promise<{ bytes: number; hasPdfJs: boolean }> {
  const page = await context.newPage();
  await page.goto('/inbox/all-open');
  const scripts = await page.evaluate<string[]>('faxwellBench.scriptsBeforeList()');
  await page.close();
  const sizes = await Promise.all(scripts.map(gzipBytes));
  return {
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    hasPdfJs: scripts.some((url) => /pdf/i.test(url)),
  };
}

async function gzipBytes(url: string): Promise<number> {
  const { headers } = await fetch(url, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
  return Number(headers.get('content-length'));
}

/** Moves on to the next fax, or back up once the last is reached, as a person reads; see `inPage.js`. */
async function press(desk: Desk, count: number): Promise<number | null> {
  // Before the key and not beside it: a slow page may take in the key first.
  await desk.page.evaluate('faxwellBench.awaitKey()');
  await desk.page.keyboard.press(count % (2 * (FAXES - 2)) < FAXES - 2 ? 'j' : 'k');
  return await desk.page.evaluate<number | null>('faxwellBench.painted');
}

/** From the key to the next fax's first page, read ahead. */
async function measureNext(desk: Desk): Promise<Timing> {
  const times: number[] = [];
  for (let count = 0; count < PRESSES; count++) {
    const time = await press(desk, count);
    if (time !== null) times.push(time);
    // The document after it is read ahead meanwhile, as while a person looks at this one.
    await desk.page.waitForTimeout(1_000);
  }
  return timingOf(times);
}

/** What the document's pane shows while the key to the next fax is held down, and then the one back. */
async function measureHeldKey(desk: Desk): Promise<Frames> {
  await desk.page.evaluate('faxwellBench.watchPane()');
  const end = performance.now() + HELD_MS;
  for (let key: 'j' | 'k' = 'j'; performance.now() < end; key = key === 'j' ? 'k' : 'j') {
    for (let repeat = 0; repeat < FAXES; repeat++) {
      // Again and again without letting go, which the browser takes for a key held down.
      await desk.page.keyboard.down(key);
      await desk.page.waitForTimeout(KEY_REPEAT_MS);
    }
    await desk.page.keyboard.up(key);
  }
  return await desk.page.evaluate<Frames>('faxwellBench.stopWatching()');
}

/** The reference: pdf.js alone, with nothing around it, opening the first of these files from cold. */
async function measureColdPdf(context: BrowserContext, clinic: Clinic): Promise<Timing> {
  const modules = createRequire(createRequire(import.meta.url).resolve('react-pdf'));
  const admin = await clinic.admin();
  const faxes = await admin.searchResources('Communication', `medium=FAXWRIT&_sort=sent&_count=${COLD_RUNS}`);
  await context.route('**/bare/*', async (route) => {
    const name = route.request().url().split('/').at(-1) ?? '';
    if (name === 'page')
      await route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>pdf.js</title>' });
    else
      await route.fulfill({
        path: modules.resolve(`pdfjs-dist/build/${name}`),
        contentType: 'text/javascript',
      });
  });
  const times: number[] = [];
  for (const fax of faxes) {
    const page = await context.newPage();
    await page.goto('/bare/page');
    await slow({ page, cdp: await context.newCDPSession(page) }, true);
    const file = `/fhir/R4/${fax.payload?.[0]?.contentAttachment?.url}`;
    const args = ['/bare/pdf.mjs', '/bare/pdf.worker.mjs', file, admin.getAccessToken(), 508];
    times.push(await page.evaluate<number>(`faxwellBench.coldPdf(...${JSON.stringify(args)})`));
    await page.close();
  }
  return timingOf(times);
}

/** From posting a fax, as its carrier does, to its row in an open browser. */
async function measureArrival({ page }: Desk, clinic: Clinic): Promise<Timing> {
  await page.goto('/inbox/all-open?order=newest');
  await page.getByRole('contentinfo').or(page.locator('footer')).getByText('Live', { exact: true }).waitFor();
  const times: number[] = [];
  for (let arrival = 0; arrival < ARRIVALS; arrival++) {
    const fileName = `Arrival ${arrival} of the bench.pdf`;
    const start = performance.now();
    await clinic.deliver({ fileName, number: '+12125550100' });
    await page.getByRole('option').filter({ hasText: fileName }).waitFor();
    times.push(performance.now() - start);
  }
  return timingOf(times);
}

/** Megabytes the page grows by while three hundred faxes are read, once the first forty have warmed it up. */
async function measureHeap(desk: Desk): Promise<number> {
  const read = async (faxes: number) => {
    for (let count = 0; count < faxes; count++) await press(desk, count);
  };
  await read(2 * (FAXES - 2));
  const before = await heapBytes(desk);
  await read(SESSION_FAXES);
  return round(((await heapBytes(desk)) - before) / 1e6);
}

async function heapBytes({ cdp }: Desk): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize;
}

// Plain JavaScript without types, because it also runs before anything is installed.
const script = (name: string) => import(new URL(`../scripts/${name}`, import.meta.url).href);
const { ensureBuilt } = (await script('build.js')) as { ensureBuilt(): Promise<void> };
const { ensureChromium } = (await script('chromium.js')) as { ensureChromium(): Promise<string> };
await ensureBuilt();
const template = await makeTemplate(FAXES);
process.env[TEMPLATE_VARIABLE] = template;
const server = await startServer({ careless: false });
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const clinic = new Clinic(server);
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } });
  const login = JSON.stringify(await clinic.login('frontdesk'));
  await context.addInitScript({ content: `sessionStorage.setItem('activeLogin', ${JSON.stringify(login)})` });
  await context.addInitScript({ path: IN_PAGE });

  const firstLoad = await measureFirstLoad(context);
  const coldPdf = await measureColdPdf(context, clinic);
  const desk = await openDesk(context);
  await slow(desk, true);
  const next = await measureNext(desk);
  const held = await measureHeldKey(desk);
  await slow(desk, false);
  await desk.page.goto('/inbox/all-open');
  await desk.page.getByRole('option').first().waitFor();
  const heapMegabytes = await measureHeap(desk);
  const arrival = await measureArrival(desk, clinic);

  console.table({
    'Key to the next first page, 4 times slower, 40 ms away': next,
    'Bare pdf.js from cold, 4 times slower': coldPdf,
    'Fax posted to row on screen': arrival,
  });
  console.log(`Ratio of the key to pdf.js from cold, medians: ${round(next.median / coldPdf.median)}`);
  console.log(
    `Script before the list is there: ${round(firstLoad.bytes / 1e3)} kB as gzip, ${firstLoad.hasPdfJs ? 'with' : 'without'} pdf.js`,
  );
  console.log(
    `A minute of j and k held down: ${held.frames} frames, ${held.ofPages} with a page, ${held.blank} blank`,
  );
  console.log(`Heap after ${SESSION_FAXES} faxes: ${heapMegabytes} MB more`);
  writeResults('browser', {
    next,
    coldPdf,
    ratioToColdPdf: round(next.median / coldPdf.median),
    arrival,
    held,
    firstLoad,
    heapMegabytes,
  });
} finally {
  await browser.close();
  await server.stop();
  rmSync(template, { recursive: true });
}
