import { defineConfig } from '@playwright/test';
import type { TestFixtures, WorkerFixtures } from './e2e/fixtures.ts';

/** One server per worker, one Chromium, no retries: a test that fails sometimes is a test that fails. */
export default defineConfig<TestFixtures, WorkerFixtures>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './e2e/support/globalSetup.ts',
  outputDir: 'test-results/e2e',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  projects: [
    { name: 'app' },
    // The smoke journey again, against a server that promises as little as a real one may.
    { name: 'careless', testMatch: '**/smoke.spec.ts', use: { careless: true } },
  ],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'en-US',
    // Times on screen are in the clinic's zone, whatever the browser's is.
    timezoneId: 'Asia/Tokyo',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
