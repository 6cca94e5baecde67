import type { MedplumClient } from '@medplum/core';
import type { Communication } from '@medplum/fhirtypes';
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, test } from 'vitest';
import type { BulkAction } from '../../domain/bulk/bulkAction.ts';
import type { Fax } from '../../domain/fax/fax.ts';
import { applyCommand, type TriageCommand, type TriageContext } from '../../domain/fax/triageCommand.ts';
import { actAt, faxOf, KHAN, openFax, TYPES } from '../../domain/testing/communications.ts';
import { putFax } from '../faxes/faxCache.ts';
import type { FaxStore } from '../faxes/faxStore.ts';
import { SaveQueue } from '../faxes/saveQueue.ts';
import { BulkDesk } from './bulkDesk.ts';
import type { BulkStore } from './bulkStore.ts';
import { beginAttempt } from './bulkWork.ts';
import { runBulk } from './runBulk.ts';

const MINE: TriageContext = { act: actAt(5), types: TYPES };
const THEIRS: TriageContext = { act: actAt(4, KHAN), types: TYPES };
const URGENT: BulkAction = { on: 'fax', command: { kind: 'urgent' } };

/** A server of some faxes that checks versions; every list has loaded them. */
function deskOf(...ids: string[]) {
  const standing = new Map<string, Communication>();
  const queryClient = new QueryClient();
  let savesBeforeTheNetGoes = Number.POSITIVE_INFINITY;
  const write = (next: Communication): Fax => {
    const id = next.id ?? '';
    const version = Number(standing.get(id)?.meta?.versionId ?? 0) + 1;
    const lastUpdated = new Date(Date.UTC(2026, 10, 20, 12, 0, version)).toISOString();
    standing.set(id, { ...next, meta: { versionId: String(version), lastUpdated } });
    return faxOf(standing.get(id)!);
  };
  const read = (id: string) => faxOf(standing.get(id)!);
  for (const id of ids) {
    putFax(queryClient, write({ ...openFax, id }));
  }
  let saves = 0;
  const saveFax = async (next: Communication) => {
    if (next.meta?.versionId !== standing.get(next.id ?? '')?.meta?.versionId) {
      return 'conflict' as const;
    }
    const saved = write(next);
    saves += 1;
    if (saves > savesBeforeTheNetGoes) {
      savesBeforeTheNetGoes = Number.POSITIVE_INFINITY;
      throw new TypeError('Failed to fetch');
    }
    return saved;
  };
  // What these actions do not ask of a server is not there.
  const store = { readFax: async (id: string) => read(id), saveFax } as unknown as FaxStore;
  const client = {
    fhirUrl: () => new URL('http://server/Communication'),
    get: async (url: URL) => ({ entry: [{ resource: standing.get(url.searchParams.get('_id') ?? '') }] }),
  } as unknown as MedplumClient;
  const bulk: BulkStore = {
    client,
    queryClient,
    store,
    queue: new SaveQueue(),
    workQueue: new SaveQueue(),
    batch: { fax: (fax) => putFax(queryClient, fax), work: () => {}, flush: () => {} },
  };
  const run = (action: BulkAction, all: readonly string[] = ids) =>
    runBulk(new BulkDesk(), {
      doing: 'Doing',
      ids: all,
      begin: (id) => beginAttempt(bulk, id, { action, context: MINE, belongs: () => true }),
    });
  return {
    run,
    read,
    queryClient,
    colleagueDid: (id: string, command: TriageCommand) => write(applyCommand(read(id), command, THEIRS)),
    loseAnswerOfNextSave: () => {
      savesBeforeTheNetGoes = saves;
    },
    saves: () => saves,
  };
}

describe('many faxes', () => {
  test('are done, and each can be taken back', async () => {
    const desk = deskOf('a', 'b', 'c');
    const { done, notDone } = await desk.run(URGENT);
    expect([...done.keys()].sort()).toEqual(['a', 'b', 'c']);
    expect(notDone.size).toBe(0);
    expect(desk.read('b').flags.urgent).toBeDefined();
    await Promise.all([...done.values()].map((takeBack) => takeBack({ ...MINE, act: actAt(9) })));
    expect(['a', 'b', 'c'].map((id) => desk.read(id).flags.urgent)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('of which a colleague changed one first: theirs is kept, and the row says who', async () => {
    const desk = deskOf('a', 'b');
    desk.colleagueDid('b', { kind: 'junk' });
    const { done, notDone } = await desk.run({ on: 'fax', command: { kind: 'trash' } });
    expect([...done.keys()]).toEqual(['a']);
    expect(notDone.get('b')).toEqual({ reason: 'changed', words: 'Dr. M. Khan changed this fax first' });
    expect(desk.read('b').state).toBe('junk');
  });

  test('of which a colleague changed something else: both stand', async () => {
    const desk = deskOf('a');
    desk.colleagueDid('a', { kind: 'handle' });
    expect((await desk.run(URGENT)).done.size).toBe(1);
    expect(desk.read('a').flags).toMatchObject({ urgent: {}, handled: {} });
  });

  test('whose answer got lost are neither done twice nor said to be undone, though the news came by itself', async () => {
    const desk = deskOf('a');
    desk.loseAnswerOfNextSave();
    const running = desk.run(URGENT);
    // The live event of our own save, while the answer is being waited for.
    await expect.poll(() => desk.saves()).toBe(1);
    putFax(desk.queryClient, desk.read('a'));
    const { done, notDone } = await running;
    expect(notDone.size).toBe(0);
    expect(desk.saves()).toBe(1);
    await done.get('a')?.({ ...MINE, act: actAt(9) });
    expect(desk.read('a').flags.urgent).toBeUndefined();
  });

  test('that were changed since are not taken back over that', async () => {
    const desk = deskOf('a');
    const { done } = await desk.run(URGENT);
    const since = desk.colleagueDid('a', { kind: 'notUrgent' });
    putFax(desk.queryClient, since);
    await expect(done.get('a')?.({ ...MINE, act: actAt(9) })).rejects.toThrow('It stays as it is now');
  });

  test('that no list has loaded are read first', async () => {
    const desk = deskOf('a');
    desk.queryClient.clear();
    expect((await desk.run(URGENT)).done.size).toBe(1);
    expect(desk.read('a').flags.urgent).toBeDefined();
  });
});
