import { rmSync, writeFileSync } from 'node:fs';
import { forbidden, getStatus, OperationOutcomeError } from '@medplum/core';
import type { Communication, Patient, Task } from '@medplum/fhirtypes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Connection } from './connection.ts';
import { StoreError } from './schema.ts';
import { parseSearch } from './search/request.ts';
import { openStore } from './store.ts';
import { fax, openTestStore, restricted, type TestStore } from './testing/testStore.ts';
import type { ResourceChange } from './writeTarget.ts';

let test: TestStore;

beforeEach(() => {
  test = openTestStore();
});

afterEach(() => test.close());

const all = (type = 'Communication') =>
  test.repository.searchResources(parseSearch(type, { _count: '1000' }));
const statusOf = (error: unknown) =>
  error instanceof OperationOutcomeError ? getStatus(error.outcome) : error;

describe('a transaction', () => {
  it('rolled back leaves the forty rows that others created meanwhile', async () => {
    const { repository, store } = test;
    const { promise: othersAreWaiting, resolve } = Promise.withResolvers<void>();
    const failing = repository.withTransaction(async (inside) => {
      await inside.createResource(fax({ topic: { text: 'of the transaction' } }));
      await othersAreWaiting;
      throw new OperationOutcomeError(forbidden);
    });
    const other = store.repository({ reference: { reference: 'Practitioner/other' } });
    const creates = Array.from({ length: 40 }, () => other.createResource(fax()));
    resolve();
    expect(await failing.catch(statusOf)).toBe(403);
    const created = await Promise.all(creates);
    expect((await all()).map(({ id }) => id).sort()).toEqual(created.map(({ id }) => id).sort());
  });

  it('sees its own writes before anybody else does', async () => {
    await test.repository.withTransaction(async (inside) => {
      const created = await inside.createResource(fax());
      expect(await inside.searchResources(parseSearch('Communication', {}))).toHaveLength(1);
      expect(await inside.readResource('Communication', created.id)).toEqual(created);
      expect(await all()).toEqual([]);
    });
    expect(await all()).toHaveLength(1);
  });

  it('undoes only the failing step when its caller goes on', async () => {
    const told: ResourceChange[] = [];
    test.store.onChange((change) => told.push(change));
    const coded = fax({ category: [{ coding: [{ system: 'urn:example', code: 'tried' }] }] });
    await test.repository.withTransaction(async (inside) => {
      await inside.createResource(fax());
      const nested = inside.withTransaction(async (deeper) => {
        await deeper.createResource(coded);
        throw new OperationOutcomeError(forbidden);
      });
      expect(await nested.catch(statusOf)).toBe(403);
      await inside.createResource(coded);
    });
    expect(await all()).toHaveLength(2);
    expect(told).toHaveLength(2);
    // Neither the code nor how often it was counted is left over from the step that failed.
    const search = parseSearch('Communication', { category: 'urn:example|tried', _total: 'accurate' });
    expect(await test.repository.search(search)).toMatchObject({ total: 1, entry: [{}] });
  });

  it('takes writes of its callback that go through another repository along', async () => {
    const other = test.store.repository({ reference: { reference: 'Practitioner/other' } });
    const failing = test.repository.withTransaction(async () => {
      await other.createResource(fax());
      throw new OperationOutcomeError(forbidden);
    });
    expect(await failing.catch(statusOf)).toBe(403);
    expect(await all()).toEqual([]);
  });

  it('does not leave index rows of what was undone', async () => {
    const failing = test.repository.withTransaction(async (inside) => {
      await inside.createResource(fax({ category: [{ coding: [{ system: 'urn:example', code: 'lost' }] }] }));
      throw new OperationOutcomeError(forbidden);
    });
    await failing.catch(() => undefined);
    const category = [{ coding: [{ system: 'urn:example', code: 'lost' }] }];
    await test.repository.createResource(fax({ category }));
    const search = parseSearch('Communication', { category: 'urn:example|lost', _total: 'accurate' });
    expect(await test.repository.search(search)).toMatchObject({ total: 1, entry: [{}] });
  });
});

describe('a shared commit', () => {
  it('keeps what succeeded beside what failed', async () => {
    const results = await test.repository.withSharedCommit(async (shared) => {
      const invalid = { resourceType: 'Communication' } as Communication; // deliberately: `status` is missing
      return Promise.allSettled([fax(), invalid, fax()].map((one) => shared.createResource(one)));
    });
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await all()).toHaveLength(2);
  });

  it('keeps them even if its callback fails', async () => {
    const failing = test.repository.withSharedCommit(async (shared) => {
      await shared.createResource(fax());
      throw new OperationOutcomeError(forbidden);
    });
    expect(await failing.catch(statusOf)).toBe(403);
    expect(await all()).toHaveLength(1);
  });
});

describe('changes', () => {
  it('are told after their commit, with the states before and after', async () => {
    const told: ResourceChange[] = [];
    const visible: number[] = [];
    const { repository, store } = test;
    const stop = store.onChange((change) => {
      told.push(change);
      visible.push(
        JSON.parse(repository.searchText(parseSearch('Communication', { _summary: 'count' }))).total,
      );
    });
    const first = await repository.createResource(fax());
    const second = await repository.updateResource({ ...first, status: 'stopped' });
    await repository.updateResource({ ...second });
    await repository.deleteResource('Communication', first.id);
    stop();
    await repository.createResource(fax());
    expect(told).toEqual([
      { interaction: 'create', resource: first },
      { interaction: 'update', resource: second },
      { interaction: 'delete', resource: second },
    ]);
    expect(visible).toEqual([1, 1, 0]);
  });

  it('are not told of what was undone', async () => {
    const told: ResourceChange[] = [];
    test.store.onChange((change) => told.push(change));
    const failing = test.repository.withTransaction(async (inside) => {
      await inside.createResource(fax());
      expect(told).toEqual([]);
      throw new OperationOutcomeError(forbidden);
    });
    await failing.catch(() => undefined);
    await test.repository.createResource(fax());
    expect(told).toHaveLength(1);
  });
});

describe('a listener that throws', () => {
  it('fails neither the write nor the listeners after it', async () => {
    await test.close();
    const errors: unknown[] = [];
    test = openTestStore({ onListenerError: (error) => errors.push(error) });
    const told: ResourceChange[] = [];
    test.store.onChange(() => {
      throw new Error('broken');
    });
    test.store.onChange((change) => told.push(change));
    const created = await test.repository.createResource(fax());
    expect(await test.repository.readResource('Communication', created.id)).toEqual(created);
    expect([told.length, errors.length]).toEqual([1, 1]);
  });
});

describe('rights', () => {
  const isUnrestricted = { canRead: (resource: { language?: string }) => resource.language !== 'fr' };

  async function fillTwoKinds() {
    const { repository } = test;
    const patient = await repository.createResource<Patient>({ resourceType: 'Patient', language: 'fr' });
    const subject = { reference: `Patient/${patient.id}` };
    for (let i = 0; i < 30; i++)
      await repository.createResource(fax(i % 3 === 0 ? { language: 'fr', subject } : { subject }));
    return patient;
  }

  it('hide resources from reads, pages and totals', async () => {
    await fillTwoKinds();
    const limited = restricted(test, isUnrestricted);
    const page = await limited.search(parseSearch('Communication', { _count: '15', _total: 'accurate' }));
    expect(page.total).toBe(20);
    expect(page.entry).toHaveLength(15);
    expect(page.link?.some(({ relation }) => relation === 'next')).toBe(true);
    const rest = await limited.search(parseSearch('Communication', { _count: '15', _offset: '15' }));
    expect(rest.entry).toHaveLength(5);
    const [hidden] = (await all()).filter(({ language }) => language === 'fr');
    expect(await limited.readResource('Communication', hidden?.id ?? '').catch(statusOf)).toBe(404);
    expect(await limited.readHistory('Communication', hidden?.id ?? '').catch(statusOf)).toBe(404);
    expect(await limited.deleteResource('Communication', hidden?.id ?? '').catch(statusOf)).toBe(404);
  });

  it('cannot be gone round by include, chain or _has', async () => {
    const patient = await fillTwoKinds();
    const limited = restricted(test, isUnrestricted);
    const found = await limited.search(parseSearch('Communication', { _include: 'Communication:subject' }));
    expect(found.entry?.every(({ search }) => search?.mode === 'match')).toBe(true);
    const chained = await limited.search(parseSearch('Communication', { 'subject:Patient._id': patient.id }));
    expect(chained.entry).toBeUndefined();
    const noTasks = restricted(test, { canSearch: (type) => type !== 'Task' });
    const has = { '_has:Task:focus:status': 'requested' };
    expect(await noTasks.search(parseSearch('Communication', has)).catch(statusOf)).toBe(403);
    await test.repository.createResource<Task>({
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      focus: { reference: `Patient/${patient.id}` },
    });
    const included = await noTasks.search(parseSearch('Patient', { _revinclude: 'Task:focus' }));
    expect(included.entry).toHaveLength(1);
  });

  it('refuse writes with the outcome they give, asked with both states', async () => {
    const asked: (string | undefined)[] = [];
    const limited = restricted(test, {
      check: (interaction, resource, before) => {
        // Only Communications are written here.
        asked.push(
          interaction,
          (resource as Communication).status,
          (before as Communication | undefined)?.status,
        );
        return (resource as Communication).status === 'stopped' ? forbidden : undefined;
      },
    });
    const created = await limited.createResource(fax());
    expect(await limited.updateResource({ ...created, status: 'stopped' }).catch(statusOf)).toBe(403);
    expect(asked).toEqual(['create', 'completed', undefined, 'update', 'stopped', 'completed']);
    expect(await test.repository.readResource('Communication', created.id)).toEqual(created);
  });
});

describe('a data file', () => {
  it('holds everything after it is opened again, index included', async () => {
    const created = await test.repository.createResource(fax({ topic: { text: 'Kept' } }));
    test = await test.reopen();
    expect(
      await test.repository.searchResources(parseSearch('Communication', { 'topic:text': 'kept' })),
    ).toEqual([created]);
  });

  it('of a newer version is refused with a sentence, and left alone', async () => {
    await test.store.close();
    const connection = new Connection(test.file);
    connection.exec('PRAGMA user_version = 99');
    connection.close();
    expect(() => openStore({ file: test.file, baseUrl: 'https://clinic.example' })).toThrow(StoreError);
    expect(() => openStore({ file: test.file, baseUrl: 'https://clinic.example' })).toThrow(
      /newer version of Faxwell/,
    );
    const again = new Connection(test.file);
    again.exec('PRAGMA user_version = 1');
    again.close();
    test = openTestStore({ file: test.file });
  });

  it('that is none is refused with a sentence', async () => {
    await test.store.close();
    writeFileSync(test.file, 'This is a letter, not a database. '.repeat(100));
    expect(() => openStore({ file: test.file, baseUrl: 'https://clinic.example' })).toThrow(/cannot be read/);
    rmSync(test.file);
    test = openTestStore({ file: test.file });
  });

  it('indexed for other search parameters is indexed anew when opened', async () => {
    const created = await test.repository.createResource(fax({ topic: { text: 'Kept' } }));
    await test.store.close();
    const connection = new Connection(test.file);
    connection.exec(
      "DELETE FROM posting; DELETE FROM entry; UPDATE setting SET value = 'older' WHERE name = 'index'",
    );
    connection.close();
    test = openTestStore({ file: test.file });
    expect(await all()).toEqual([created]);
  });

  it('finds the same after its index was rebuilt while in use', async () => {
    const queries = ['category=a', 'topic:text=number 1', 'sent=ge2026-01-05', 'subject:missing=true'];
    for (let i = 0; i < 20; i++) {
      const coding = [{ code: i % 2 ? 'a' : 'b' }];
      const sent = `2026-01-${String(i + 1).padStart(2, '0')}T00:00:00Z`;
      await test.repository.createResource(
        fax({ category: [{ coding }], topic: { text: `Number ${i}` }, sent }),
      );
    }
    const answers = () =>
      queries.map((query) =>
        test.repository.searchText(
          parseSearch('Communication', Object.fromEntries(new URLSearchParams(query))),
        ),
      );
    const before = answers();
    await test.store.reindex();
    expect(answers()).toEqual(before);
    expect(JSON.parse(before[0] ?? '').entry).toHaveLength(10);
  });
});

describe('the index', () => {
  it('moves a resource in its lists when its time changes', async () => {
    const { repository } = test;
    const category = [{ coding: [{ system: 'urn:example', code: 'a' }] }];
    const [first, second] = await Promise.all(
      ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'].map((sent) =>
        repository.createResource(fax({ category, sent })),
      ),
    );
    const listed = async () =>
      (await repository.searchResources(parseSearch('Communication', { category: 'a', _sort: '-sent' }))).map(
        ({ id }) => id,
      );
    expect(await listed()).toEqual([second?.id, first?.id]);
    await repository.updateResource({
      ...fax({ category, sent: '2026-01-03T00:00:00Z' }),
      id: first?.id ?? '',
    });
    expect(await listed()).toEqual([first?.id, second?.id]);
  });

  it('does not count a write that was refused', async () => {
    const limited = restricted(test, { check: () => forbidden });
    const writes = [limited.createResource(fax()), test.repository.createResource(fax())];
    expect((await Promise.allSettled(writes)).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    const count = parseSearch('Communication', { _summary: 'count' });
    expect((await test.repository.search(count)).total).toBe(1);
  });
});

describe('time', () => {
  it('does not run backwards when the clock does', async () => {
    await test.close();
    let now = new Date('2026-05-01T12:00:00Z');
    test = openTestStore({ now: () => now });
    const first = await test.repository.createResource(fax());
    now = new Date('2026-05-01T11:00:00Z');
    const second = await test.repository.updateResource({ ...first, status: 'stopped' });
    expect(second.meta?.lastUpdated).toBe('2026-05-01T12:00:00.000Z');
    test = await test.reopen();
    const third = await test.repository.updateResource({ ...second, status: 'not-done' });
    expect(third.meta?.lastUpdated).toBe('2026-05-01T12:00:00.000Z');
  });
});

describe('searchText', () => {
  it('says the same as search', async () => {
    const patient = await test.repository.createResource<Patient>({
      resourceType: 'Patient',
      name: [{ text: '"Ünï' }],
    });
    const subject = { reference: `Patient/${patient.id}` };
    for (let i = 0; i < 5; i++) await test.repository.createResource(fax({ subject }));
    for (const extra of [{}, { _elements: 'status' }, { _summary: 'count' }, { _count: '0' }]) {
      const search = parseSearch('Communication', {
        _include: 'Communication:subject',
        _total: 'accurate',
        ...extra,
      });
      const bundle = JSON.parse(JSON.stringify(await test.repository.search(search)));
      expect(JSON.parse(test.repository.searchText(search))).toEqual(bundle);
    }
  });
});
