import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ensureChromium } from './chromium.js';
import { ensureInstalled } from './install.js';
import { findNode, ROOT } from './project.js';
import { run } from './run.js';

// Not in test-results: Playwright empties that folder when it starts.
const RESULTS = mkdtempSync(join(tmpdir(), 'faxwell-results-'));
const VITEST_RESULT = join(RESULTS, 'vitest.json');
const PLAYWRIGHT_RESULT = join(RESULTS, 'playwright.json');

/** `npm test`: everything that has to hold, one after the other, and at the end how much of it did. */
try {
  await ensureInstalled();
  process.exitCode = await testEverything(findNode(), await ensureChromium());
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

async function testEverything(node, chromium) {
  const module = (...path) => join(ROOT, 'node_modules', ...path);
  const env = {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT_RESULT,
    PATH: module('.bin') + delimiter + process.env.PATH,
  };
  const step = async (name, args) => ({ name, code: await run(node, args, { env }) });

  const steps = [
    await step('types of the app', [module('typescript', 'bin', 'tsc'), '-p', '.']),
    await step('types of the server', [module('typescript', 'bin', 'tsc'), '-p', 'server']),
    await step('types of the domain', [module('typescript', 'bin', 'tsc'), '-p', 'src/domain']),
    await step('lint', [module('@biomejs', 'biome', 'bin', 'biome'), 'ci']),
    await step('licences', [join(ROOT, 'scripts', 'licences.ts'), '--check']),
    await step('unit and contract tests', [
      module('vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${VITEST_RESULT}`,
    ]),
    await step('end-to-end tests', [module('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json']),
  ];

  const failedSteps = steps.filter(({ code }) => code !== 0);
  for (const { name } of failedSteps) {
    console.error(`Failed: ${name}`);
  }
  const counts = [readVitest(), readPlaywright()];
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  rmSync(RESULTS, { recursive: true });
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return failedSteps.length > 0 || sum('failed') > 0 ? 1 : 0;
}

function readVitest() {
  const result = readJson(VITEST_RESULT);
  // A file that could not even be loaded has no tests that failed.
  const unloaded = (result?.testResults ?? []).filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: result?.numPassedTests ?? 0, failed: (result?.numFailedTests ?? 0) + unloaded.length };
}

function readPlaywright() {
  const { stats } = readJson(PLAYWRIGHT_RESULT) ?? {};
  return { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) };
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
