import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientStorage, MedplumClient, MemoryStorage } from '@medplum/core';
import type { Config } from '../config.ts';
import { USER_ROLES, type UserRole } from '../fhir/access/roles.ts';
import type { Accounts } from '../fhir/auth/accounts.ts';
import { APP_CLIENT_ID } from '../fhir/auth/appClient.ts';
import { createSetupClient } from './inProcess.ts';
import { createLogger } from './logger.ts';
import { openServer, type Server, type ServerOptions } from './server.ts';

interface TestServerOptions
  extends Pick<ServerOptions, 'operations' | 'registerGatewayRoutes' | 'now' | 'disk'> {
  readonly careless?: boolean;
  /** Make one account of each role (the default). */
  readonly demo?: boolean;
  /** An existing data folder, kept when the server closes; else a new one that is removed. */
  readonly dataDir?: string;
  readonly firstAdminCode?: string;
  /** Silent unless given. */
  readonly logger?: ServerOptions['logger'];
}

export interface TestServer {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  readonly dataDir: string;
  readonly server: Server;
  /** A client of a browser's kind, signed in with e-mail and password as somebody of that role. */
  client(role: UserRole): Promise<MedplumClient>;
  /** `fetch` below `url`, with a token of that role if one is named. */
  fetch(path: string, init?: RequestInit & { as?: UserRole }): Promise<Response>;
  close(): Promise<void>;
}

export const TEST_PASSWORD = 'correct horse battery';

/** A whole server on a free port and a data folder of its own: what tests talk to. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'faxwell-'));
  const config = testConfig(dataDir, await freePort(), options.careless ?? false);
  const server = await openServer({
    ...options,
    config,
    logger: options.logger ?? createLogger('silent'),
    appRoot: join(dataDir, 'no-app'),
  });
  const { accounts } = server.identity.identity;
  if ((options.demo ?? true) && accounts.count() === 0) {
    await createTestAccounts(accounts, await createSetupClient(server.app));
  }
  const { url } = await server.listen();
  server.app.health.state = 'ready';
  const clients = new Map<UserRole, Promise<MedplumClient>>();

  const client = (role: UserRole) => {
    const signedIn = clients.get(role) ?? signIn(url, credentialsOf(role));
    clients.set(role, signedIn);
    return signedIn;
  };

  return {
    url,
    dataDir,
    server,
    client,
    async fetch(path, { as, ...init } = {}) {
      const headers = new Headers(init.headers);
      if (as) {
        headers.set('authorization', `Bearer ${(await client(as)).getAccessToken()}`);
      }
      return fetch(url + path, { ...init, headers });
    },
    async close() {
      await server.close();
      if (options.dataDir === undefined) {
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
  };
}

/** Signs in as a browser does: password, code, tokens by PKCE. */
export async function signIn(
  url: string,
  credentials: { readonly email: string; readonly password: string },
): Promise<MedplumClient> {
  const storage = new ClientStorage(new MemoryStorage());
  const client = new MedplumClient({ baseUrl: url, clientId: APP_CLIENT_ID, cacheTime: 0, storage });
  // MedplumClient makes the challenge itself in a browser only: it asks `window` for its crypto.
  const verifier = randomBytes(32).toString('base64url');
  storage.setString('codeVerifier', verifier);
  const { code } = await client.startLogin({
    ...credentials,
    codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
    codeChallengeMethod: 'S256',
  });
  await client.processCode(code ?? '');
  return client;
}

/**
 * One person of each role. They are the sample clinic's, by name and identifier, so that it can be filled into a
 * test server without doubling anybody; the clinic itself belongs to another layer.
 */
const PEOPLE = {
  frontdesk: { email: 'frontdesk@example.com', given: 'Dana', family: 'Reyes' },
  practitioner: { email: 'practitioner@example.com', given: 'Mina', family: 'Khan' },
  admin: { email: 'admin@example.com', given: 'Sam', family: 'Ortiz' },
} as const satisfies Record<UserRole, object>;

async function createTestAccounts(accounts: Accounts, client: MedplumClient): Promise<void> {
  for (const role of USER_ROLES) {
    const { email, given, family } = PEOPLE[role];
    const practitioner = await client.createResource({
      resourceType: 'Practitioner',
      active: true,
      identifier: [{ system: 'urn:faxwell:sample-account', value: email }],
      name: [{ given: [given], family }],
    });
    await accounts.create({
      email,
      password: TEST_PASSWORD,
      role,
      name: `${given} ${family}`,
      profile: `Practitioner/${practitioner.id}`,
    });
  }
}

/** How the person of a role signs in. */
export function credentialsOf(role: UserRole): { email: string; password: string } {
  return { email: PEOPLE[role].email, password: TEST_PASSWORD };
}

/** The body of a reply, of the shape the test knows the server to answer with. */
export async function readJson<T>(reply: Response): Promise<T> {
  return (await reply.json()) as T;
}

function testConfig(dataDir: string, port: number, careless: boolean): Config {
  return {
    port,
    host: '127.0.0.1',
    dataDir,
    demo: false,
    demoFaxes: 0,
    trustProxy: false,
    logLevel: 'silent',
    careless,
    timeZone: 'America/Los_Angeles',
  };
}

/** The server's address is part of what it answers, so the port has to be known before it listens. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('No port');
  }
  return address.port;
}
