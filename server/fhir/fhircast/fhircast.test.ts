import { type FhircastMessagePayload, generateId, type MedplumClient, type WithId } from '@medplum/core';
import type { Communication, Patient } from '@medplum/fhirtypes';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { credentialsOf, readJson, signIn, startTestServer, type TestServer } from '../../http/testServer.ts';
import type { UserRole } from '../access/roles.ts';

const TOPIC = 'faxwell-2026-11-20';
const HUB = '/fhircast/STU3/';

let server: TestServer;
let fax: WithId<Communication>;
const closers: (() => void)[] = [];

beforeAll(async () => {
  // The hub's heartbeat is the only interval here.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  server = await startTestServer();
  const admin = await server.client('admin');
  fax = await admin.createResource({
    resourceType: 'Communication',
    status: 'completed',
    medium: [{ coding: [{ code: 'FAXWRIT' }] }],
  });
});
afterEach(() => {
  for (const close of closers.splice(0)) {
    close();
  }
});
afterAll(async () => {
  await server.close();
  vi.useRealTimers();
});

const post = (as: UserRole | undefined, body: object) =>
  server.fetch(HUB, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(as && { as }),
  });

const subscription = (topic: string, events = 'Communication-view,Communication-close') => ({
  'hub.channel.type': 'websocket',
  'hub.mode': 'subscribe',
  'hub.topic': topic,
  'hub.events': events,
});

async function endpointOf(as: UserRole, topic = TOPIC, events?: string): Promise<string> {
  const reply = await post(as, subscription(topic, events));
  expect(reply.status).toBe(202);
  return (await readJson<{ 'hub.channel.endpoint': string }>(reply))['hub.channel.endpoint'];
}

interface Heard {
  readonly event?: { readonly 'hub.event': string; readonly context: unknown[] };
  readonly 'hub.mode'?: string;
}

async function openSocket(endpoint: string): Promise<{ socket: WebSocket; heard: Heard[] }> {
  const socket = new WebSocket(endpoint);
  closers.push(() => socket.terminate());
  const heard: Heard[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  await expect.poll(() => heard.length).toBe(1);
  return { socket, heard };
}

const listen = async (as: UserRole, topic?: string) => (await openSocket(await endpointOf(as, topic))).heard;

async function profileOf(role: UserRole): Promise<string> {
  const profile = (await server.client(role)).getProfile();
  return `${profile?.resourceType}/${profile?.id}`;
}

async function view(by: UserRole, about = `Communication/${fax.id}`, topic = TOPIC) {
  return {
    id: generateId(),
    timestamp: new Date().toISOString(),
    event: {
      'hub.topic': topic,
      'hub.event': 'Communication-view',
      context: [
        { key: 'user', reference: { reference: await profileOf(by) } },
        { key: 'fax', reference: { reference: about } },
      ],
    },
  };
}

const eventsOf = (heard: readonly Heard[]) => heard.filter(({ event }) => event !== undefined);

describe('MedplumClient', () => {
  it('subscribes, hears what a colleague opened, with ids and nothing else, and unsubscribes', async () => {
    const listener = await signIn(server.url, credentialsOf('frontdesk'));
    const colleague: MedplumClient = await server.client('practitioner');
    const request = await listener.fhircastSubscribe('desk', ['Patient-open']);
    const connection = listener.fhircastConnect(request);
    closers.push(() => connection.disconnect());
    const payloads: FhircastMessagePayload[] = [];
    connection.addEventListener('message', ({ payload }) => payloads.push(payload));
    await new Promise<void>((resolve) => connection.addEventListener('connect', () => resolve()));

    const patient = await (await server.client('admin')).createResource<Patient>({
      resourceType: 'Patient',
      name: [{ family: 'Alvarez' }],
    });
    await colleague.fhircastPublish('desk', 'Patient-open', { key: 'patient', resource: patient });
    await expect.poll(() => payloads.length).toBe(1);
    expect(payloads[0]?.event).toEqual({
      'hub.topic': 'desk',
      'hub.event': 'Patient-open',
      context: [{ key: 'patient', resource: { resourceType: 'Patient', id: patient.id } }],
    });

    const ended = new Promise<void>((resolve) => connection.addEventListener('disconnect', () => resolve()));
    await listener.fhircastUnsubscribe(request);
    await ended;
  });
});

describe('an event', () => {
  it('reaches whoever listens to its topic, also on a second computer', async () => {
    const [mine, theirs, elsewhere] = [
      await listen('frontdesk'),
      await listen('practitioner'),
      await listen('admin', 'another'),
    ];
    const again = await listen('frontdesk');
    const sent = await view('practitioner');
    expect((await post('practitioner', sent)).status).toBe(202);
    for (const heard of [mine, theirs, again]) {
      await expect.poll(() => eventsOf(heard)).toEqual([sent]);
    }
    expect(eventsOf(elsewhere)).toEqual([]);
  });

  it('loses every name on its way', async () => {
    const heard = await listen('frontdesk');
    const sent = await view('practitioner');
    const [user, about] = sent.event.context;
    const named = { reference: { ...about!.reference, display: 'Lakeside Cardiology' } };
    const context = [user!, { ...about!, ...named, note: 'Maria Alvarez' }];
    await post('practitioner', { ...sent, event: { ...sent.event, context } });
    await expect.poll(() => eventsOf(heard)).toEqual([sent]);
  });

  it('in a colleague’s name is refused', async () => {
    expect((await post('frontdesk', await view('practitioner'))).status).toBe(403);
  });

  it('about what its reader may not know, or what does not exist, reaches nobody', async () => {
    const heard = await listen('frontdesk');
    const admin = await server.client('admin');
    const secret = await admin.createResource({
      resourceType: 'AuditEvent',
      type: { code: 'rest' },
      recorded: new Date().toISOString(),
      agent: [{ who: { reference: await profileOf('admin') }, requestor: true }],
      source: { observer: { display: 'x' } },
    });
    await post('admin', await view('admin', `AuditEvent/${secret.id}`));
    await post('admin', await view('admin', 'Communication/nothing'));
    const last = await view('admin');
    await post('admin', last);
    await expect.poll(() => eventsOf(heard)).toEqual([last]);
  });

  it('that is none is refused', async () => {
    const sent = await view('admin');
    const wrong = [
      {},
      { ...sent, event: { ...sent.event, 'hub.event': 'DiagnosticReport-update' } },
      { ...sent, event: { ...sent.event, context: [{ key: 'fax', text: 'Maria Alvarez' }] } },
      { ...sent, event: { ...sent.event, 'hub.topic': 'x'.repeat(1000) } },
    ];
    for (const body of wrong) {
      expect((await post('admin', body)).status).toBe(400);
    }
    expect((await post('admin', { ...sent, padding: 'x'.repeat(20_000) })).status).toBe(413);
  });
});

describe('the hub', () => {
  it('is for people who are signed in', async () => {
    expect((await post(undefined, subscription(TOPIC))).status).toBe(401);
    expect((await post(undefined, await view('admin'))).status).toBe(401);
    const { id, secret } = server.server.app.systemClients.gateway;
    const reply = await server.fetch(HUB, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      },
      body: JSON.stringify(subscription(TOPIC)),
    });
    expect(reply.status).toBe(403);
  });

  it('says what it can, and `/config.json` that it is there', async () => {
    const configuration = await server.fetch(`${HUB}.well-known/fhircast-configuration`);
    expect(await configuration.json()).toMatchObject({ websocketSupport: true });
    expect(await (await server.fetch('/config.json')).json()).toMatchObject({ features: { fhircast: true } });
  });

  it('tells nothing to a socket without a subscription', async () => {
    const endpoint = await endpointOf('frontdesk');
    const { socket, heard } = await openSocket(endpoint.replace(/[^/]+$/, generateId()));
    await expect.poll(() => socket.readyState).toBe(WebSocket.CLOSED);
    expect(heard).toMatchObject([{ 'hub.mode': 'denied' }]);
  });

  it('tells nothing to somebody who has signed out', async () => {
    const leaving = await signIn(server.url, credentialsOf('frontdesk'));
    const request = await leaving.fhircastSubscribe(TOPIC, ['Patient-open']);
    const { heard } = await openSocket(request.endpoint);
    await leaving.signOut();
    const patient = await (await server.client('admin')).createResource({ resourceType: 'Patient' });
    const witness = await openSocket(await endpointOf('practitioner', TOPIC, 'Patient-open'));
    await (await server.client('admin')).fhircastPublish(TOPIC, 'Patient-open', {
      key: 'patient',
      resource: patient,
    });
    await expect.poll(() => eventsOf(witness.heard)).toHaveLength(1);
    expect(eventsOf(heard)).toEqual([]);
    const { socket } = await openSocket(request.endpoint);
    await expect.poll(() => socket.readyState).toBe(WebSocket.CLOSED);
  });

  it('lets a client come back on its address, and hears nothing of its old socket', async () => {
    const endpoint = await endpointOf('frontdesk');
    const before = await openSocket(endpoint);
    const after = await openSocket(endpoint);
    await expect.poll(() => before.socket.readyState).toBe(WebSocket.CLOSED);
    const sent = await view('practitioner');
    await post('practitioner', sent);
    await expect.poll(() => eventsOf(after.heard)).toEqual([sent]);
  });

  it('makes room for a new tab by forgetting one that never listened, and refuses when all of them do', async () => {
    const first = await endpointOf('admin', 'many');
    await openSocket(first);
    for (let tab = 0; tab < 60; tab++) {
      await endpointOf('admin', 'many');
    }
    const heard = await listen('admin', 'many');
    const sent = await view('admin', undefined, 'many');
    await post('admin', sent);
    await expect.poll(() => eventsOf(heard)).toEqual([sent]);
    for (let tab = 2; tab < 50; tab++) {
      await listen('admin', 'many');
    }
    expect((await post('admin', subscription('many'))).status).toBe(429);
  });

  it('sends heartbeats, and at the second ends a socket whose other end is gone, and no other', async () => {
    const [dead, alive] = [
      await openSocket(await endpointOf('frontdesk')),
      await openSocket(await endpointOf('frontdesk')),
    ];
    // Neither reads nor answers from now on, as when its computer has lost its power.
    dead.socket.pause();
    const before = openSockets();
    for (let beat = 1; beat <= 2; beat++) {
      vi.advanceTimersByTime(10_000);
      const names = () => eventsOf(alive.heard).map(({ event }) => event?.['hub.event']);
      await expect.poll(names).toEqual(Array(beat).fill('heartbeat'));
      // Its answer to the ping is on its way before this request.
      await server.fetch('/livez');
    }
    await expect.poll(openSockets).toBe(before - 1);
    expect(alive.socket.readyState).toBe(WebSocket.OPEN);
    dead.socket.resume();
  });
});

/** Connections the server itself holds for sockets. */
function openSockets(): number {
  return [...server.server.app.websocketServer.clients].length;
}
