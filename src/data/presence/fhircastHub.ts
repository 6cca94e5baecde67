import type { MedplumClient } from '@medplum/core';
import {
  makePresenceMessage,
  PRESENCE_EVENTS,
  type PresenceEvent,
  parsePresenceMessage,
} from '../../domain/presence/presenceEvent.ts';

/** What a hub tells. */
export interface HubListeners {
  onEvent(event: PresenceEvent): void;
  /** Every ten seconds or so. */
  onHeartbeat(): void;
  /** The connection was lost, not ended by `close`. */
  onLost(): void;
}

/** A topic that is listened to. */
export interface HubConnection {
  /** Resolves when the server has it, or has failed: whether it was heard decides nothing. */
  publish(event: PresenceEvent): Promise<void>;
  close(): void;
}

/** Resolves once the topic is listened to; rejects when the server passes nothing on. */
export type ConnectHub = (topic: string, listeners: HubListeners) => Promise<HubConnection>;

/**
 * The FHIRcast hub of the client's server, embedded or Medplum. By requests of our own: `fhircastSubscribe` and its
 * like know only the event names of radiology, and keep the heartbeats to themselves.
 */
export function createHubConnector(client: MedplumClient): ConnectHub {
  // One try: where nobody answers, nobody is there.
  const post = (body: object, options: RequestInit = {}) =>
    client.post(client.getFhircastHubUrl(), body, 'application/json', { ...options, maxRetries: 0 });

  return async (topic, listeners) => {
    const subscribed: unknown = await post({
      'hub.channel.type': 'websocket',
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.events': PRESENCE_EVENTS.join(','),
    });
    const close = await openSocket(endpointOf(subscribed), listeners);
    return {
      close,
      publish: async (event) => {
        if (!client.getAccessToken()) {
          // Signed out meanwhile; nobody is told so by a request that is refused.
          return;
        }
        const envelope = { topic, id: crypto.randomUUID(), timestamp: new Date().toISOString() };
        // The last word of a page that is closed is sent after it has gone.
        const options = { keepalive: event.kind === 'close' };
        await post(makePresenceMessage(event, envelope), options).catch(() => undefined);
      },
    };
  };
}

function endpointOf(subscribed: unknown): string {
  const isObject = typeof subscribed === 'object' && subscribed !== null;
  const endpoint = isObject && 'hub.channel.endpoint' in subscribed && subscribed['hub.channel.endpoint'];
  if (typeof endpoint !== 'string') {
    throw new Error('The server named no socket');
  }
  return endpoint;
}

/** Three heartbeats. A network that went away without a word leaves sockets that look open for minutes. */
const SILENT_AFTER_MS = 35_000;

/** Resolves, when the socket is open, to what closes it. */
function openSocket(endpoint: string, listeners: HubListeners): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(endpoint);
    let state: 'opening' | 'open' | 'over' = 'opening';
    let silence: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      state = 'over';
      clearTimeout(silence);
      socket.close();
    };
    const lose = () => {
      if (state === 'opening') {
        reject(new Error('The socket did not open'));
      } else if (state === 'open') {
        listeners.onLost();
      }
      end();
    };
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(lose, SILENT_AFTER_MS);
    };
    socket.addEventListener('open', () => {
      state = 'open';
      listen();
      resolve(end);
    });
    socket.addEventListener('message', ({ data }) => {
      if (state === 'open') {
        listen();
        hear(String(data), listeners);
      }
    });
    socket.addEventListener('close', lose);
  });
}

function hear(text: string, listeners: HubListeners): void {
  const message = parsePresenceMessage(parseJson(text));
  if (message?.kind === 'heartbeat') {
    listeners.onHeartbeat();
  } else if (message) {
    listeners.onEvent(message);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
