import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MedplumClient } from '@medplum/core';
import { expect, onTestFinished, test } from 'vitest';
import { LOOPBACK, loopbackCarrier } from '../carriers/loopback/loopbackCarrier.ts';
import { signIn } from '../http/testServer.ts';
import { makePdf, makeTiff } from './testing/files.ts';
import { makeDelivery } from './testing/gatewayServer.ts';
import { webhookSecretFile } from './webhookSecrets.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const PORT = '18590';
const URL = `http://127.0.0.1:${PORT}`;
const PASSWORD = 'correct horse battery';
const ARRIVALS = 200;
/** What a carrier keeps sending until it hears 200. */
const AT_ONCE = 6;

test('two hundred arrivals at a server that is killed again and again: none lost, none doubled', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'faxwell-kill-'));
  let server = await startServer(dataDir);
  onTestFinished(async () => {
    await kill(server);
    rmSync(dataDir, { recursive: true });
  });
  const secret = readFileSync(webhookSecretFile(dataDir, LOOPBACK), 'utf8').trim();
  const documents = [await makePdf({ pages: 3 }), makeTiff()].map((bytes) => bytes.toString('base64'));
  const waiting = Array.from({ length: ARRIVALS }, (_, n) =>
    makeDelivery({ document: documents[n % 2], from: `+1202555${String(n).padStart(4, '0')}` }),
  );
  const ids = waiting.map(({ id }) => id);

  let kills = 0;
  const carrier = Promise.all(Array.from({ length: AT_ONCE }, () => deliverAll(waiting, secret)));
  const done = carrier.then(() => true);
  while (!(await Promise.race([done, sleep(randomInt(50, 500), false)]))) {
    await kill(server);
    kills++;
    server = await startServer(dataDir);
  }
  await kill(server);
  server = await startServer(dataDir);

  expect(kills).toBeGreaterThan(3);
  const client = await signIn(URL, { email: 'frontdesk@example.com', password: PASSWORD });
  await expect.poll(() => unfinished(client), { timeout: 120_000, interval: 500 }).toBe(0);
  for (const id of ids) {
    const faxes = await client.searchResources('Communication', {
      identifier: `${loopbackCarrier.identifierSystem}|${id}`,
    });
    expect(faxes.length, id).toBe(1);
    expect(await client.searchResources('Task', { focus: `Communication/${faxes[0]?.id}` })).toHaveLength(1);
    const shown = await client.download(faxes[0]?.payload?.[0]?.contentAttachment?.url ?? '');
    expect((await shown.text()).slice(0, 5)).toBe('%PDF-');
  }
});

/** As a power cut does it. */
async function kill(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
}

async function startServer(dataDir: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, PORT, DATA_DIR: dataDir, DEMO_PASSWORD: PASSWORD, DEMO_FAXES: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  await expect.poll(() => printed, { timeout: 60_000 }).toMatch(/ready at/);
  return child;
}

/** A carrier delivers until it is told that the fax is kept. */
async function deliverAll(waiting: object[], secret: string): Promise<void> {
  for (let delivery = waiting.shift(); delivery; delivery = waiting.shift()) {
    const body = JSON.stringify(delivery);
    while (!(await isKept(`${URL}/webhooks/${LOOPBACK}/${secret}`, body))) {
      await sleep(50);
    }
  }
}

async function isKept(url: string, body: string): Promise<boolean> {
  try {
    return (await fetch(url, { method: 'POST', body })).status === 200;
  } catch {
    return false;
  }
}

async function unfinished(client: MedplumClient): Promise<number> {
  const query = { code: 'urn:faxwell:task|intake', status: 'requested,in-progress' };
  return (await client.searchResources('Task', query, { cache: 'reload' })).length;
}
