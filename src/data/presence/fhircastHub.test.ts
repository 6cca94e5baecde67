import { MedplumClient } from '@medplum/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PresenceEvent } from '../../domain/presence/presenceEvent.ts';
import { createHubConnector, type HubListeners } from './fhircastHub.ts';

/** A browser's socket, played by the test. */
class FakeSocket extends EventTarget {
  static readonly all: FakeSocket[] = [];
  readonly url: string;
  isClosed = false;

  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.all.push(this);
  }

  close(): void {
    this.isClosed = true;
  }

  say(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }
}

const HEARTBEAT = { event: { 'hub.event': 'heartbeat' } };
const VIEW: PresenceEvent = { kind: 'view', person: 'Practitioner/mina', faxId: 'f-1' };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  FakeSocket.all.length = 0;
});

interface Request {
  readonly url: string;
  readonly body: Record<string, unknown>;
  readonly keepalive: boolean;
}

/** A client of a server that answers subscriptions like that. */
function clientOf(answer: () => Response, requests: Request[] = []): MedplumClient {
  const client = new MedplumClient({
    baseUrl: 'https://fhir.example/',
    cacheTime: 0,
    fetch: async (url: string, { body, keepalive = false }: RequestInit) => {
      requests.push({ url, body: JSON.parse(String(body)), keepalive });
      return answer();
    },
  });
  client.setAccessToken('token');
  return client;
}

function reply(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

const accepting = () => reply(202, { 'hub.channel.endpoint': 'wss://fhir.example/ws/fhircast/1' });

function listeners() {
  return { onEvent: vi.fn(), onHeartbeat: vi.fn(), onLost: vi.fn() } satisfies HubListeners;
}

async function connected(client: MedplumClient, heard: HubListeners) {
  const connecting = createHubConnector(client)('topic', heard);
  await vi.waitFor(() => expect(FakeSocket.all).toHaveLength(1));
  const socket = FakeSocket.all[0]!;
  socket.dispatchEvent(new Event('open'));
  return { socket, connection: await connecting };
}

test('what is published is heard, and what is closed is said as the page goes', async () => {
  const requests: Request[] = [];
  const heard = listeners();
  const { socket, connection } = await connected(clientOf(accepting, requests), heard);
  await connection.publish(VIEW);
  await connection.publish({ ...VIEW, kind: 'close' });
  const [subscribed, viewed, closed] = requests;
  expect(subscribed?.body).toMatchObject({ 'hub.mode': 'subscribe', 'hub.topic': 'topic' });
  expect(requests.map(({ keepalive }) => keepalive)).toEqual([false, false, true]);
  for (const message of [{ 'hub.mode': 'subscribe' }, HEARTBEAT, viewed?.body, closed?.body]) {
    socket.say(message);
  }
  expect(heard.onHeartbeat).toHaveBeenCalledTimes(1);
  expect(heard.onEvent.mock.calls).toEqual([[VIEW], [{ ...VIEW, kind: 'close' }]]);
});

test('a server that refuses, or names no socket, is asked once', async () => {
  for (const answer of [() => reply(404, {}), () => reply(503, {}), () => reply(202, {})]) {
    const requests: Request[] = [];
    const connecting = createHubConnector(clientOf(answer, requests))('topic', listeners());
    await expect(connecting).rejects.toThrow();
    expect(requests).toHaveLength(1);
  }
  expect(FakeSocket.all).toEqual([]);
});

test('a connection that has gone silent is lost, once; one that was closed is not', async () => {
  const [silent, closed] = [listeners(), listeners()];
  const first = await connected(clientOf(accepting), silent);
  await vi.advanceTimersByTimeAsync(30_000);
  first.socket.say(HEARTBEAT);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(silent.onLost).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(30_000);
  first.socket.dispatchEvent(new Event('close'));
  expect(silent.onLost).toHaveBeenCalledTimes(1);
  expect(first.socket.isClosed).toBe(true);

  FakeSocket.all.length = 0;
  const second = await connected(clientOf(accepting), closed);
  second.connection.close();
  second.socket.say(HEARTBEAT);
  second.socket.dispatchEvent(new Event('close'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(closed.onLost).not.toHaveBeenCalled();
  expect(closed.onHeartbeat).not.toHaveBeenCalled();
});

test('nothing is said for somebody who has signed out', async () => {
  const requests: Request[] = [];
  const client = clientOf(accepting, requests);
  const { connection } = await connected(client, listeners());
  client.clear();
  await connection.publish({ ...VIEW, kind: 'close' });
  expect(requests).toHaveLength(1);
});
