import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePdf } from '../gateway/testing/files.ts';
import { makeDelivery } from '../gateway/testing/gatewayServer.ts';
import { webhookSecretFile } from '../gateway/webhookSecrets.ts';
import { startTestServer, type TestServer } from '../http/testServer.ts';

const SCRIPT = join(import.meta.dirname, 'gateway.ts');

/** Stands for any FHIR server: the gateway has nothing of it but its address and a client's credentials. */
let fhir: TestServer;
let environment: NodeJS.ProcessEnv;
let dataDir: string;
beforeAll(async () => {
  fhir = await startTestServer();
  dataDir = mkdtempSync(join(tmpdir(), 'faxwell-alone-'));
  const { id, secret } = fhir.server.identity.identity.clients.create('Gateway alone', 'gateway');
  environment = {
    PATH: process.env.PATH,
    PORT: '18221',
    DATA_DIR: dataDir,
    DEMO: '1',
    FHIR_BASE_URL: `${fhir.url}/fhir/R4`,
    FHIR_CLIENT_ID: id,
    FHIR_CLIENT_SECRET: secret,
  };
});
afterAll(async () => {
  await fhir.close();
  rmSync(dataDir, { recursive: true });
});

async function readyAt(child: ChildProcess): Promise<string> {
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  await expect.poll(() => printed, { timeout: 15_000 }).toMatch(/ready at/);
  return /ready at (\S+)/.exec(printed)?.[1] ?? '';
}

test('a fax delivered to it stands on the FHIR server', async () => {
  const child = spawn(process.execPath, [SCRIPT], { cwd: dataDir, env: environment });
  const url = await readyAt(child);
  const secret = readFileSync(webhookSecretFile(dataDir, 'loopback'), 'utf8').trim();
  const delivery = makeDelivery({ document: (await makePdf()).toString('base64') });
  const reply = await fetch(`${url}/webhooks/loopback/${secret}`, {
    method: 'POST',
    body: JSON.stringify(delivery),
  });
  expect(reply.status).toBe(200);

  const client = await fhir.client('frontdesk');
  const found = () =>
    client.searchResources('Communication', `identifier=urn:faxwell:carrier:loopback|${delivery.id}`, {
      cache: 'reload',
    });
  await expect.poll(async () => (await found()).length, { timeout: 10_000 }).toBe(1);

  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test.each<[string, NodeJS.ProcessEnv, RegExp]>([
  [
    'settings that are missing',
    { FHIR_BASE_URL: '', FHIR_CLIENT_ID: undefined, PORT: 'x' },
    /PORT: .*FHIR_BASE_URL: .*FHIR_CLIENT_ID: /s,
  ],
  ['a client the server does not know', { FHIR_CLIENT_SECRET: 'wrong' }, /does not answer, or refuses/],
  [
    'a server that does not answer',
    { FHIR_BASE_URL: 'http://127.0.0.1:18598' },
    /does not answer, or refuses/,
  ],
])('%s end the start with a plain message', async (_name, changed, message) => {
  const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
    const options = { cwd: dataDir, env: { ...environment, ...changed } };
    execFile(process.execPath, [SCRIPT], options, (error, _stdout, stderr) =>
      resolve({ code: error?.code, stderr }),
    );
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('    at ');
});
