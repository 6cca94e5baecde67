import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type GatewayServer, startGatewayServer } from '../gateway/testing/gatewayServer.ts';
import type { FaxTruth } from '../sample/faxes/truth.ts';

let gateway: GatewayServer;
let folder: string;
beforeAll(async () => {
  gateway = await startGatewayServer();
  folder = mkdtempSync(join(tmpdir(), 'faxwell-traffic-'));
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

function start(args: readonly string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'demoTraffic.ts'), ...args], {
    // Neither the environment of the tests nor a .env of whoever runs them.
    cwd: folder,
    env: { PATH: process.env.PATH, DATA_DIR: gateway.server.dataDir },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { output: () => output, ended, stop: () => child.kill('SIGINT') };
}

test('sends faxes until it is stopped, says what it sent without names, and keeps what is true', async () => {
  const traffic = start(['--every', '0.1s', '--seed', '3', '--server', gateway.server.url]);
  await expect
    .poll(() => traffic.output().match(/ kB /g)?.length ?? 0, { timeout: 60_000 })
    .toBeGreaterThan(2);
  traffic.stop();
  expect(await traffic.ended).toBe(0);
  expect(traffic.output()).toMatch(/Sent \d+ faxes with \d+ pages\.\n$/);

  await gateway.gateway.idle();
  const truths = join(gateway.server.dataDir, 'sample', 'truth');
  const files = readdirSync(truths);
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    // Our own file, written from this type.
    const truth = JSON.parse(readFileSync(join(truths, file), 'utf8')) as FaxTruth;
    expect(await gateway.faxes(truth.carrierFaxId)).toHaveLength(1);
    for (const { patient } of truth.documents) {
      if (patient) expect(traffic.output()).not.toContain(patient.family);
    }
    if (truth.originatingNumber) expect(traffic.output()).not.toContain(truth.originatingNumber);
  }
});

test.each([
  [['--every', 'soon'], /^Usage:/],
  [['--seed', 'x'], /^Usage:/],
  [
    ['--server', 'http://127.0.0.1:1'],
    /No server answers at http:\/\/127\.0\.0\.1:1\. Start it with npm start\.\n$/,
  ],
])('%j ends with a sentence', async (args, sentence) => {
  const traffic = start(args);
  expect(await traffic.ended).toBe(1);
  expect(traffic.output()).toMatch(sentence);
});
