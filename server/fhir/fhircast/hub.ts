import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { type Identity, principalOf } from '../auth/authenticate.ts';
import type { Principal } from '../auth/principal.ts';
import { type ContextEvent, confirmation, DENIED, heartbeat, referencesOf } from './messages.ts';

interface HubDeps {
  readonly identity: Identity;
  readonly now: () => Date;
  /** Looks these resources up, `Type/id`: who may know of all of them. Nobody, when one does not exist. */
  readersOf(references: readonly string[]): Promise<(principal: Principal) => boolean>;
}

/** Who listens to what is on whose screen. All of it in memory: nothing that is passed on is kept. */
interface FhircastHub {
  /** The id of the socket to open for it; `undefined` when this person has too many. */
  subscribe(owner: Principal, topic: string, events: readonly string[]): string | undefined;
  unsubscribe(owner: Principal, id: string): void;
  /** A socket for a subscription; it is closed when there is none, or its owner has signed out. */
  connect(id: string, socket: WebSocket): void;
  /** Passes an event on to whoever listens and may know of all it names; to nobody, when its sender may not. */
  publish(sender: Principal, event: ContextEvent): Promise<void>;
  /** Sends heartbeats and forgets whoever is gone. */
  tick(): void;
}

interface Subscription {
  readonly id: string;
  readonly owner: Principal;
  readonly topic: string;
  readonly events: readonly string[];
  socket: WebSocket | undefined;
  /** Whether its socket has answered since the last tick. */
  isAlive: boolean;
  /** Since when it has no socket, in milliseconds. */
  idleSince: number;
}

/** How often `tick` is to be called: a socket that died without a word is known to be gone after two. */
export const HEARTBEAT_SECONDS = 10;

/** Tabs of one person on all their computers. */
const MOST_PER_OWNER = 50;
/** A client comes back on the address it has. */
const IDLE_MS = 60_000;
/** A heartbeat is 200 bytes: whoever has not read so much for hours does not read. */
const MOST_BUFFERED_BYTES = 256 * 1024;
const POLICY_VIOLATION = 1008;

export function createFhircastHub({ identity, now, readersOf }: HubDeps): FhircastHub {
  const subscriptions = new Map<string, Subscription>();

  /** The owner as they are now; `undefined` once they have signed out. */
  const ownerOf = ({ owner: { kind, id: sub, sessionId } }: Subscription) =>
    principalOf(identity, { kind, sub, sessionId });

  /** A tab that was closed before its socket opened leaves a subscription behind: the oldest makes room. */
  function hasRoom(owner: Principal): boolean {
    const owned = [...subscriptions.values()].filter((kept) => kept.owner.id === owner.id);
    const unheard = owned.find(({ socket }) => socket === undefined);
    return owned.length < MOST_PER_OWNER || (unheard !== undefined && subscriptions.delete(unheard.id));
  }

  function detach(subscription: Subscription, socket: WebSocket): void {
    if (subscription.socket === socket) {
      subscription.socket = undefined;
      subscription.idleSince = now().getTime();
    }
  }

  function drop(subscription: Subscription): void {
    subscriptions.delete(subscription.id);
    subscription.socket?.terminate();
  }

  function beat(subscription: Subscription): void {
    const { socket, topic, isAlive, idleSince } = subscription;
    if (!ownerOf(subscription) || (!socket && idleSince + IDLE_MS < now().getTime())) {
      drop(subscription);
    } else if (socket && !isAlive) {
      socket.terminate();
      detach(subscription, socket);
    } else if (socket) {
      subscription.isAlive = false;
      socket.ping();
      send(socket, heartbeat(topic, HEARTBEAT_SECONDS, now()));
    }
  }

  return {
    subscribe(owner, topic, events) {
      if (!hasRoom(owner)) {
        return undefined;
      }
      // The address is all a socket shows, so nobody must be able to guess it.
      const id = randomUUID();
      const idleSince = now().getTime();
      subscriptions.set(id, { id, owner, topic, events, socket: undefined, isAlive: true, idleSince });
      return id;
    },
    unsubscribe(owner, id) {
      const subscription = subscriptions.get(id);
      if (subscription?.owner.id === owner.id) {
        drop(subscription);
      }
    },
    connect(id, socket) {
      socket.on('error', () => socket.terminate());
      const subscription = subscriptions.get(id);
      if (!subscription || !ownerOf(subscription)) {
        send(socket, DENIED);
        socket.close(POLICY_VIOLATION, 'Subscribe anew');
        return;
      }
      // A client that lost its network is back before its old socket is known to be gone.
      subscription.socket?.terminate();
      subscription.socket = socket;
      const alive = () => {
        subscription.isAlive = true;
      };
      alive();
      socket.on('pong', alive);
      // Clients confirm each event; what they say in it decides nothing.
      socket.on('message', alive);
      socket.on('close', () => detach(subscription, socket));
      send(socket, confirmation(subscription.topic, subscription.events));
    },
    async publish(sender, event) {
      const { 'hub.topic': topic, 'hub.event': name } = event.event;
      const mayKnow = await readersOf(referencesOf(event));
      for (const subscription of mayKnow(sender) ? subscriptions.values() : []) {
        const { socket, events } = subscription;
        if (socket && subscription.topic === topic && events.includes(name)) {
          const owner = ownerOf(subscription);
          if (owner && mayKnow(owner)) {
            send(socket, event);
          }
        }
      }
    },
    tick() {
      for (const subscription of [...subscriptions.values()]) {
        beat(subscription);
      }
    },
  };
}

function send(socket: WebSocket, message: object): void {
  if (socket.bufferedAmount > MOST_BUFFERED_BYTES) {
    socket.terminate();
  } else if (socket.readyState === socket.OPEN) {
    socket.send(JSON.stringify(message));
  }
}
