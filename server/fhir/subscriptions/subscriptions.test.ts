import type { MedplumClient, SubscriptionEmitter, WithId } from '@medplum/core';
import type { Bundle, BundleEntry, Communication, Parameters, Subscription } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { credentialsOf, readJson, signIn, startTestServer, type TestServer } from '../../http/testServer.ts';

let server: TestServer;
let clock = Date.now();
const opened: MedplumClient[] = [];

beforeAll(async () => {
  server = await startTestServer({ now: () => clock });
});
afterEach(() => {
  for (const client of opened.splice(0)) {
    client.getSubscriptionManager().closeWebSocket();
  }
});
afterAll(() => server.close());

const FAX = [{ coding: [{ code: 'FAXWRIT' }] }];
const fax = (fields: Partial<Communication> = {}): Communication => ({
  resourceType: 'Communication',
  status: 'completed',
  medium: FAX,
  ...fields,
});

/** Listens until the test ends; resolves when the server has confirmed. */
async function listen(criteria: string): Promise<{ client: MedplumClient; events: BundleEntry[] }> {
  const client = await signIn(server.url, credentialsOf('frontdesk'));
  opened.push(client);
  const emitter: SubscriptionEmitter = client.subscribeToCriteria(criteria);
  const events: BundleEntry[] = [];
  emitter.addEventListener('message', ({ payload }) => {
    const entry = payload.entry?.[1];
    if (entry) {
      events.push(entry);
    }
  });
  await new Promise<void>((resolve) => emitter.addEventListener('connect', () => resolve()));
  return { client, events };
}

const idsOf = (events: BundleEntry[]) => events.map(({ resource }) => resource?.id);

describe('MedplumClient is told of', () => {
  it('creates, updates and deletes, the last with the state before', async () => {
    const admin = await server.client('admin');
    const { events } = await listen('Communication?medium=FAXWRIT');
    const created = await admin.createResource(fax());
    await admin.updateResource({ ...created, priority: 'urgent' });
    await admin.deleteResource('Communication', created.id);
    await expect.poll(() => events.length).toBe(3);
    expect(events.map(({ request }) => request?.method)).toEqual(['POST', 'PUT', 'DELETE']);
    expect(events.map(({ resource }) => resource)).toMatchObject([
      {},
      { priority: 'urgent' },
      { priority: 'urgent' },
    ]);
    expect(events[0]?.resource?.meta?.author).toBeUndefined();
  });

  it('what matches and nothing else', async () => {
    const admin = await server.client('admin');
    const { events } = await listen('Communication?medium=FAXWRIT&category=urn:x|in,urn:x|out');
    const category = (code: string) => [{ coding: [{ system: 'urn:x', code }] }];
    await admin.createResource(fax({ category: category('elsewhere') }));
    await admin.createResource({
      ...fax({ category: category('in') }),
      medium: [{ coding: [{ code: 'PHONE' }] }],
    });
    const incoming = await admin.createResource(fax({ category: category('in') }));
    const outgoing = await admin.createResource(fax({ category: category('out') }));
    await expect.poll(() => idsOf(events)).toEqual([incoming.id, outgoing.id]);
  });

  it('Tasks of one code system', async () => {
    const admin = await server.client('admin');
    const { events } = await listen('Task?code=urn:faxwell:task|');
    const task = { resourceType: 'Task', status: 'requested', intent: 'order' } as const;
    await admin.createResource({ ...task, code: { coding: [{ system: 'urn:other', code: 'work' }] } });
    const ours = await admin.createResource({
      ...task,
      code: { coding: [{ system: 'urn:faxwell:task', code: 'work' }] },
    });
    await expect.poll(() => idsOf(events)).toEqual([ours.id]);
  });

  it('nothing of a transaction that is undone', async () => {
    const admin = await server.client('admin');
    const { events } = await listen('Communication?medium=FAXWRIT');
    const undone: Bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { request: { method: 'POST', url: 'Communication' }, resource: fax() },
        { request: { method: 'GET', url: 'Patient/nobody' } },
      ],
    };
    await expect(admin.executeBatch(undone)).rejects.toThrow();
    const after = await admin.createResource(fax());
    await expect.poll(() => idsOf(events)).toEqual([after.id]);
  });

  it('nothing once it has signed out', async () => {
    const admin = await server.client('admin');
    const listener = await listen('Communication?medium=FAXWRIT');
    const witness = await listen('Communication?medium=FAXWRIT');
    const accessToken = listener.client.getAccessToken();
    await server.fetch('/oauth2/logout', {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}` },
    });
    await admin.createResource(fax());
    await expect.poll(() => witness.events.length).toBe(1);
    expect(listener.events).toEqual([]);
  });
});

describe('criteria that could never deliver are refused', () => {
  it.each([
    'Communication?recipient:Practitioner.name=khan',
    'Communication?_has:Task:focus:status=requested',
    'Communication?shoe-size=12',
    'Communication?topic:text=referral',
    'Communication?medium:foo=FAXWRIT',
    'Communication?_include=Communication:subject',
    'Communication?constructor=1',
    'Communication?_filter=((',
    'Potato?medium=FAXWRIT',
    '',
  ])('%s', async (criteria) => {
    const reply = await subscribe({ criteria });
    expect([400, 403]).toContain(reply.status);
    expect(await readJson(reply)).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it('and so is a hook that would carry data to an address', async () => {
    const channel = { type: 'rest-hook', endpoint: 'https://example.com' } as const;
    expect((await subscribe({ criteria: 'Communication?medium=FAXWRIT', channel })).status).toBe(403);
  });

  it.each(['Observation?status=final', 'AuditEvent'])(
    'and %s, which one may not search',
    async (criteria) => {
      expect((await subscribe({ criteria })).status).toBe(403);
    },
  );

  it('and so is what would be a subscription nobody keeps', async () => {
    const body = JSON.stringify({
      resourceType: 'Subscription',
      status: 'active',
      channel: { type: 'rest-hook' },
    });
    const headers = { 'content-type': 'application/fhir+json' };
    const path = '/fhir/R4/Subscription?status=active';
    expect((await server.fetch(path, { as: 'frontdesk', method: 'PUT', headers, body })).status).toBe(400);
    expect((await server.fetch(path, { as: 'frontdesk', method: 'DELETE' })).status).toBe(400);
    const large = await subscribe({ criteria: 'Task', reason: 'x'.repeat(20_000) });
    expect(large.status).toBe(400);
  });
});

function subscribe(fields: Partial<Subscription>): Promise<Response> {
  const body: Subscription = {
    resourceType: 'Subscription',
    status: 'active',
    reason: 'test',
    criteria: '',
    channel: { type: 'websocket' },
    ...fields,
  };
  return server.fetch('/fhir/R4/Subscription', {
    as: 'frontdesk',
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(body),
  });
}

describe('a socket', () => {
  async function bindingToken(): Promise<{ id: string; token: string }> {
    const { id } = await readJson<WithId<Subscription>>(
      await subscribe({ criteria: 'Communication?medium=FAXWRIT' }),
    );
    const reply = await server.fetch(`/fhir/R4/Subscription/${id}/$get-ws-binding-token`, {
      as: 'frontdesk',
    });
    const { parameter } = await readJson<Parameters>(reply);
    return { id, token: parameter?.find(({ name }) => name === 'token')?.valueString ?? '' };
  }

  interface Message {
    type: string;
    entry?: { resource: { type: string } }[];
  }

  async function open(): Promise<{ socket: WebSocket; messages: Message[] }> {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/ws/subscriptions-r4`);
    const messages: Message[] = [];
    socket.on('message', (data) => messages.push(JSON.parse(String(data))));
    await new Promise((resolve) => socket.once('open', resolve));
    return { socket, messages };
  }

  const tell = (socket: WebSocket, type: string, token?: string) =>
    socket.send(JSON.stringify({ type, ...(token ? { payload: { token } } : undefined) }));
  const kinds = (messages: Message[]) => messages.map(({ entry }) => entry?.[0]?.resource.type);

  it('answers a ping', async () => {
    const { socket, messages } = await open();
    tell(socket, 'ping');
    await expect.poll(() => messages).toEqual([{ type: 'pong' }]);
    socket.terminate();
  });

  it('is closed when it sends something else', async () => {
    const { socket } = await open();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send('{"type":"dance"}');
    expect(await closed).toBe(1008);
  });

  it('is cut off when all it does is guess tokens', async () => {
    const { socket } = await open();
    const closed = new Promise((resolve) => socket.once('close', resolve));
    for (let guess = 0; guess < 1000; guess++) {
      tell(socket, 'bind-with-token', `guess ${guess}`);
    }
    expect(await closed).toBe(1006);
  });

  it('that has no token makes room when there are too many, and one that listens stays', async () => {
    const admin = await server.client('admin');
    const { token } = await bindingToken();
    const listener = await open();
    tell(listener.socket, 'bind-with-token', token);
    await expect.poll(() => kinds(listener.messages)).toEqual(['handshake']);
    const first = await open();
    const closed = new Promise((resolve) => first.socket.once('close', resolve));
    const others = [];
    for (let count = 0; count < 505; count++) {
      others.push(await open());
    }
    await closed;
    expect(listener.socket.readyState).toBe(WebSocket.OPEN);
    await admin.createResource(fax());
    await expect.poll(() => kinds(listener.messages)).toEqual(['handshake', 'event-notification']);
    for (const { socket } of [listener, ...others]) {
      socket.terminate();
    }
  });

  it('hears nothing after its token has run out, until it is bound anew', async () => {
    const admin = await server.client('admin');
    const { id, token } = await bindingToken();
    const { socket, messages } = await open();
    tell(socket, 'bind-with-token', token);
    await expect.poll(() => kinds(messages)).toEqual(['handshake']);
    clock += 3_601_000;
    await signInAgain();
    await admin.createResource(fax());
    const again = await server.fetch(`/fhir/R4/Subscription/${id}/$get-ws-binding-token`, {
      as: 'frontdesk',
    });
    const { parameter } = await readJson<Parameters>(again);
    tell(socket, 'bind-with-token', parameter?.find(({ name }) => name === 'token')?.valueString);
    await expect.poll(() => kinds(messages)).toEqual(['handshake', 'handshake']);
    await admin.createResource(fax());
    await expect.poll(() => kinds(messages)).toEqual(['handshake', 'handshake', 'event-notification']);
    socket.terminate();
  });

  it('takes its subscription along when it goes', async () => {
    const { id, token } = await bindingToken();
    const { socket, messages } = await open();
    tell(socket, 'bind-with-token', token);
    await expect.poll(() => kinds(messages)).toEqual(['handshake']);
    socket.terminate();
    const read = async () => (await server.fetch(`/fhir/R4/Subscription/${id}`, { as: 'frontdesk' })).status;
    await expect.poll(read).toBe(404);
  });

  it('leaves its subscription to the socket the same client has come back on', async () => {
    const admin = await server.client('admin');
    const { token } = await bindingToken();
    const [before, after] = [await open(), await open()];
    for (const { socket, messages } of [before, after]) {
      tell(socket, 'bind-with-token', token);
      await expect.poll(() => kinds(messages)).toEqual(['handshake']);
    }
    const gone = new Promise((resolve) => before.socket.once('close', resolve));
    before.socket.close();
    await gone;
    await admin.createResource(fax());
    await expect.poll(() => kinds(after.messages)).toEqual(['handshake', 'event-notification']);
    after.socket.terminate();
  });

  it('is not kept from being heard by subscriptions of pages that never opened one', async () => {
    for (let page = 0; page < 210; page++) {
      expect((await subscribe({ criteria: 'Task' })).status).toBe(201);
    }
  });

  it('is bound by its own subscription’s owner only', async () => {
    const { id } = await bindingToken();
    const reply = await server.fetch(`/fhir/R4/Subscription/${id}/$get-ws-binding-token`, {
      as: 'practitioner',
    });
    expect(reply.status).toBe(404);
  });

  it('that does not read is closed, so that it cannot fill the memory', async () => {
    const admin = await server.client('admin');
    const { token } = await bindingToken();
    const { socket, messages } = await open();
    tell(socket, 'bind-with-token', token);
    await expect.poll(() => kinds(messages)).toEqual(['handshake']);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.pause();
    const note = [{ text: 'x'.repeat(500_000) }];
    for (let count = 0; count < 40; count++) {
      await admin.createResource(fax({ note }));
    }
    socket.resume();
    expect(await closed).toBe(1013);
  });

  /** MedplumClient refreshes by itself when it makes a request; `fetch` below uses its token. */
  async function signInAgain(): Promise<void> {
    await (await server.client('frontdesk')).search('Patient');
    await (await server.client('admin')).search('Patient');
  }
});
