import type { Bundle, Communication, Patient } from '@medplum/fhirtypes';
import { describe, expect, it, test } from 'vitest';
import { type ContractServer, ifMatch, issueOf } from './contract.ts';
import type { FhirClient, Stored } from './fhirClient.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UNKNOWN = '0f0e0d0c-0000-4000-8000-000000000000';

const fax: Communication = {
  resourceType: 'Communication',
  status: 'completed',
  sent: '2026-03-01T10:00:00Z',
};

async function createFax(client: FhirClient): Promise<Communication & Stored> {
  const { status, body } = await client.create(fax);
  expect(status).toBe(201);
  return body;
}

/** Reading and writing single resources. */
export function crudContract(server: () => ContractServer): void {
  describe('create and read', () => {
    it('gives id, version and time, and returns the same on read', async () => {
      const { client } = server();
      const created = await client.create(fax);
      expect(created.status).toBe(201);
      expect(created.body).toMatchObject(fax);
      expect(created.body.id).toMatch(UUID);
      expect(created.headers.get('etag')).toBe(`W/"${created.body.meta.versionId}"`);
      expect(created.headers.get('location')).toContain(`Communication/${created.body.id}`);
      const read = await client.get(`Communication/${created.body.id}`);
      expect(read.status).toBe(200);
      expect(read.body).toEqual(created.body);
      expect(read.headers.get('etag')).toBe(created.headers.get('etag'));
    });

    it('ignores the id, version, time and author a client sends', async () => {
      const { client } = server();
      const meta = {
        versionId: 'mine',
        lastUpdated: '2001-01-01T00:00:00Z',
        author: { reference: 'Patient/x' },
      };
      const { body } = await client.create({ ...fax, id: UNKNOWN, meta });
      expect(body.id).not.toBe(UNKNOWN);
      expect(body.meta.versionId).not.toBe('mine');
      expect(body.meta.lastUpdated > '2001').toBe(true);
      expect(body.meta).not.toHaveProperty('author');
    });

    it('answers 404 to an id it does not know', async () => {
      const { client } = server();
      expect((await client.get(`Communication/${UNKNOWN}`)).status).toBe(404);
      expect((await client.get(`Patient/${(await createFax(client)).id}`)).status).toBe(404);
    });

    test.each<[string, object]>([
      ['an unknown field', { ...fax, colour: 'red' }],
      ['an unknown field inside', { ...fax, sender: { reference: 'Patient/x', colour: 'red' } }],
      ['a missing required field', { resourceType: 'Communication' }],
      ['a bad dateTime', { ...fax, sent: 'yesterday' }],
      ['one value where a list belongs', { ...fax, category: { text: 'Referral' } }],
    ])('refuses %s with 400 and an OperationOutcome', async (_what, resource) => {
      // Deliberately not a valid resource.
      const answer = await server().client.create(resource as Communication);
      expect(answer.status).toBe(400);
      expect(issueOf(answer).code).toBe('structure');
    });

    it('takes a code outside of its value set', async () => {
      const { client } = server();
      // As Medplum does without `validate-terminology`; not in the type's list of codes.
      const answer = await client.create({ ...fax, status: 'bogus' as 'completed' });
      expect(answer.status).toBe(201);
    });

    it('keeps elements and extensions it has no use for', async () => {
      const { client } = server();
      const extension = [{ url: 'urn:example:a', extension: [{ url: 'b', valueBoolean: true }] }];
      const { body } = await client.create({ ...fax, extension, note: [{ text: 'Ünïcode ✓' }] });
      const read = await client.get(`Communication/${body.id}`);
      expect(read.body).toMatchObject({ extension, note: [{ text: 'Ünïcode ✓' }] });
    });
  });

  describe('update', () => {
    it('makes a new version with a later time', async () => {
      const { client } = server();
      const first = await createFax(client);
      const second = await client.update({ ...first, status: 'stopped' });
      expect(second.status).toBe(200);
      expect(second.body.meta.versionId).not.toBe(first.meta.versionId);
      expect(second.body.meta.lastUpdated >= first.meta.lastUpdated).toBe(true);
      expect((await client.get(`Communication/${first.id}`)).body).toEqual(second.body);
    });

    it('replaces tags with what it is given', async () => {
      const { client } = server();
      const tagged = await client.create({ ...fax, meta: { tag: [{ system: 'urn:example', code: 'a' }] } });
      const { body } = await client.put(`Communication/${tagged.body.id}`, { ...fax, id: tagged.body.id });
      expect(body.meta).not.toHaveProperty('tag');
    });

    it('makes no version of what is unchanged', async () => {
      const { client } = server();
      const first = await createFax(client);
      const second = await client.update({ ...fax, id: first.id });
      expect(second.status).toBe(200);
      expect(second.body.meta.versionId).toBe(first.meta.versionId);
    });

    it('refuses an id that was never given', async () => {
      const { client } = server();
      expect((await client.update({ ...fax, id: UNKNOWN })).status).toBe(404);
      expect((await client.put('Communication/not%20an%20id', { ...fax, id: 'not an id' })).status).toBe(400);
    });

    it('refuses an id or type other than that of the URL', async () => {
      const { client } = server();
      const { id } = await createFax(client);
      expect((await client.put(`Communication/${id}`, { ...fax, id: UNKNOWN })).status).toBe(400);
      const patient: Patient = { resourceType: 'Patient', id };
      expect((await client.put(`Communication/${id}`, patient)).status).toBe(400);
    });
  });

  describe('If-Match', () => {
    it('lets the current version be replaced, and a stale one not', async () => {
      const { client } = server();
      const first = await createFax(client);
      const second = await client.update({ ...first, status: 'stopped' }, ifMatch(first.meta.versionId));
      expect(second.status).toBe(200);
      const stale = await client.update({ ...first, status: 'not-done' }, ifMatch(first.meta.versionId));
      expect(stale.status).toBe(412);
      expect(issueOf(stale)).toEqual({ id: 'precondition-failed', code: 'processing' });
      expect((await client.get(`Communication/${first.id}`)).body).toEqual(second.body);
    });

    it('lets one of ten simultaneous writers through', async () => {
      const { client } = server();
      const first = await createFax(client);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          client.update({ ...first, note: [{ text: `${i}` }] }, ifMatch(first.meta.versionId)),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)]);
    });

    it('holds for PATCH and DELETE where the server says so', async () => {
      const { client, expected } = server();
      const first = await createFax(client);
      const second = await client.update({ ...first, status: 'stopped' });
      const replace = [{ op: 'replace', path: '/status', value: 'not-done' }];
      const patched = await client.patch(`Communication/${first.id}`, replace, ifMatch(first.meta.versionId));
      expect(patched.status).toBe(expected.ifMatchOnEveryWrite ? 412 : 200);
      const deleted = await client.delete(`Communication/${first.id}`, ifMatch(first.meta.versionId));
      expect(deleted.status).toBe(expected.ifMatchOnEveryWrite ? 412 : 200);
      const after = await client.get(`Communication/${first.id}`);
      expect(after.status).toBe(expected.ifMatchOnEveryWrite ? 200 : 410);
      if (expected.ifMatchOnEveryWrite) expect(after.body).toEqual(second.body);
    });

    it('takes the current version for PATCH and DELETE', async () => {
      const { client } = server();
      const first = await createFax(client);
      const replace = [{ op: 'replace', path: '/status', value: 'stopped' }];
      const second = await client.patch<Communication & Stored>(
        `Communication/${first.id}`,
        replace,
        ifMatch(first.meta.versionId),
      );
      expect(second.status).toBe(200);
      const deleted = await client.delete(`Communication/${first.id}`, ifMatch(second.body.meta.versionId));
      expect(deleted.status).toBe(200);
    });
  });

  describe('patch', () => {
    it('changes what it names', async () => {
      const { client } = server();
      const { id } = await createFax(client);
      const answer = await client.patch(`Communication/${id}`, [
        { op: 'add', path: '/note', value: [{ text: 'Called back' }] },
        { op: 'replace', path: '/status', value: 'stopped' },
      ]);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        status: 'stopped',
        note: [{ text: 'Called back' }],
        sent: fax.sent,
      });
    });

    it('lets one of ten through that test the version', async () => {
      const { client } = server();
      const { id, meta } = await createFax(client);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          client.patch(`Communication/${id}`, [
            { op: 'test', path: '/meta/versionId', value: meta.versionId },
            { op: 'add', path: '/note', value: [{ text: `${i}` }] },
          ]),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(400)]);
      expect((await client.get<Bundle>(`Communication/${id}/_history`)).body.total).toBe(2);
    });

    test.each<[string, object[]]>([
      ['an unknown field', [{ op: 'add', path: '/colour', value: 'red' }]],
      ['a required field taken away', [{ op: 'remove', path: '/status' }]],
      ['another id', [{ op: 'replace', path: '/id', value: UNKNOWN }]],
    ])('refuses %s', async (_what, patch) => {
      const { client } = server();
      const first = await createFax(client);
      expect((await client.patch(`Communication/${first.id}`, patch)).status).toBe(400);
      expect((await client.get(`Communication/${first.id}`)).body).toEqual(first);
    });
  });

  describe('delete', () => {
    it('leaves 410, no search result, and the history', async () => {
      const { client } = server();
      const { id } = await createFax(client);
      expect((await client.delete(`Communication/${id}`)).status).toBe(200);
      const read = await client.get(`Communication/${id}`);
      expect(read.status).toBe(410);
      expect(issueOf(read).code).toBe('deleted');
      expect((await client.search('Communication', `_id=${id}&_total=accurate`)).total).toBe(0);
      const history = await client.get<Bundle>(`Communication/${id}/_history`);
      expect(history.body.entry?.map(({ request }) => request?.method)).toEqual(['DELETE', 'POST']);
    });

    it('is undone by a PUT', async () => {
      const { client } = server();
      const { id } = await createFax(client);
      await client.delete(`Communication/${id}`);
      expect((await client.update({ ...fax, id })).status).toBe(200);
      expect((await client.get(`Communication/${id}`)).status).toBe(200);
      expect((await client.search('Communication', `_id=${id}&_total=accurate`)).total).toBe(1);
    });
  });

  describe('history', () => {
    it('lists versions newest first, the same each time, and reads each of them', async () => {
      const { client } = server();
      const first = await createFax(client);
      const second = (await client.update({ ...first, status: 'stopped' })).body;
      const third = (await client.update({ ...second, status: 'not-done' })).body;
      const path = `Communication/${first.id}/_history`;
      for (let time = 0; time < 2; time++) {
        const { body } = await client.get<Bundle>(path);
        expect(body.type).toBe('history');
        expect(body.total).toBe(3);
        expect(body.entry?.map(({ resource }) => resource)).toEqual([third, second, first]);
      }
      expect((await client.get(`${path}/${second.meta.versionId}`)).body).toEqual(second);
      expect((await client.get(`${path}/${UNKNOWN}`)).status).toBe(404);
    });

    it('comes in pages', async () => {
      const { client } = server();
      let current = await createFax(client);
      for (const text of ['a', 'b', 'c'])
        current = (await client.update({ ...current, note: [{ text }] })).body;
      const { body } = await client.get<Bundle<Communication>>(
        `Communication/${current.id}/_history?_count=2&_offset=1`,
      );
      expect(body.total).toBe(4);
      expect(body.entry?.map(({ resource }) => resource?.note?.[0]?.text)).toEqual(['b', 'a']);
    });

    it('tells who wrote a version to whoever asks for it', async () => {
      const { client } = server();
      const { id } = await createFax(client);
      const path = `Communication/${id}/_history`;
      const plain = await client.get<Bundle>(path);
      expect(plain.body.entry?.[0]?.resource?.meta).not.toHaveProperty('author');
      const extended = await client.get<Bundle>(path, { 'x-medplum': 'extended' });
      expect(extended.body.entry?.[0]?.resource?.meta?.author?.reference).toMatch(/^Practitioner\//);
    });
  });
}
