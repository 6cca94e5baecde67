import type { BundleEntry, Communication, Task } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import type { ContractServer } from './contract.ts';

const SYSTEM = 'urn:example:transaction';

let last = 0;
function newTag(): string {
  last += 1;
  return `tag-${process.pid}-${last}`;
}

function task(tag: string): Task {
  return {
    resourceType: 'Task',
    status: 'requested',
    intent: 'order',
    meta: { tag: [{ system: SYSTEM, code: tag }] },
  };
}

function post(resource: Communication | Task): BundleEntry {
  return { resource, request: { method: 'POST', url: resource.resourceType } };
}

/** Bundles of writes. */
export function transactionContract(server: () => ContractServer): void {
  const count = async (tag: string) =>
    (await server().client.search('Task', `_tag=${SYSTEM}%7C${tag}&_total=accurate`)).total;

  describe('batch', () => {
    it('answers each entry for itself', async () => {
      const { client } = server();
      const tag = newTag();
      const { status, body } = await client.bundle('batch', [
        post(task(tag)),
        // Deliberately invalid.
        post({ resourceType: 'Task' } as Task),
        { request: { method: 'GET', url: 'Task/00000000-0000-4000-8000-000000000000' } },
        post(task(tag)),
      ]);
      expect(status).toBe(200);
      expect(body.entry?.map(({ response }) => response?.status)).toEqual(['201', '400', '404', '201']);
      expect(await count(tag)).toBe(2);
    });
  });

  describe('transaction', () => {
    it('resolves references between its entries', async () => {
      const { client } = server();
      const fullUrl = 'urn:uuid:5a5b0a4e-0000-4000-8000-000000000001';
      const { status, body } = await client.bundle('transaction', [
        { fullUrl, ...post({ resourceType: 'Communication', status: 'completed' }) },
        post({ ...task(newTag()), focus: { reference: fullUrl } }),
      ]);
      expect(status).toBe(200);
      const [fax, work] = body.entry ?? [];
      expect(work?.resource).toMatchObject({ focus: { reference: `Communication/${fax?.resource?.id}` } });
    });

    it('leaves nothing of itself and everything of others when an entry fails', async () => {
      const { client, expected } = server();
      const { body: old } = await client.create<Communication>({
        resourceType: 'Communication',
        status: 'completed',
      });
      await client.update({ ...old, status: 'stopped' });
      for (let round = 0; round < 5; round++) {
        const failed = newTag();
        const others = newTag();
        const transaction = client.bundle('transaction', [
          post(task(failed)),
          {
            resource: { ...old, status: 'not-done' },
            request: { method: 'PUT', url: `Communication/${old.id}`, ifMatch: `W/"${old.meta.versionId}"` },
          },
        ]);
        const creates = Array.from({ length: 40 }, () => client.create(task(others)));
        const { status, body } = await transaction;
        for (const { status: created } of await Promise.all(creates)) expect(created).toBe(201);
        expect(await count(others)).toBe(40);
        if (expected.atomicTransactions) {
          expect(status).toBe(412);
          expect(await count(failed)).toBe(0);
        } else {
          expect(body.entry?.map(({ response }) => response?.status)).toEqual(['201', '412']);
          expect(await count(failed)).toBe(1);
        }
      }
    });

    it('tells without side effects whether it is atomic', async () => {
      const { client, expected } = server();
      const url = 'Communication/00000000-0000-4000-8000-000000000000';
      const { status, body } = await client.bundle('transaction', [{ request: { method: 'GET', url } }]);
      expect(status).toBe(expected.atomicTransactions ? 404 : 200);
      if (!expected.atomicTransactions) expect(body.entry?.[0]?.response?.status).toBe('404');
    });
  });
}
