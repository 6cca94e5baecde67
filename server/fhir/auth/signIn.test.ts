import { MedplumClient } from '@medplum/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  credentialsOf,
  readJson,
  signIn,
  startTestServer,
  TEST_PASSWORD,
  type TestServer,
} from '../../http/testServer.ts';
import { APP_CLIENT_ID } from './appClient.ts';

let server: TestServer;
let clock = Date.now();
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  server = await startTestServer({ now: () => clock });
});
afterAll(() => server.close());

const post = (path: string, body: unknown) =>
  server.fetch(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });

const token = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  server.fetch('/oauth2/token', { method: 'POST', body: new URLSearchParams(fields), headers });

/** S256 of the verifier below. */
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

async function loginCode(email = 'frontdesk@example.com'): Promise<string> {
  const reply = await post('/auth/login', {
    email,
    password: TEST_PASSWORD,
    codeChallenge: CHALLENGE,
    codeChallengeMethod: 'S256',
  });
  return (await readJson<{ code: string }>(reply)).code;
}

interface TokenReply {
  access_token: string;
  refresh_token: string;
}

async function startSession(): Promise<TokenReply> {
  const reply = await token({
    grant_type: 'authorization_code',
    code: await loginCode(),
    code_verifier: VERIFIER,
    client_id: '',
  });
  expect(reply.status).toBe(200);
  return readJson(reply);
}

const me = (accessToken: string) =>
  server.fetch('/auth/me', { headers: { authorization: `Bearer ${accessToken}` } });

describe('signing in with e-mail and password', () => {
  it('gives MedplumClient a session with profile and role', async () => {
    const client = await server.client('practitioner');
    expect(client.getProfile()).toMatchObject({ resourceType: 'Practitioner', name: [{ family: 'Khan' }] });
    expect(client.getProjectMembership()?.accessPolicy?.display).toBe('practitioner');
    expect(client.isProjectAdmin()).toBe(false);
    expect((await server.client('admin')).isProjectAdmin()).toBe(true);
  });

  it('says the same of a wrong password and an unknown address', async () => {
    const wrong = await post('/auth/login', { ...login, email: 'frontdesk@example.com', password: 'wrong' });
    const unknown = await post('/auth/login', { ...login, email: 'nobody@example.com', password: 'wrong' });
    expect([wrong.status, unknown.status]).toEqual([400, 400]);
    expect(await wrong.json()).toEqual(await unknown.json());
  });

  it('refuses a challenge that anybody who sees the code could answer', async () => {
    const reply = await post('/auth/login', {
      ...login,
      ...credentialsOf('frontdesk'),
      codeChallengeMethod: 'plain',
    });
    expect(reply.status).toBe(400);
  });

  it('makes a guesser wait, and nobody else', async () => {
    const guess = () => post('/auth/login', { ...login, email: 'admin@example.com', password: 'guess' });
    for (let count = 0; count < 5; count++) {
      expect((await guess()).status).toBe(400);
    }
    const refused = await guess();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expect(signIn(server.url, credentialsOf('frontdesk'))).resolves.toBeDefined();
    clock += 60_000;
    await expect(signIn(server.url, credentialsOf('admin'))).resolves.toBeDefined();
  });

  it('checks no more guesses when they are all sent at once', async () => {
    const guess = () => post('/auth/login', { ...login, email: 'many@example.com', password: 'guess' });
    const replies = await Promise.all(Array.from({ length: 20 }, guess));
    expect(replies.filter(({ status }) => status === 400)).toHaveLength(5);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  const login = { codeChallenge: CHALLENGE, codeChallengeMethod: 'S256' };
});

describe('codes and tokens', () => {
  it('gives tokens for a code once', async () => {
    const code = await loginCode();
    const fields = { grant_type: 'authorization_code', code, code_verifier: VERIFIER, client_id: '' };
    expect((await token(fields)).status).toBe(200);
    expect((await token(fields)).status).toBe(400);
  });

  it('gives none to whoever does not have the verifier', async () => {
    const code = await loginCode();
    const stolen = { grant_type: 'authorization_code', code, client_id: '' };
    expect((await token({ ...stolen, code_verifier: 'x'.repeat(43) })).status).toBe(400);
    expect((await token({ ...stolen, code_verifier: VERIFIER })).status).toBe(400);
  });

  it('stops accepting an access token after an hour; MedplumClient then refreshes by itself', async () => {
    const session = await startSession();
    const client = await signIn(server.url, credentialsOf('frontdesk'));
    const before = client.getAccessToken();
    clock += HOUR_MS + 1000;
    expect((await me(session.access_token)).status).toBe(401);
    await expect(client.search('Patient')).resolves.toBeDefined();
    expect(client.getAccessToken()).not.toBe(before);
  });

  it('rotates refresh tokens and ends the session when an old one turns up', async () => {
    const first = await startSession();
    const refresh = (refreshToken: string) =>
      token({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: '' });
    const second = await readJson<TokenReply>(await refresh(first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    // The reply may have been lost: asking again at once is no theft.
    expect((await refresh(first.refresh_token)).status).toBe(200);
    clock += 60_000;
    expect((await refresh(first.refresh_token)).status).toBe(400);
    expect((await me(second.access_token)).status).toBe(401);
  });

  it('ends the session on signing out, for every token of it', async () => {
    const client = await signIn(server.url, credentialsOf('frontdesk'));
    const accessToken = client.getAccessToken() ?? '';
    await client.signOut();
    expect((await me(accessToken)).status).toBe(401);
  });

  it('forgets a session that was not used for a working day', async () => {
    const session = await startSession();
    clock += 13 * HOUR_MS;
    const reply = await token({
      grant_type: 'refresh_token',
      refresh_token: session.refresh_token,
      client_id: '',
    });
    expect(reply.status).toBe(400);
  });

  it('refuses a token that was changed', async () => {
    const { access_token: accessToken } = await startSession();
    const [head, body = '', signature] = accessToken.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody-else' })).toString('base64url');
    expect((await me([head, forged, signature].join('.'))).status).toBe(401);
  });

  it('shuts a disabled person out at once', async () => {
    const { accounts } = server.server.identity.identity;
    await accounts.create({
      email: 'leaver@example.com',
      password: TEST_PASSWORD,
      role: 'frontdesk',
      profile: 'Practitioner/leaver',
      name: 'Lee Aver',
    });
    const client = await signIn(server.url, { email: 'leaver@example.com', password: TEST_PASSWORD });
    const leaver = accounts.byProfile('Practitioner/leaver');
    accounts.update(leaver?.id ?? '', { disabled: true });
    expect((await me(client.getAccessToken() ?? '')).status).toBe(401);
    await expect(
      signIn(server.url, { email: 'leaver@example.com', password: TEST_PASSWORD }),
    ).rejects.toThrow();
  });
});

describe('programs', () => {
  it('sign in with MedplumClient by client_credentials', async () => {
    const { id, secret } = server.server.identity.identity.clients.create('Lab bridge', 'gateway');
    const client = new MedplumClient({ baseUrl: server.url, cacheTime: 0 });
    await client.startClientLogin(id, secret);
    expect(client.getProfile()).toMatchObject({ resourceType: 'ClientApplication', name: 'Lab bridge' });
    await expect(client.search('Communication')).resolves.toBeDefined();
  });

  it('may send id and secret with each request instead', async () => {
    const { id, secret } = server.server.identity.identity.clients.create('Lab bridge', 'gateway');
    const basic = (password: string) => ({
      authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`,
    });
    expect((await server.fetch('/fhir/R4/Communication', { headers: basic(secret) })).status).toBe(200);
    expect((await server.fetch('/fhir/R4/Communication', { headers: basic('wrong') })).status).toBe(401);
  });

  it('get nothing for a wrong secret', async () => {
    const { id } = server.server.identity.identity.clients.create('Lab bridge', 'gateway');
    const reply = await token({ grant_type: 'client_credentials', client_id: id, client_secret: 'wrong' });
    expect(reply.status).toBe(401);
  });
});

describe('the first admin', () => {
  const admin = { email: 'first@example.com', password: 'a long enough password', name: 'Fay First' };

  it('is made once, with the code the server printed', async () => {
    const fresh = await startTestServer({ demo: false, firstAdminCode: 'c0de' });
    const make = (code: string) =>
      fetch(`${fresh.url}/auth/first-admin`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...admin, code }),
      });
    try {
      expect((await make('wrong')).status).toBe(400);
      expect((await make('c0de')).status).toBe(201);
      expect((await make('c0de')).status).toBe(400);
      const client = await signIn(fresh.url, admin);
      expect(client.isProjectAdmin()).toBe(true);
    } finally {
      await fresh.close();
    }
  });

  it('cannot be made where somebody can sign in already', async () => {
    expect((await post('/auth/first-admin', { ...admin, code: '' })).status).toBe(400);
  });
});

it('knows the app as a public client only', async () => {
  const reply = await token({
    grant_type: 'client_credentials',
    client_id: APP_CLIENT_ID,
    client_secret: '',
  });
  expect(reply.status).toBe(401);
});
