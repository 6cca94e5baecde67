import type { MedplumClient } from '@medplum/core';
import type { Bundle, Communication } from '@medplum/fhirtypes';
import { expect, onTestFinished, test } from 'vitest';
import { credentialsOf, signIn, startTestServer, type TestServer } from '../../server/http/testServer.ts';
import type { Fax } from '../../src/domain/fax/fax.ts';
import { hasFlag } from '../../src/domain/fax/fax.ts';
import type { TriageCommand, TriageContext } from '../../src/domain/fax/triageCommand.ts';
import { faxOf, openFax, TYPES } from '../../src/domain/testing/communications.ts';

/** What the app saves with. By address, because its types are those of a browser, which these tests have not. */
interface SavingCode {
  createFaxStore(client: MedplumClient): Store;
  saveCommand(store: Store, seen: Fax, command: TriageCommand, context: TriageContext): Promise<Fax>;
  SaveQueue: new () => {
    add(id: string, seen: Fax, reread: () => Promise<Fax>, save: (base: Fax) => Promise<Fax>): Promise<Fax>;
  };
}

interface Store {
  readFax(id: string): Promise<Fax>;
}

const DATA = new URL('../../src/data/faxes/', import.meta.url);

async function loadSavingCode(): Promise<SavingCode> {
  const [store, command, queue] = await Promise.all(
    ['faxStore.ts', 'saveCommand.ts', 'saveQueue.ts'].map((file) => import(new URL(file, DATA).href)),
  );
  return { ...store, ...command, ...queue };
}

/** Even: what was set is taken back in the end. */
const SAVES_EACH = 50;
/** Facts that one writer each sets and takes back, again and again; all others write notes. */
const SWITCHES: readonly [TriageCommand, TriageCommand][] = [
  [{ kind: 'urgent' }, { kind: 'notUrgent' }],
  [{ kind: 'handle' }, { kind: 'unhandle' }],
  [{ kind: 'review', outcome: 'Seen' }, { kind: 'unreview' }],
  [{ kind: 'noPatient' }, { kind: 'patientNeeded' }],
  [
    { kind: 'type', type: { code: TYPES[0]!.code, display: TYPES[0]!.display } },
    { kind: 'type', type: { code: TYPES[1]!.code, display: TYPES[1]!.display } },
  ],
];
const NOTE_WRITERS = 15;
const WRITERS = SWITCHES.length + NOTE_WRITERS;

/** The facts of the switches, as a fax has them. */
const factsOf = (fax: Fax) => [
  hasFlag(fax, 'urgent'),
  hasFlag(fax, 'handled'),
  hasFlag(fax, 'reviewed'),
  hasFlag(fax, 'no-patient'),
  fax.type?.code,
];

let clicks = 0;

/** A tab of one of the writers, over the network. */
async function openTab(client: MedplumClient, code: SavingCode, writer: number, faxId: string) {
  const store = code.createFaxStore(client);
  const queue = new code.SaveQueue();
  let seen = await store.readFax(faxId);
  const reread = () => store.readFax(faxId);
  /** Clicks until it is saved: whoever is told that theirs was not saved tries again. */
  return async (command: TriageCommand): Promise<number> => {
    for (let refused = 0; ; refused++) {
      clicks += 1;
      // No two clicks at one instant.
      const at = new Date(Date.UTC(2026, 10, 20) + clicks).toISOString();
      const by = { reference: `Practitioner/writer-${writer}`, display: `Writer ${writer}` };
      const context = { act: { by, at }, types: TYPES };
      try {
        seen = await queue.add(faxId, seen, reread, (base) =>
          code.saveCommand(store, base, command, context),
        );
        return refused;
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ConflictError' && /try again/.test(error.message))) {
          throw error;
        }
        seen = await reread();
      }
    }
  };
}

const noteText = (writer: number, n: number) => `${writer}-${n}`;

const allNotes = () =>
  Array.from({ length: NOTE_WRITERS }, (_, index) => SWITCHES.length + index)
    .flatMap((writer) => Array.from({ length: SAVES_EACH }, (_, n) => noteText(writer, n)))
    .sort();

async function writeNotes(save: (command: TriageCommand) => Promise<number>, writer: number) {
  const all = Array.from({ length: SAVES_EACH }, (_, n) => save({ kind: 'note', text: noteText(writer, n) }));
  return sum(await Promise.all(all));
}

async function switchOnAndOff(
  save: (command: TriageCommand) => Promise<number>,
  [on, off]: readonly [TriageCommand, TriageCommand],
) {
  let refused = 0;
  for (let n = 0; n < SAVES_EACH; n++) {
    refused += await save(n % 2 === 0 ? on : off);
  }
  return refused;
}

/** Every version of a fax, the oldest first. */
async function versionsOf(client: MedplumClient, id: string): Promise<Fax[]> {
  const versions: Fax[] = [];
  for (;;) {
    const page = await client.get<Bundle<Communication>>(
      client.fhirUrl('Communication', id, `_history?_count=100&_offset=${versions.length}`),
    );
    const read = (page.entry ?? []).flatMap(({ resource }) => (resource ? [faxOf(resource)] : []));
    versions.unshift(...read.reverse());
    if (read.length === 0) {
      return versions;
    }
  }
}

/** What is different from the version before: facts by their place, and notes that have come or gone. */
function changesBetween(before: Fax, after: Fax): string[] {
  const was = factsOf(before);
  const [had, has] = [before, after].map(({ notes }) => notes.map(({ text = '' }) => text));
  return [
    ...factsOf(after).flatMap((fact, index) => (fact === was[index] ? [] : [`${index}: ${fact}`])),
    ...(has ?? []).filter((text) => !had?.includes(text)),
    ...(had ?? []).filter((text) => !has?.includes(text)),
  ];
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Each of the writers at a computer of their own. */
async function openTabs(server: TestServer, code: SavingCode, faxId: string) {
  const tabs = [];
  for (let writer = 0; writer < WRITERS; writer++) {
    // One after another: twenty at once look like somebody who guesses passwords.
    const client = await signIn(server.url, credentialsOf('practitioner'));
    tabs.push(await openTab(client, code, writer, faxId));
  }
  return tabs;
}

/** Every save is one version that changed one thing, and nothing that was saved is missing at the end. */
function expectNothingLost(versions: readonly Fax[]): void {
  const changes = versions.slice(1).map((version, index) => changesBetween(versions[index]!, version));
  // A fax that was handled gets one more version, when its work is done too.
  const saves = changes.filter((change) => change.length > 0);
  expect(saves.filter((change) => change.length > 1)).toEqual([]);
  expect(saves).toHaveLength(WRITERS * SAVES_EACH);
  const last = versions.at(-1)!;
  expect(last.notes.map(({ text }) => text).sort()).toEqual(allNotes());
  expect(factsOf(last)).toEqual([false, false, false, false, TYPES[1]!.code]);
}

for (const mode of ['strict', 'careless'] as const) {
  test(`a thousand saves of one fax by twenty people at once, on a ${mode} server: none lost, none doubled`, async () => {
    const server = await startTestServer({ careless: mode === 'careless' });
    onTestFinished(() => server.close());
    const admin = await server.client('admin');
    const { id: _id, meta: _meta, ...fresh } = openFax;
    const { id } = await admin.createResource<Communication>(fresh);
    const tabs = await openTabs(server, await loadSavingCode(), id);

    const refused = await Promise.all(
      tabs.map((save, writer) => {
        const facts = SWITCHES[writer];
        return facts ? switchOnAndOff(save, facts) : writeNotes(save, writer);
      }),
    );
    // Else they were not at it at the same time.
    expect(sum(refused)).toBeGreaterThan(0);
    expectNothingLost(await versionsOf(admin, id));
  });
}
