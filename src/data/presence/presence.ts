import { createContext } from 'react';
import { type PresenceEvent, presenceTopic } from '../../domain/presence/presenceEvent.ts';
import type { ConnectHub, HubConnection } from './fhircastHub.ts';
import { Sightings } from './sightings.ts';

/** Whoever only passes by has not opened it. */
const OPEN_AFTER_MS = 1_000;
/** Two heartbeats may get lost, and whoever is gone without a word is off the screen within half a minute. */
const GONE_AFTER_MS = 25_000;
/** Time for another tab of the same person to say that they are still there: nothing flickers. */
const LEAVING_MS = 1_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/**
 * Who else has which fax open, as far as the server passes it on. It decides nothing: what decides is the claim and
 * `If-Match`. Every tab says with each heartbeat of the hub what it has open, and answers whoever comes to the same fax;
 * the hub itself remembers nobody. A person is one, however many tabs they have.
 */
export class Presence {
  readonly #me: string;
  readonly #connectHub: ConnectHub | undefined;
  readonly #sightings = new Sightings();
  #connection: HubConnection | undefined;
  #topic = '';
  /** Counts connections, so that what one that was given up still answers is known as such. */
  #attempt = 0;
  #hasWorked = false;
  #retryMs = FIRST_RETRY_MS;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #faxId: string | undefined;
  #isOpen = false;
  #openTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param me `Practitioner/<id>` of who is signed in.
   * @param connectHub Absent where the server passes nothing on: then nobody is ever seen.
   */
  constructor(me: string, connectHub?: ConnectHub) {
    this.#me = me;
    this.#connectHub = connectHub;
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#sightings.subscribe(listener);

  /** `Practitioner/<id>` of everybody else who has a fax open; the same array while they are the same. */
  othersAt(faxId: string): readonly string[] {
    return this.#sightings.peopleAt(faxId);
  }

  start(): void {
    void this.#connect();
  }

  stop(): void {
    void this.leave();
    this.#attempt += 1;
    this.#hasWorked = false;
    clearTimeout(this.#retryTimer);
    this.#connection?.close();
    this.#connection = undefined;
    this.#sightings.clear();
  }

  /** This tab shows a fax. */
  open(faxId: string): void {
    void this.leave();
    this.#faxId = faxId;
    this.#openTimer = setTimeout(() => {
      this.#isOpen = true;
      void this.#tell('view');
    }, OPEN_AFTER_MS);
  }

  /** This tab shows no fax any more. Resolves when that has been said. */
  leave(): Promise<void> {
    const said = this.#tell('close');
    clearTimeout(this.#openTimer);
    this.#faxId = undefined;
    this.#isOpen = false;
    return said;
  }

  /** The page may be about to go. Should it stay, the next heartbeat says so. */
  readonly sayGoodbye = (): void => void this.#tell('close');

  async #connect(): Promise<void> {
    if (!this.#connectHub) {
      return;
    }
    this.#attempt += 1;
    const attempt = this.#attempt;
    const isCurrent = () => attempt === this.#attempt;
    this.#topic = presenceTopic(new Date().toISOString());
    try {
      const connection = await this.#connectHub(this.#topic, {
        onEvent: (event) => isCurrent() && this.#take(event),
        onHeartbeat: () => isCurrent() && this.#beat(),
        onLost: () => isCurrent() && this.#retry(),
      });
      if (!isCurrent()) {
        connection.close();
        return;
      }
      this.#connection = connection;
      this.#hasWorked = true;
      this.#retryMs = FIRST_RETRY_MS;
      void this.#tell('view');
    } catch {
      if (isCurrent()) {
        this.#retry();
      }
    }
  }

  /** A server that has never passed anything on is asked once. */
  #retry(): void {
    this.#connection = undefined;
    if (this.#hasWorked) {
      this.#retryTimer = setTimeout(() => void this.#connect(), this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
    }
  }

  /** Not by a timer of our own: those of a tab in the background sleep for a minute. */
  #beat(): void {
    if (presenceTopic(new Date().toISOString()) !== this.#topic) {
      this.#connection?.close();
      this.#connection = undefined;
      void this.#connect();
      return;
    }
    void this.#tell('view');
  }

  async #tell(kind: PresenceEvent['kind']): Promise<void> {
    if (this.#isOpen && this.#faxId !== undefined) {
      await this.#connection?.publish({ kind, person: this.#me, faxId: this.#faxId });
    }
  }

  #take({ kind, person, faxId }: PresenceEvent): void {
    if (person === this.#me) {
      if (kind === 'close' && faxId === this.#faxId) {
        // Another tab of this person's has left it; this one has not.
        void this.#tell('view');
      }
    } else if (kind === 'close') {
      this.#sightings.dismiss(faxId, person, LEAVING_MS);
    } else if (this.#sightings.see(faxId, person, GONE_AFTER_MS) && faxId === this.#faxId) {
      // Whoever has just come does not know yet who is here.
      void this.#tell('view');
    }
  }
}

export const PresenceContext = createContext(new Presence(''));
