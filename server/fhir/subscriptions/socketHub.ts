import type { Resource } from '@medplum/fhirtypes';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { type Identity, principalOf } from '../auth/authenticate.ts';
import type { Principal } from '../auth/principal.ts';
import type { AccessClaims } from '../auth/tokens.ts';
import type { ResourceChange } from '../store/writeTarget.ts';
import { eventNotification, handshake, heartbeat } from './notifications.ts';
import type { SubscriptionBook } from './subscriptionHandlers.ts';

interface HubDeps {
  readonly book: SubscriptionBook;
  readonly identity: Identity;
  readonly fhirBase: string;
  canRead(principal: Principal, resource: Resource): boolean;
  /** Last change to a resource before it goes out, e.g. presigned addresses. */
  present(resource: Resource): Promise<Resource>;
}

/** Every open socket and what it listens to. */
interface SocketHub {
  add(socket: WebSocket): void;
  /** Tells everybody concerned, and allowed to know, of a change that is committed. */
  publish(change: ResourceChange): Promise<void>;
  /** Sends heartbeats, closes sockets whose other end is gone. */
  tick(): void;
}

interface Binding {
  readonly access: AccessClaims;
  readonly expires: Date;
}

interface Connection {
  readonly socket: WebSocket;
  readonly bindings: Map<string, Binding>;
  /** Tokens that are being checked or were wrong. */
  unproven: number;
  alive: boolean;
}

/** What may wait in memory for one slow socket before it is closed; its client then reads what it missed. */
const MOST_BUFFERED_BYTES = 4 * 1024 * 1024;
const TRY_AGAIN_LATER = 1013;
/** Each is a file handle; a clinic's browsers have one or two. */
const MOST_SOCKETS = 500;
/** More than the subscriptions one person may have, whose tokens a client may send all at once. */
const MOST_UNPROVEN = 500;

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('bind-with-token'), payload: z.object({ token: z.string() }) }),
  z.object({ type: z.literal('unbind-from-token'), payload: z.object({ token: z.string() }) }),
]);

export function createSocketHub(deps: HubDeps): SocketHub {
  const connections = new Set<Connection>();
  const { book, identity } = deps;

  /** Checking a token costs more than sending one: a socket that only guesses is cut off. */
  async function verify(connection: Connection, token: string) {
    if (connection.unproven >= MOST_UNPROVEN) {
      connection.socket.terminate();
      return undefined;
    }
    connection.unproven += 1;
    const binding = await identity.tokens.verifyBinding(token);
    if (binding) {
      connection.unproven -= 1;
    }
    return binding;
  }

  async function bind(connection: Connection, token: string): Promise<void> {
    const binding = await verify(connection, token);
    const kept = binding && book.entries.get(binding.subscriptionId);
    if (!kept || !connections.has(connection)) {
      return;
    }
    const { subscriptionId, access, expires } = binding;
    connection.bindings.set(subscriptionId, { access, expires });
    kept.sockets.add(connection);
    send(connection, JSON.stringify(handshake(subscriptionId, book.now())));
  }

  async function unbind(connection: Connection, token: string): Promise<void> {
    const binding = await verify(connection, token);
    if (binding && connection.bindings.delete(binding.subscriptionId)) {
      leave(connection, binding.subscriptionId);
    }
  }

  /** A client that lost its network comes back on a new socket before the old one is known to be gone. */
  function leave(connection: Connection, subscriptionId: string): void {
    const kept = book.entries.get(subscriptionId);
    kept?.sockets.delete(connection);
    if (kept?.sockets.size === 0) {
      book.entries.delete(subscriptionId);
    }
  }

  async function receive(connection: Connection, text: string): Promise<void> {
    const parsed = messageSchema.safeParse(parseJson(text));
    switch (parsed.data?.type) {
      case 'ping':
        return send(connection, '{"type":"pong"}');
      case 'bind-with-token':
        return bind(connection, parsed.data.payload.token);
      case 'unbind-from-token':
        return unbind(connection, parsed.data.payload.token);
      default:
        connection.socket.close(1008, 'Unknown message');
    }
  }

  /** Anybody may open a socket: the one that has waited longest without a token makes room. */
  function hasRoom(): boolean {
    if (connections.size < MOST_SOCKETS) {
      return true;
    }
    const idle = [...connections].find(({ bindings }) => bindings.size === 0);
    idle?.socket.terminate();
    return idle !== undefined && connections.delete(idle);
  }

  /** Subscriptions of this socket that a change concerns and whose owner may know of it now. */
  function concerned(connection: Connection, { resource }: ResourceChange): string[] {
    return [...connection.bindings].flatMap(([id, { access, expires }]) => {
      const kept = book.entries.get(id);
      if (!kept || expires <= book.now() || kept.criteria.resourceType !== resource.resourceType) {
        return [];
      }
      const principal = principalOf(identity, access);
      return principal && deps.canRead(principal, resource) && kept.criteria.matches(resource) ? [id] : [];
    });
  }

  return {
    add(socket) {
      if (!hasRoom()) {
        socket.close(TRY_AGAIN_LATER, 'Too many sockets');
        return;
      }
      const connection: Connection = { socket, bindings: new Map(), unproven: 0, alive: true };
      connections.add(connection);
      socket.on('message', (data) => void receive(connection, String(data)));
      socket.on('pong', () => {
        connection.alive = true;
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', () => {
        connections.delete(connection);
        for (const id of connection.bindings.keys()) {
          leave(connection, id);
        }
      });
    },
    async publish(change) {
      const targets = [...connections].flatMap((connection) =>
        concerned(connection, change).map((id) => ({ connection, id })),
      );
      if (targets.length === 0) {
        return;
      }
      const resource = await deps.present(withoutAuthor(change.resource));
      for (const { connection, id } of targets) {
        const event = eventNotification(id, change.interaction, resource, deps.fhirBase, book.now());
        send(connection, JSON.stringify(event));
      }
    },
    tick() {
      for (const connection of connections) {
        beat(connection, book.now());
      }
    },
  };
}

function beat(connection: Connection, now: Date): void {
  if (!connection.alive) {
    connection.socket.terminate();
    return;
  }
  connection.alive = false;
  connection.socket.ping();
  for (const id of connection.bindings.keys()) {
    send(connection, JSON.stringify(heartbeat(id, now)));
  }
}

function send({ socket }: Connection, text: string): void {
  if (socket.bufferedAmount > MOST_BUFFERED_BYTES) {
    socket.close(TRY_AGAIN_LATER, 'Too slow');
    return;
  }
  if (socket.readyState === socket.OPEN) {
    socket.send(text);
  }
}

function withoutAuthor(resource: Resource): Resource {
  const { author: _author, ...meta } = resource.meta ?? {};
  return { ...resource, meta };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
