import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PresenceEvent } from '../../domain/presence/presenceEvent.ts';
import type { ConnectHub, HubListeners } from './fhircastHub.ts';
import { Presence } from './presence.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-20T18:00:00Z') }));
afterEach(() => void vi.useRealTimers());

interface Listening {
  readonly topic: string;
  readonly listeners: HubListeners;
}

/** How long a message takes. */
const UNDER_WAY_MS = 100;

/** Passes on what it is told, to everybody who listens to the topic, its sender too. */
class Hub {
  readonly listening = new Set<Listening>();
  readonly told: PresenceEvent[] = [];
  isDown = false;
  attempts = 0;

  readonly connect: ConnectHub = async (topic, listeners) => {
    this.attempts += 1;
    if (this.isDown) {
      throw new Error('Nobody answers');
    }
    const mine: Listening = { topic, listeners };
    this.listening.add(mine);
    return {
      publish: async (event) => {
        await new Promise((resolve) => setTimeout(resolve, UNDER_WAY_MS));
        this.#pass(topic, event);
      },
      close: () => void this.listening.delete(mine),
    };
  };

  #pass(topic: string, event: PresenceEvent): void {
    this.told.push(event);
    for (const one of [...this.listening].filter((other) => other.topic === topic)) {
      one.listeners.onEvent(event);
    }
  }

  beat(): void {
    for (const { listeners } of [...this.listening]) {
      listeners.onHeartbeat();
    }
  }

  /** Every socket is lost. */
  fail(): void {
    const lost = [...this.listening];
    this.listening.clear();
    for (const { listeners } of lost) {
      listeners.onLost();
    }
  }
}

const [DANA, MINA, SAM] = ['Practitioner/dana', 'Practitioner/mina', 'Practitioner/sam'];

async function tabOf(hub: Hub, person: string | undefined): Promise<Presence> {
  const tab = new Presence(person ?? '', hub.connect);
  tab.start();
  await pass(0);
  return tab;
}

/** Lets so much time pass, with a heartbeat every ten seconds. */
async function pass(ms: number, hub?: Hub): Promise<void> {
  for (let left = ms; left > 0; left -= 10_000) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 10_000));
    hub?.beat();
  }
  await vi.advanceTimersByTimeAsync(0);
}

test('two people at one fax see each other, whoever came first, and nobody sees themselves', async () => {
  const hub = new Hub();
  const dana = await tabOf(hub, DANA);
  dana.open('fax');
  await pass(5_000);
  const mina = await tabOf(hub, MINA);
  mina.open('fax');
  await pass(1_500);
  expect(dana.othersAt('fax')).toEqual([MINA]);
  expect(mina.othersAt('fax')).toEqual([DANA]);
  // They have found each other, and stop talking until the next heartbeat.
  const said = hub.told.length;
  await pass(5_000);
  expect(hub.told).toHaveLength(said);
});

test('whoever passes by within a second has not opened it', async () => {
  const hub = new Hub();
  const [dana, mina] = [await tabOf(hub, DANA), await tabOf(hub, MINA)];
  for (const id of ['one', 'two', 'three']) {
    dana.open(id);
    await pass(500);
  }
  dana.open('fax');
  await pass(1_500);
  expect(['one', 'two', 'three', 'fax'].filter((id) => mina.othersAt(id).length > 0)).toEqual(['fax']);
});

test('somebody who listens later knows with the next heartbeat who has what open', async () => {
  const hub = new Hub();
  const dana = await tabOf(hub, DANA);
  dana.open('fax');
  await pass(1_500);
  const sam = await tabOf(hub, SAM);
  expect(sam.othersAt('fax')).toEqual([]);
  hub.beat();
  await pass(UNDER_WAY_MS);
  expect(sam.othersAt('fax')).toEqual([DANA]);
});

test('moving on, and signing out, is seen a moment later', async () => {
  const hub = new Hub();
  const [dana, mina] = [await tabOf(hub, DANA), await tabOf(hub, MINA)];
  dana.open('fax');
  await pass(1_500);
  dana.open('next');
  await pass(1_500);
  expect(mina.othersAt('fax')).toEqual([]);
  expect(mina.othersAt('next')).toEqual([DANA]);
  void dana.leave();
  await pass(1_500);
  expect(mina.othersAt('next')).toEqual([]);
});

test('whoever is gone without a word is gone within half a minute; whoever stays, stays', async () => {
  const hub = new Hub();
  const [dana, mina, sam] = [await tabOf(hub, DANA), await tabOf(hub, MINA), await tabOf(hub, SAM)];
  dana.open('fax');
  sam.open('fax');
  await pass(1_500);
  expect(mina.othersAt('fax')).toEqual([DANA, SAM]);
  hub.listening.delete([...hub.listening][0]!);
  await pass(30_000, hub);
  expect(mina.othersAt('fax')).toEqual([SAM]);
});

test('two tabs of one person are one person, and closing one changes nothing for a moment', async () => {
  const hub = new Hub();
  const [dana, mina] = [await tabOf(hub, DANA), await tabOf(hub, MINA)];
  const second = await tabOf(hub, DANA);
  dana.open('fax');
  second.open('fax');
  await pass(1_500);
  expect(mina.othersAt('fax')).toEqual([DANA]);
  expect(second.othersAt('fax')).toEqual([]);
  const changes = vi.fn();
  mina.subscribe(changes);
  dana.sayGoodbye();
  dana.stop();
  await pass(60_000, hub);
  expect(mina.othersAt('fax')).toEqual([DANA]);
  expect(changes).not.toHaveBeenCalled();
});

test('being seen again is no news: nobody is drawn anew', async () => {
  const hub = new Hub();
  const [dana, mina] = [await tabOf(hub, DANA), await tabOf(hub, MINA)];
  dana.open('fax');
  await pass(1_500);
  const seen = mina.othersAt('fax');
  const changes = vi.fn();
  mina.subscribe(changes);
  await pass(120_000, hub);
  expect(changes).not.toHaveBeenCalled();
  expect(mina.othersAt('fax')).toBe(seen);
});

test('a server that has never answered is asked once', async () => {
  const hub = new Hub();
  hub.isDown = true;
  const dana = await tabOf(hub, DANA);
  dana.open('fax');
  await pass(600_000);
  expect(hub.attempts).toBe(1);
});

test('after a lost connection everybody is there again, without a storm while the server is away', async () => {
  const hub = new Hub();
  const [dana, mina] = [await tabOf(hub, DANA), await tabOf(hub, MINA)];
  dana.open('fax');
  await pass(1_500);
  hub.isDown = true;
  hub.fail();
  const before = hub.attempts;
  await pass(600_000);
  expect(mina.othersAt('fax')).toEqual([]);
  expect(hub.attempts - before).toBeLessThan(40);
  hub.isDown = false;
  await pass(60_000);
  await pass(11_000, hub);
  expect(mina.othersAt('fax')).toEqual([DANA]);
});

test('at midnight everybody goes over to the topic of the new day', async () => {
  const hub = new Hub();
  const [dana, mina] = [await tabOf(hub, DANA), await tabOf(hub, MINA)];
  dana.open('fax');
  await pass(1_500);
  await pass(7 * 3_600_000, hub);
  expect([...hub.listening].map(({ topic }) => topic)).toEqual(['faxwell-2026-11-21', 'faxwell-2026-11-21']);
  expect(mina.othersAt('fax')).toEqual([DANA]);
});

test('people who are made up do not fill the memory', async () => {
  const hub = new Hub();
  const mina = await tabOf(hub, MINA);
  for (let count = 0; count < 5_000; count++) {
    for (const { listeners } of hub.listening) {
      listeners.onEvent({ kind: 'view', person: `Practitioner/${count}`, faxId: 'fax' });
    }
  }
  expect(mina.othersAt('fax').length).toBeLessThanOrEqual(1_000);
});
