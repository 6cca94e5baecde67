import { MedplumClient } from '@medplum/core';
import type { Communication, Resource } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { makeWorkTask } from '../../domain/filing/workTask.ts';
import { faxOf, openFax } from '../../domain/testing/communications.ts';
import { createFaxStore } from './faxStore.ts';

type Answer = (request: {
  readonly body: string;
  readonly keepalive: boolean;
}) => Promise<Response> | Response;

/** The store as the app uses it, over a network that answers like that. */
function storeOver(answer: Answer) {
  const client = new MedplumClient({
    baseUrl: 'https://fhir.example/',
    cacheTime: 0,
    maxRetries: 0,
    fetch: async (_url: string, { body, keepalive = false }: RequestInit) =>
      answer({ body: String(body), keepalive }),
  });
  return createFaxStore(client);
}

function reply(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/fhir+json' },
  });
}

function refusal(status: number, id: string): Response {
  return reply(status, {
    resourceType: 'OperationOutcome',
    id,
    issue: [{ severity: 'error', code: 'conflict' }],
  });
}

/** What a browser does to requests that outlive their page: 64 KiB of bodies at once, the rest is refused. */
function browserOf(): Answer {
  let underWay = 0;
  return async ({ body, keepalive }) => {
    const size = keepalive ? new Blob([body]).size : 0;
    if (underWay + size > 64 * 1024) {
      throw new TypeError('Failed to fetch');
    }
    underWay += size;
    // Others are sent meanwhile.
    await new Promise((resolve) => setTimeout(resolve));
    underWay -= size;
    return reply(200, JSON.parse(body));
  };
}

function faxOfSize(id: string, bytes: number): Communication {
  return { ...openFax, id, note: [{ text: 'x'.repeat(bytes) }] };
}

test('several big faxes at once are all saved', async () => {
  const store = storeOver(browserOf());
  const saves = ['a', 'b', 'c', 'd'].map((id) => store.saveFax(faxOfSize(id, 30_000)));
  const saved = await Promise.all(saves);
  expect(saved.map((fax) => fax !== 'conflict' && fax.id)).toEqual(['a', 'b', 'c', 'd']);
});

test('a fax larger than a browser sends after its page is saved', async () => {
  const saved = await storeOver(browserOf()).saveFax(faxOfSize('big', 200_000));
  expect(saved).toMatchObject({ id: 'big' });
});

test('a small change outlives its page, also after bigger ones were refused', async () => {
  const outlived: boolean[] = [];
  const store = storeOver(({ body, keepalive }) => {
    outlived.push(keepalive);
    return body.length > 20_000 ? refusal(400, 'refused') : reply(200, JSON.parse(body));
  });
  const refused = [1, 2, 3].map(() => store.saveFax(faxOfSize('big', 30_000)));
  await Promise.allSettled(refused);
  await store.saveFax(openFax);
  expect(outlived).toEqual([true, true, false, true]);
});

test.each([
  [409, 'conflict'],
  [412, 'multiple-matches'],
])('a create that lost a race with %i gets what the others made', async (status, id) => {
  const standing: Resource = { ...makeWorkTask(faxOf(openFax)), id: 'theirs' };
  let asked = 0;
  const store = storeOver(() => {
    asked += 1;
    return asked < 3 ? refusal(status, id) : reply(200, standing);
  });
  expect(await store.createWorkTask(makeWorkTask(faxOf(openFax)))).toMatchObject({ id: 'theirs' });
});

test('a create that is always refused says so in the end', async () => {
  const store = storeOver(() => refusal(409, 'conflict'));
  await expect(store.createWorkTask(makeWorkTask(faxOf(openFax)))).rejects.toThrow();
});
