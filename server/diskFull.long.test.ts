import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { MedplumClient } from '@medplum/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makePdf } from './gateway/testing/files.ts';
import { makeDelivery } from './gateway/testing/gatewayServer.ts';
import { signIn } from './http/testServer.ts';
import { webhookPath } from './testing/serverProcess.ts';
import { mountSmallDisk, type SmallDisk } from './testing/smallDisk.ts';

const PORT = 18_228;
const URL_ = `http://127.0.0.1:${PORT}`;
const MB = 1024 * 1024;
const CREDENTIALS = { email: 'admin@example.com', password: 'correct horse' };

let disk: SmallDisk;
let server: ChildProcessWithoutNullStreams;
let admin: MedplumClient;
beforeEach(async () => {
  disk = await mountSmallDisk(260);
  mkdirSync(join(disk.root, 'data'));
  await startServer();
});
afterEach(async () => {
  server.kill('SIGKILL');
  await disk.close();
});

const environment = () => ({
  DATA_DIR: join(disk.folder, 'data'),
  PORT: String(PORT),
  DEMO_FAXES: '0',
  DEMO_PASSWORD: CREDENTIALS.password,
});

async function startServer(): Promise<void> {
  server = disk.spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], environment());
  let output = '';
  server.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await expect.poll(() => output, { timeout: 30_000 }).toContain('Faxwell is ready');
  admin = await signIn(URL_, CREDENTIALS);
}

async function stopServer(): Promise<unknown> {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  return (await ended)[0];
}

async function run(command: string, ...args: string[]): Promise<{ code: unknown; said: string }> {
  const child = disk.spawn(
    process.execPath,
    [join(import.meta.dirname, 'cli', command), ...args],
    environment(),
  );
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'exit');
  return { code, said: (await said).join('') };
}

const filler = () => join(disk.root, 'filler');
const dataDir = () => join(disk.root, 'data');

/** Fills the disk until about so many bytes are left. */
function leave(bytes: number): void {
  rmSync(filler(), { force: true });
  const used = 260 * MB - freeNow();
  writeFileSync(filler(), Buffer.alloc(260 * MB - used - bytes));
}

function freeNow(): number {
  const { bavail, bsize } = statfsSync(disk.root);
  return bavail * bsize;
}

const deliver = (delivery: object) =>
  fetch(URL_ + webhookPath(dataDir()), { method: 'POST', body: JSON.stringify(delivery) });

async function faxesOf(id: string): Promise<number> {
  const query = { identifier: `urn:faxwell:carrier:loopback|${id}` };
  return (await admin.searchResources('Communication', query, { cache: 'reload' })).length;
}

const health = async () => {
  const reply = await fetch(`${URL_}/healthz`);
  return [reply.status, await reply.json()];
};

it('people work on while carriers keep their faxes, and a full disk leaves nothing half', async () => {
  expect(await health()).toEqual([200, { status: 'ready', disk: 'ok' }]);
  const delivery = makeDelivery({ document: (await makePdf()).toString('base64') });
  leave(150 * MB);
  expect(await health()).toEqual([200, { status: 'ready', disk: 'low' }]);
  expect((await deliver(delivery)).status).toBe(503);
  const made = [(await admin.createResource({ resourceType: 'Organization', name: 'While low' })).id];

  leave(MB);
  const failures: unknown[] = [];
  while (failures.length < 3 && made.length < 5_000) {
    const name = 'Full'.padEnd(20_000, '.');
    await admin.createResource({ resourceType: 'Organization', name }, { maxRetries: 0 }).then(
      ({ id }) => made.push(id),
      (error: unknown) => failures.push(error),
    );
  }
  expect(failures).toHaveLength(3);
  const upload = { data: Buffer.alloc(5 * MB, '%'), contentType: 'application/pdf' };
  await expect(admin.createBinary(upload, { maxRetries: 0 })).rejects.toThrow();
  expect((await deliver(delivery)).status).toBe(503);
  expect(readdirSync(join(dataDir(), 'binary', 'incoming'))).toEqual([]);

  rmSync(filler());
  expect((await deliver(delivery)).status).toBe(200);
  await expect.poll(() => faxesOf(delivery.id), { timeout: 20_000 }).toBe(1);
  await admin.createResource({ resourceType: 'Organization', name: 'Full no more' });
  const isAsAnswered = async () => {
    const { total } = await admin.search('Organization', 'name=Full,While&_total=accurate&_count=0', {
      cache: 'reload',
    });
    expect(total).toBe(made.length + 1);
    for (const id of made) {
      await admin.readResource('Organization', id, { cache: 'reload' });
    }
  };
  await isAsAnswered();
  expect(await stopServer()).toBe(0);
  expect(await run('doctor.ts')).toMatchObject({ code: 0 });
  await startServer();
  await isAsAnswered();
});

it('a fax for which the disk is too small after all stays with its carrier, or is made when there is room', async () => {
  const deliveries = ['a', 'b', 'c'].map((letter) => {
    const document = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(80 * MB, letter)]);
    return makeDelivery({ document: document.toString('base64') });
  });
  const statuses = await Promise.all(deliveries.map(async (delivery) => (await deliver(delivery)).status));
  expect([...new Set(statuses)].sort()).toEqual([200, 503]);
  expect(await health()).toEqual([200, { status: 'ready', disk: 'low' }]);

  disk.resize(3_000);
  for (const [index, delivery] of deliveries.entries()) {
    if (statuses[index] === 503) {
      expect((await deliver(delivery)).status).toBe(200);
    }
  }
  for (const { id } of deliveries) {
    await expect.poll(() => faxesOf(id), { timeout: 120_000 }).toBe(1);
  }
  expect(readdirSync(join(dataDir(), 'binary', 'incoming'))).toEqual([]);
  expect(await stopServer()).toBe(0);
  expect(await run('doctor.ts')).toMatchObject({ code: 0 });
});

it('a backup that does not fit is none, and says so', async () => {
  leave(MB / 4);
  const target = join(disk.folder, 'backup');
  const { code, said } = await run('backup.ts', target);
  expect([code, said]).toEqual([1, expect.stringMatching(/could not be made: .*disk is full/)]);
  expect(existsSync(join(disk.root, 'backup'))).toBe(false);
  rmSync(filler());
  expect(await run('backup.ts', target)).toMatchObject({ code: 0 });
});
