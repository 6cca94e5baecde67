import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A Chromium to test in: one that is there, else Playwright's, else the system's package.
 * @returns {Promise<string>} path of the program
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) {
    return found;
  }
  console.log('Installing a Chromium to test in …');
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  if ((await run(npx, ['playwright', 'install', 'chromium'])) !== 0 && process.getuid?.() === 0) {
    await run('apt-get', ['install', '--yes', 'chromium']);
  }
  const installed = await findChromium();
  if (!installed) {
    throw new Error('No Chromium was found or could be installed. Set CHROMIUM_PATH to one.');
  }
  return installed;
}

async function findChromium() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    await playwrightsOwn(),
  ];
  return candidates.find((path) => path && existsSync(path) && starts(path));
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** Some systems have a `chromium` that only tells how to install one. */
function starts(path) {
  return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}
