import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readJson, startTestServer, type TestServer } from '../http/testServer.ts';

const SCRIPT = join(import.meta.dirname, 'clients.ts');

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** What the command prints; rejects with what it says on stderr. */
async function clients(args: string[], dataDir = server.dataDir): Promise<string> {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, ...args], { env });
  return stdout;
}

async function add(name: string, role: string): Promise<{ id: string; secret: string }> {
  const printed = await clients(['add', name, '--role', role]);
  const [, id = '', secret = ''] = /id +(\S+)\nsecret +(\S+)/.exec(printed) ?? [];
  return { id, secret };
}

function signIn({ id, secret }: { id: string; secret: string }): Promise<Response> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: secret,
  });
  return server.fetch('/oauth2/token', { method: 'POST', body });
}

test('another program signs in to the running server and may do what its role may', async () => {
  const reply = await signIn(await add('Lab bridge', 'frontdesk'));
  const { access_token } = await readJson<{ access_token: string }>(reply);
  const send = (method: string, path: string, body?: object) =>
    server.fetch(`/fhir/R4/${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/fhir+json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  expect((await send('GET', 'Patient')).status).toBe(200);
  expect((await send('POST', 'ValueSet', { resourceType: 'ValueSet', status: 'active' })).status).toBe(403);
});

test('a program that was removed is signed out at once', async () => {
  const client = await add('Old bridge', 'practitioner');
  const { access_token } = await readJson<{ access_token: string }>(await signIn(client));
  expect(await clients(['list'])).toContain(`${client.id}  practitioner  Old bridge`);
  await clients(['remove', client.id]);
  expect(await clients(['list'])).not.toContain(client.id);
  const headers = { authorization: `Bearer ${access_token}` };
  expect((await server.fetch('/fhir/R4/Patient', { headers })).status).toBe(401);
  expect((await signIn(client)).status).toBe(401);
});

test.each([[[]], [['add', 'Bridge']], [['add', 'Bridge', '--role', 'owner']], [['remove']], [['--what']]])(
  '%j is answered with how to use it',
  async (args) => {
    await expect(clients(args)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^Usage:/) });
  },
);

test('a folder no server ever used is not made one', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'faxwell-clients-'));
  await expect(clients(['list'], empty)).rejects.toMatchObject({
    stderr: expect.stringContaining('DATA_DIR'),
  });
  rmSync(empty, { recursive: true });
});

test('a client that is not there cannot be removed', async () => {
  await expect(clients(['remove', 'nobody'])).rejects.toMatchObject({ stderr: 'There is no such client.\n' });
});
