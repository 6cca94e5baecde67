import { afterAll, beforeAll, expect, it } from 'vitest';
import { credentialsOf, readJson, signIn, startTestServer, type TestServer } from '../../http/testServer.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function keyWith(accessToken: string | undefined): Promise<string> {
  const reply = await server.fetch('/auth/text-key', { headers: { authorization: `Bearer ${accessToken}` } });
  expect(reply.status).toBe(200);
  expect(reply.headers.get('cache-control')).toBe('no-store');
  return (await readJson<{ key: string }>(reply)).key;
}

it('is the same in every session of an account, and another for everybody else', async () => {
  const dana = await server.client('frontdesk');
  const danaElsewhere = await signIn(server.url, credentialsOf('frontdesk'));
  const mina = await server.client('practitioner');
  const key = await keyWith(dana.getAccessToken());
  expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  expect(await keyWith(danaElsewhere.getAccessToken())).toBe(key);
  expect(await keyWith(mina.getAccessToken())).not.toBe(key);
});

it('is refused without a sign-in and after signing out', async () => {
  expect((await server.fetch('/auth/text-key')).status).toBe(401);
  const client = await signIn(server.url, credentialsOf('frontdesk'));
  const authorization = `Bearer ${client.getAccessToken()}`;
  await client.signOut();
  expect((await server.fetch('/auth/text-key', { headers: { authorization } })).status).toBe(401);
});

it('is for people: a program has nothing typed', async () => {
  const { id, secret } = server.server.identity.identity.clients.create('Reports', 'gateway');
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  expect((await server.fetch('/auth/text-key', { headers: { authorization } })).status).toBe(403);
});
