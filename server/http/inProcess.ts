import { ClientStorage, MedplumClient, MemoryStorage } from '@medplum/core';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { IN_PROCESS_ADDRESS } from '../fhir/auth/authRoutes.ts';
import type { ClientCredentials, Clients } from '../fhir/auth/clients.ts';

/** Programs that live in the server's own process. */
type SystemClientName = 'gateway' | 'setup';

declare module 'fastify' {
  interface FastifyInstance {
    /** Credentials of this process alone, made anew at each start. */
    systemClients: Record<SystemClientName, ClientCredentials>;
    baseUrl: string;
  }
}

export function addSystemClients(app: FastifyInstance, clients: Clients, baseUrl: string): void {
  app.decorate('baseUrl', baseUrl);
  app.decorate('systemClients', {
    gateway: clients.createTemporary('faxwell-gateway', 'Faxwell gateway', 'gateway'),
    setup: clients.createTemporary('faxwell-setup', 'Faxwell', 'admin'),
  });
}

/** A MedplumClient of the embedded gateway: the same client as against any FHIR server, without a network. */
export function createSystemClient(app: FastifyInstance): Promise<MedplumClient> {
  return signIn(app, 'gateway');
}

/** A MedplumClient that may write settings: fills an empty data folder. */
export function createSetupClient(app: FastifyInstance): Promise<MedplumClient> {
  return signIn(app, 'setup');
}

async function signIn(app: FastifyInstance, name: SystemClientName): Promise<MedplumClient> {
  const { id, secret } = app.systemClients[name];
  const client = new MedplumClient({
    baseUrl: app.baseUrl,
    fetch: createInProcessFetch(app),
    cacheTime: 0,
    storage: new ClientStorage(new MemoryStorage()),
  });
  await client.startClientLogin(id, secret);
  return client;
}

/** A `fetch` that hands requests to the server in its own process; the host of the address is ignored. */
export function createInProcessFetch(app: FastifyInstance): typeof fetch {
  return async (input, init) => {
    // Bytes go as they are: Request would copy them, and again when they are read from it.
    const bytes = init?.body instanceof Uint8Array ? init.body : undefined;
    const request = new Request(input, bytes ? { ...init, body: null } : init);
    const { pathname, search } = new URL(request.url);
    const body = bytes ? toBuffer(bytes) : await readBody(request);
    const reply = await app.inject({
      // `inject` knows the methods that HTTP knows; Request has checked it.
      method: request.method as NonNullable<InjectOptions['method']>,
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      remoteAddress: IN_PROCESS_ADDRESS,
      ...(body ? { payload: body } : undefined),
    });
    return new Response(hasBody(reply.statusCode) ? new Uint8Array(reply.rawPayload) : null, {
      status: reply.statusCode,
      headers: toHeaders(reply.headers),
    });
  };
}

function toBuffer({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

async function readBody(request: Request): Promise<Buffer | undefined> {
  return request.body ? Buffer.from(await request.arrayBuffer()) : undefined;
}

/** Response refuses a body, even an empty one, under these. */
function hasBody(status: number): boolean {
  return ![204, 205, 304].includes(status);
}

function toHeaders(headers: Record<string, string | string[] | number | undefined>): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const single of [value ?? []].flat()) {
      result.append(name, String(single));
    }
  }
  return result;
}
