import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MedplumClient } from '@medplum/core';
import { expect, onTestFinished, test } from 'vitest';
import { makePartFiled } from '../../src/domain/filing/parts.ts';
import { settleFiling } from '../../src/domain/filing/settleFiling.ts';
import { LOOPBACK, loopbackCarrier } from '../carriers/loopback/loopbackCarrier.ts';
import { inspectPdf } from '../documents/pdf/inspectPdf.ts';
import { signIn } from '../http/testServer.ts';
import { createFilingStore } from './filingStore.ts';
import { makePdf } from './testing/files.ts';
import { filingDisagreements } from './testing/filingDisagreements.ts';
import { makeDelivery } from './testing/gatewayServer.ts';
import { webhookSecretFile } from './webhookSecrets.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const PORT = '18591';
const URL = `http://127.0.0.1:${PORT}`;
const PASSWORD = 'correct horse battery';
const PACKETS = 20;
const PARTS = [
  ['a', '1-2'],
  ['b', '3,5'],
  ['c', '4,6'],
] as const;

test.each(['0', '1'])(
  'packets filed in parts at a server that is killed again and again, careless: %s',
  async (careless) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'faxwell-parts-kill-'));
    let server = await startServer(dataDir, careless);
    onTestFinished(async () => {
      await kill(server);
      rmSync(dataDir, { recursive: true });
    });
    const ids = await receivePackets(dataDir);

    let kills = 0;
    const clerk = fileAll(ids);
    const done = clerk.then(() => true);
    while (!(await Promise.race([done, sleep(randomInt(300, 2_000), false)]))) {
      await kill(server);
      kills++;
      server = await startServer(dataDir, careless);
    }
    await kill(server);
    server = await startServer(dataDir, careless);
    expect(kills).toBeGreaterThan(2);

    const client = await clerkClient();
    const store = createFilingStore(client);
    for (const id of ids) {
      await expect.poll(() => filingDisagreements(store, id), { timeout: 60_000, interval: 500 }).toEqual([]);
      const documents = (await store.documentsOf(id)).filter(({ status }) => status === 'current');
      expect(documents.map(({ subject }) => subject?.reference).sort()).toEqual([
        'Patient/a',
        'Patient/b',
        'Patient/c',
      ]);
      for (const { content } of documents) {
        const cut = await client.download(content[0]?.attachment.url ?? '');
        expect(await inspectPdf(new Uint8Array(await cut.arrayBuffer()))).toMatchObject({ pages: 2 });
      }
    }
  },
);

/** As a power cut does it. */
async function kill(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGKILL');
    await once(server, 'exit');
  }
}

async function startServer(dataDir: string, careless: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      PORT,
      DATA_DIR: dataDir,
      DEMO_PASSWORD: PASSWORD,
      DEMO_FAXES: '0',
      CARELESS: careless,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  await expect.poll(() => printed, { timeout: 60_000 }).toMatch(/ready at/);
  return child;
}

function clerkClient(): Promise<MedplumClient> {
  return signIn(URL, { email: 'frontdesk@example.com', password: PASSWORD });
}

async function receivePackets(dataDir: string): Promise<string[]> {
  const secret = readFileSync(webhookSecretFile(dataDir, LOOPBACK), 'utf8').trim();
  const document = (await makePdf({ pages: 6 })).toString('base64');
  const deliveries = Array.from({ length: PACKETS }, () => makeDelivery({ document }));
  const client = await clerkClient();
  return await Promise.all(
    deliveries.map(async (delivery) => {
      const body = JSON.stringify(delivery);
      expect((await fetch(`${URL}/webhooks/${LOOPBACK}/${secret}`, { method: 'POST', body })).status).toBe(
        200,
      );
      const query = { identifier: `${loopbackCarrier.identifierSystem}|${delivery.id}` };
      const find = async () => (await client.searchOne('Communication', query, { cache: 'reload' }))?.id;
      await expect.poll(find, { timeout: 60_000 }).toBeDefined();
      return (await find()) ?? '';
    }),
  );
}

/** A clerk who tries again until each part stands on the fax; the server may die under each click. */
async function fileAll(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    for (const [patient, pages] of PARTS) {
      while (!(await isFiled(id, patient, pages).catch(() => false))) {
        await sleep(50);
      }
    }
  }
}

async function isFiled(id: string, patient: string, pages: string): Promise<boolean> {
  const store = createFilingStore(await clerkClient());
  const fax = await store.readFax(id);
  if (!fax.parts.some((part) => part.pages === pages && !part.retired)) {
    const act = { by: { reference: 'Practitioner/dana' }, at: new Date().toISOString() };
    const part = { filingId: randomUUID(), patient: { reference: `Patient/${patient}` }, pages };
    await store.updateFax(makePartFiled(fax, part, [], act));
    await settleFiling(store, id);
    return false;
  }
  return true;
}
