import type { Communication } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { type Fax, hasFlag } from '../../src/domain/fax/fax.ts';
import { withState } from '../../src/domain/fax/marks.ts';
import { parseFax } from '../../src/domain/fax/parseFax.ts';
import { makeMoved, makeTyped } from '../../src/domain/fax/triage.ts';
import { makeFiled } from '../../src/domain/filing/filing.ts';
import {
  makePagesNotNeeded,
  makePartFiled,
  makePartRefiled,
  makePartUnfiled,
  makeUnfiled,
} from '../../src/domain/filing/parts.ts';
import { type FilingStore, settleFiling } from '../../src/domain/filing/settleFiling.ts';
import { makeInboundFax } from '../../src/domain/intake/makeInboundFax.ts';
import { filingDisagreements } from './testing/filingDisagreements.ts';
import { MemoryFilingStore } from './testing/memoryFilingStore.ts';
import { Killed, stepped } from './testing/steppedStore.ts';

/**
 * Every place at which a completer can fall asleep while a colleague decides something else and sees it through, and
 * every place at which it can die after it woke: no chart may end with the wrong document or without the right one.
 */

const ACT = { by: { reference: 'Practitioner/dana' }, at: '2026-11-20T09:00:00Z' };

type Decision = (fax: Fax) => Communication;
const file =
  (patient: string, filingId: string): Decision =>
  (fax) =>
    makeFiled(fax, { filingId, patient: { reference: `Patient/${patient}` }, act: ACT });
const filePages =
  (patient: string, pages: string, filingId: string): Decision =>
  (fax) =>
    makePartFiled(fax, { filingId, patient: { reference: `Patient/${patient}` }, pages }, [], ACT);
const refilePages =
  (before: string, patient: string, filingId: string): Decision =>
  (fax) => {
    const pages = fax.parts.find((part) => part.filingId === before)?.pages ?? '1';
    const part = { filingId, patient: { reference: `Patient/${patient}` }, pages };
    return makePartRefiled(fax, before, part, [], ACT);
  };
const unfilePages =
  (filingId: string): Decision =>
  (fax) =>
    makePartUnfiled(fax, filingId, [], ACT);
const needless: Decision = (fax) => makePagesNotNeeded(fax, '3', [], ACT);
const unfile: Decision = (fax) => makeUnfiled(fax, [], ACT);
const type =
  (code: string): Decision =>
  (fax) =>
    makeTyped(fax, { code, display: code }, [], ACT);
const archive: Decision = (fax) => makeMoved(fax, 'archived', ACT);
const reopen: Decision = (fax) => withPending(withState(fax.communication, 'open', ACT), fax);

const STORIES: Record<string, { before: Decision[]; meanwhile: Decision[] }> = {
  'refiled to another patient': { before: [file('a', 'f1')], meanwhile: [file('b', 'f2')] },
  'refiled there and back': { before: [file('a', 'f1')], meanwhile: [file('b', 'f2'), file('a', 'f3')] },
  'taken back': { before: [file('a', 'f1')], meanwhile: [unfile] },
  'taken back and filed again': { before: [file('a', 'f1')], meanwhile: [unfile, file('a', 'f2')] },
  'given another type': { before: [file('a', 'f1'), type('1-1')], meanwhile: [type('2-2')] },
  'filed in parts': { before: [filePages('a', '1', 'f1')], meanwhile: [filePages('b', '2', 'f2'), needless] },
  'filed in parts after it was filed whole': {
    before: [file('a', 'f1')],
    meanwhile: [filePages('a', '1', 'f2')],
  },
  'filed whole after it was filed in parts': {
    before: [filePages('a', '1', 'f1'), filePages('b', '2-3', 'f2')],
    meanwhile: [file('b', 'f3')],
  },
  'put right in one part': {
    before: [filePages('a', '1', 'f1'), filePages('b', '2-3', 'f2')],
    meanwhile: [refilePages('f2', 'c', 'f3')],
  },
  'put right there and back': {
    before: [filePages('a', '1-2', 'f1')],
    meanwhile: [refilePages('f1', 'b', 'f2'), refilePages('f2', 'a', 'f3')],
  },
  'taken off in one part': {
    before: [filePages('a', '1', 'f1'), filePages('b', '2', 'f2')],
    meanwhile: [unfilePages('f1')],
  },
  archived: { before: [file('a', 'f1')], meanwhile: [archive] },
  'archived and reopened': { before: [file('a', 'f1'), archive], meanwhile: [reopen] },
};

const SLEEPS = Array.from({ length: 24 }, (_, index) => index + 1);

const WORKERS = ['app', 'gateway'] as const;
const CASES = Object.keys(STORIES).flatMap((name) => WORKERS.map((worker) => ({ name, worker })));

test.each(CASES)(
  'a completer ($worker) that slept while the fax was $name ends in agreement',
  async ({ name, worker }) => {
    for (const sleepBefore of SLEEPS) {
      const store = await playedUpTo(name, sleepBefore, async () => {}, worker);
      if (worker === 'app' && hasFlag(store.fax, 'pending')) {
        // Only because pages wait to be cut, never because a decision was left behind.
        expect(store.fax.parts.some(({ pages, retired }) => pages && !retired)).toBe(true);
        await settleFiling(store, 'fax');
      }
      expect(await filingDisagreements(store, 'fax'), `asleep before call ${sleepBefore}`).toEqual([]);
    }
  },
);

test.each(CASES)(
  'one ($worker) that slept while the fax was $name and died on waking leaves no chart wrong',
  async ({ name, worker }) => {
    for (const sleepBefore of SLEEPS) {
      for (const diesAfter of [1, 2, 3, 4, 5]) {
        const dies = async (step: number) => {
          if (step >= sleepBefore + diesAfter) {
            throw new Killed();
          }
        };
        const store = await playedUpTo(name, sleepBefore, dies, worker);
        // What the gateway does each minute.
        if (hasFlag(store.fax, 'pending')) {
          await settleFiling(store, 'fax');
        }
        expect(chartsOf(store).sort(), `asleep before call ${sleepBefore}, dead ${diesAfter} later`).toEqual(
          chartsWanted(store.fax).sort(),
        );
      }
    }
  },
);

test.each([
  { deaths: false, rounds: 600 },
  { deaths: true, rounds: 600 },
])(
  'any mix of deciders and completers ends right, $rounds times, deaths: $deaths',
  async ({ deaths, rounds }) => {
    for (let seed = 1; seed <= rounds; seed++) {
      const random = seeded(seed);
      const store = new MemoryFilingStore(FAX);
      let minted = 0;
      const filed = (patient: string) => file(patient, `f${++minted}`);
      const pagesFiled = (patient: string, pages: string) => filePages(patient, pages, `f${++minted}`);
      const decisions = () => [
        filed('a'),
        filed('b'),
        pagesFiled('a', '1'),
        pagesFiled('b', '2-3'),
        refilePages(`f${minted}`, 'c', `f${++minted}`),
        unfilePages(`f${minted}`),
        unfile,
        type('1-1'),
        needless,
        archive,
        reopen,
      ];
      await Promise.all(
        Array.from({ length: 4 }, async () => {
          await waitTurns(random, 20);
          await store.updateFax((decisions()[Math.floor(random() * 11)] ?? unfile)(store.fax));
          const lifetime = deaths && random() < 0.5 ? Math.floor(random() * 12) : Number.POSITIVE_INFINITY;
          await settleUnlessKilled(
            stepped(
              store,
              async (step) => {
                await waitTurns(random, 6);
                if (step > lifetime) {
                  throw new Killed();
                }
              },
              random() < 0.5 ? 'app' : 'gateway',
            ),
          );
        }),
      );
      await settleFiling(store, 'fax');
      expect(hasFlag(store.fax, 'pending')).toBe(false);
      expect(chartsOf(store).sort(), `seed ${seed}`).toEqual(chartsWanted(store.fax).sort());
      if (!deaths) {
        expect(await filingDisagreements(store, 'fax'), `seed ${seed}`).toEqual([]);
      }
    }
  },
);

/** Lets the others go on for up to `most` turns. */
async function waitTurns(random: () => number, most: number): Promise<void> {
  for (let turns = Math.floor(random() * most); turns > 0; turns--) {
    await undefined;
  }
}

/** https://en.wikipedia.org/wiki/Linear_congruential_generator, so that a failing seed can be played again. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

async function settleUnlessKilled(store: FilingStore): Promise<void> {
  await settleFiling(store, 'fax').catch((error: unknown) => {
    if (!(error instanceof Killed)) {
      throw error;
    }
  });
}

/** Decides what stood before, and lets a completer sleep before one of its calls while a colleague acts. */
async function playedUpTo(
  name: string,
  sleepBefore: number,
  afterwards: (step: number) => Promise<void>,
  worker: 'app' | 'gateway',
): Promise<MemoryFilingStore> {
  const story = STORIES[name];
  const store = new MemoryFilingStore(FAX);
  for (const decision of story?.before ?? []) {
    await decide(store, decision);
  }
  const slow = stepped(
    store,
    async (step) => {
      if (step === sleepBefore) {
        for (const decision of story?.meanwhile ?? []) {
          await decide(store, decision);
          await settleFiling(store, 'fax');
        }
      }
      await afterwards(step);
    },
    worker,
  );
  await settleUnlessKilled(slow);
  return store;
}

async function decide(store: MemoryFilingStore, decision: Decision): Promise<void> {
  expect(await store.updateFax(decision(store.fax))).toBe('saved');
}

/** Patients with a current document and its file, as often as they have one. */
function chartsOf(store: MemoryFilingStore): string[] {
  return store.documents
    .filter((d) => d.status === 'current')
    .map((d) => `${d.subject?.reference} ${d.content[0]?.attachment.url}`);
}

function chartsWanted(fax: Fax): string[] {
  return fax.parts
    .filter((part) => !part.retired)
    .map(({ patient, pages }) => `${patient.reference} Binary/${pages ?? 'b'}`);
}

function withPending(communication: Communication, fax: Fax): Communication {
  const pending = { coding: [{ system: 'urn:faxwell:fax-flag', code: 'pending' }] };
  return hasFlag(fax, 'pending')
    ? communication
    : { ...communication, category: [...(communication.category ?? []), pending] };
}

const FAX = makeInboundFax({
  carrierFaxId: { system: 'urn:faxwell:carrier:loopback', value: 'c1' },
  receivedAt: '2026-11-20T08:59:00Z',
  document: {
    incomplete: false,
    pageCount: 3,
    shown: { url: 'Binary/b', contentType: 'application/pdf', size: 9 },
  },
});

test('the fax of these tests is one', () => {
  expect(parseFax({ ...FAX, id: 'fax' }).ok).toBe(true);
});
