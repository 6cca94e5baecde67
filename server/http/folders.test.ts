import type { MedplumClient } from '@medplum/core';
import type { Communication, Task } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAX_ORDERS, type FaxListKey, makeFaxQuery, matchesFilter } from '../../src/domain/fax/faxFilter.ts';
import { FOLDER_IDS, type FolderId, type Viewer } from '../../src/domain/fax/folders.ts';
import { compareRows, cursorParams } from '../../src/domain/fax/keyset.ts';
import { parseFax } from '../../src/domain/fax/parseFax.ts';
import {
  type Attention,
  makeAttentionDone,
  makeAttentionTask,
  OPEN_ATTENTION_QUERY,
  parseAttention,
} from '../../src/domain/intake/attentionTask.ts';
import { generateFaxes } from '../../src/domain/testing/generateFaxes.ts';
import { startTestServer, type TestServer } from './testServer.ts';

/** The lists of the app over HTTP: what the server answers is what the app believes of each fax. */
describe.each([
  ['a strict server', false],
  ['a careless one', true],
])('on %s', (_, careless) => {
  let server: TestServer;
  let client: MedplumClient;
  let viewer: Viewer;
  const faxes: { communication: Communication; owner: string | undefined }[] = [];
  const attentions: Task[] = [];

  beforeAll(async () => {
    server = await startTestServer({ careless });
    client = await server.client('frontdesk');
    const admin = await server.client('admin');
    const mina = await admin.searchOne('Practitioner', { name: 'Mina' });
    const sam = await admin.searchOne('Practitioner', { name: 'Sam' });
    const me = `Practitioner/${client.getProfile()?.id}`;
    const teams = await Promise.all(
      ['Front desk', 'Referrals', 'Billing'].map((name) =>
        admin.createResource({ resourceType: 'CareTeam', status: 'active', name, participant: [] }),
      ),
    );
    const [front, referrals, billing] = teams.map(({ id }) => `CareTeam/${id}`);
    viewer = { me, teams: [front!, referrals!], covers: [`Practitioner/${sam?.id}`] };
    const patient = await admin.createResource({ resourceType: 'Patient', name: [{ family: 'Alvarez' }] });
    const people = {
      owners: [me, `Practitioner/${mina?.id}`, `Practitioner/${sam?.id}`, front!, referrals!, billing!],
      patient: `Patient/${patient.id}`,
    };
    for (const { communication, work } of generateFaxes(90, 7, people)) {
      const { id: _, ...rest } = communication;
      const stored = await admin.createResource<Communication>(rest);
      const focus = { reference: `Communication/${stored.id}` };
      const task = work && (await admin.createResource<Task>({ ...work, focus }));
      faxes.push({ communication: stored, owner: task?.owner?.reference });
    }
    for (const [index, { communication }] of faxes.slice(0, 6).entries()) {
      const raised = makeAttentionTask(
        `Communication/${communication.id}`,
        'unknown-line',
        '2026-11-20T09:00:00Z',
      );
      const by = { reference: me };
      const done = makeAttentionDone(raised, true, { by, at: '2026-11-20T10:00:00Z' });
      attentions.push(await admin.createResource<Task>(index < 4 ? raised : done));
    }
  }, 60_000);
  afterAll(() => server.close());

  const keyOf = (folder: FolderId, more: Partial<FaxListKey['filter']> = {}): FaxListKey => ({
    filter: { folder, order: 'oldest', ...more },
    words: '',
    timeZone: 'UTC',
    viewer,
  });
  const ask = async (key: FaxListKey): Promise<string[]> => {
    const params = [
      ...(makeFaxQuery(key) ?? []),
      ...cursorParams(undefined, key.filter.order),
      ['_count', '500'],
    ];
    const found = await client.searchResources(
      'Communication',
      new URLSearchParams(params as [string, string][]),
    );
    return found.map(({ id }) => id ?? '');
  };
  const believe = (key: FaxListKey): string[] =>
    faxes
      .flatMap(({ communication, owner }) => {
        const parsed = parseFax(communication);
        const reference = owner === undefined ? undefined : { reference: owner };
        return parsed.ok && matchesFilter(parsed.value, reference, key) ? [parsed.value] : [];
      })
      .sort((a, b) => compareRows(a, b, { order: key.filter.order, urgentOnTop: false }))
      .map(({ id }) => id);

  test.each(FOLDER_IDS)('%s holds what the app believes is in it, in every order', async (folder) => {
    for (const order of FAX_ORDERS) {
      const key = keyOf(folder, { order });
      const believed = believe(key);
      expect(believed.length).toBeGreaterThan(0);
      expect(await ask(key)).toEqual(believed);
    }
  });

  test.each(FOLDER_IDS)('%s, looked at in another state, too', async (folder) => {
    const key = keyOf(folder, { state: 'archived' });
    expect(await ask(key)).toEqual(believe(key));
  });

  test('every open received fax is in a folder that everybody has', async () => {
    const open = faxes.filter(({ communication }) => {
      const parsed = parseFax(communication);
      return parsed.ok && parsed.value.direction === 'inbound' && parsed.value.state === 'open';
    });
    expect(await ask(keyOf('all-open'))).toEqual(
      expect.arrayContaining(open.map(({ communication }) => communication.id)),
    );
  });

  test('everything that still asks for somebody is in Needs attention, and nothing else', async () => {
    const found = await client.searchResources(
      'Task',
      new URLSearchParams(OPEN_ATTENTION_QUERY.map(([name, value]) => [name, value])),
    );
    const isOpen = (attention: Attention | undefined) => attention?.isOpen === true;
    const believed = attentions.filter((task) => isOpen(parseAttention(task))).map(({ id }) => id);
    expect(found.map(({ id }) => id).sort()).toEqual(believed.sort());
  });
});
