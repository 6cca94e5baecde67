import type { Bundle, Task } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import type { ContractServer } from './contract.ts';
import type { Stored } from './fhirClient.ts';

const SYSTEM = 'urn:example:work';

let last = 0;
/** An identifier nobody has used. */
function newIdentifier(): string {
  last += 1;
  return `work-${process.pid}-${last}`;
}

function taskOf(value: string, status: Task['status'] = 'requested'): Task {
  return { resourceType: 'Task', intent: 'order', status, identifier: [{ system: SYSTEM, value }] };
}

function ifNoneExist(value: string): Record<string, string> {
  return { 'if-none-exist': `identifier=${SYSTEM}|${value}` };
}

/** Writes that depend on what is there. */
export function conditionalContract(server: () => ContractServer): void {
  const count = async (value: string) =>
    (await server().client.search('Task', `identifier=${SYSTEM}%7C${value}&_total=accurate`)).total;

  describe('conditional create', () => {
    it('creates once and then answers with what is there', async () => {
      const { client } = server();
      const value = newIdentifier();
      const first = await client.create(taskOf(value), ifNoneExist(value));
      const second = await client.create(taskOf(value, 'completed'), ifNoneExist(value));
      expect([first.status, second.status]).toEqual([201, 200]);
      expect(second.body).toEqual(first.body);
    });

    it('lets one of forty simultaneous ones create', async () => {
      const { client } = server();
      const value = newIdentifier();
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => client.create(taskOf(value), ifNoneExist(value))),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array(39).fill(200), 201]);
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(await count(value)).toBe(1);
    });

    it('lets one of forty simultaneous ones create, whatever else is being written', async () => {
      const { client } = server();
      const value = newIdentifier();
      const answers = await Promise.all(
        Array.from({ length: 40 }, async (_, i) => {
          if (i % 2 === 0) await client.create(taskOf(newIdentifier()));
          return client.create(taskOf(value), ifNoneExist(value));
        }),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(await count(value)).toBe(1);
    });

    it('refuses to choose between two matches', async () => {
      const { client } = server();
      const value = newIdentifier();
      await client.createAll([taskOf(value), taskOf(value)]);
      expect((await client.create(taskOf(value), ifNoneExist(value))).status).toBe(412);
      expect(await count(value)).toBe(2);
    });

    it('sees what a batch has created before it', async () => {
      const { client } = server();
      const value = newIdentifier();
      const entry = {
        request: { method: 'POST' as const, url: 'Task', ifNoneExist: `identifier=${SYSTEM}|${value}` },
      };
      const { body } = await client.bundle('batch', [
        { ...entry, resource: taskOf(value) },
        { ...entry, resource: taskOf(value) },
      ]);
      expect(body.entry?.map(({ response }) => response?.status)).toEqual(['201', '200']);
    });
  });

  describe('conditional update', () => {
    it('updates the one match, creates when there is none, refuses two', async () => {
      const { client } = server();
      const value = newIdentifier();
      const path = `Task?identifier=${SYSTEM}%7C${value}`;
      const created = await client.put(path, taskOf(value));
      expect(created.status).toBe(201);
      const updated = await client.put(path, taskOf(value, 'completed'));
      expect(updated.status).toBe(200);
      expect(updated.body).toMatchObject({ id: created.body.id, status: 'completed' });
      await client.create(taskOf(value));
      expect((await client.put(path, taskOf(value))).status).toBe(412);
    });
  });

  describe('conditional patch and delete', () => {
    it('act on the one match', async () => {
      const { client } = server();
      const value = newIdentifier();
      const path = `Task?identifier=${SYSTEM}%7C${value}`;
      expect((await client.patch(path, [])).status).toBe(404);
      const { body } = await client.create(taskOf(value));
      const patched = await client.patch<Task & Stored>(path, [
        { op: 'replace', path: '/status', value: 'accepted' },
      ]);
      expect(patched.body).toMatchObject({ id: body.id, status: 'accepted' });
      expect((await client.delete(path)).status).toBe(200);
      expect((await client.get(`Task/${body.id}`)).status).toBe(410);
      // Nothing left to delete is no error.
      expect((await client.delete(path)).status).toBe(200);
    });

    it('refuse to act without criteria', async () => {
      const { client } = server();
      expect((await client.delete('Task')).status).toBe(400);
      expect((await client.put('Task', taskOf(newIdentifier()))).status).toBe(400);
    });

    it('refuse two matches', async () => {
      const { client } = server();
      const value = newIdentifier();
      await client.createAll([taskOf(value), taskOf(value)]);
      const path = `Task?identifier=${SYSTEM}%7C${value}`;
      expect((await client.delete(path)).status).toBe(412);
      expect((await client.patch(path, [{ op: 'replace', path: '/status', value: 'x' }])).status).toBe(412);
      expect((await client.get<Bundle>(`${path}&_total=accurate`)).body.total).toBe(2);
    });
  });
}
