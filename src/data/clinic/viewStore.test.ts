import { badRequest, gone, MedplumClient, notFound, preconditionFailed } from '@medplum/core';
import type { Basic, OperationOutcome } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { parseView, type View, type ViewContent } from '../../domain/clinic/views.ts';
import { DANA } from '../../domain/testing/communications.ts';
import { viewStore } from './viewStore.ts';

const URGENT: ViewContent = {
  name: 'Urgent',
  filter: { folder: 'all-open', order: 'oldest', urgent: true },
  typed: { words: '' },
};

/** A server with one view at most, which checks versions; `loseAnswer` stores the next change and says it was not. */
function serverWithOne() {
  let standing: Basic | undefined;
  let version = 0;
  let loses = false;
  const answer = (status: number, body: Basic | OperationOutcome) =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/fhir+json' },
    });
  const store = (body: string) => {
    version += 1;
    standing = { ...(JSON.parse(body) as Basic), id: 'v', meta: { versionId: String(version) } };
    return standing;
  };
  const client = new MedplumClient({
    baseUrl: 'https://fhir.example/',
    cacheTime: 0,
    maxRetries: 0,
    fetch: async (_: string, { method, body, headers }: RequestInit) => {
      const seen = new Headers(headers).get('if-match');
      const isSeen = seen === `W/"${version}"`;
      if (method === 'POST') {
        return answer(201, store(String(body)));
      }
      if (!standing) {
        return answer(version > 0 ? 410 : 404, version > 0 ? gone : notFound);
      }
      if (method !== 'GET' && !isSeen) {
        return answer(412, preconditionFailed);
      }
      if (method === 'DELETE') {
        standing = undefined;
        return answer(200, { resourceType: 'OperationOutcome', id: 'ok', issue: [] });
      }
      const result = method === 'PUT' ? store(String(body)) : standing;
      return method === 'PUT' && loses ? answer(412, preconditionFailed) : answer(200, result);
    },
  });
  return {
    views: viewStore(client, DANA),
    loseAnswer: () => {
      loses = true;
    },
    named: () => standing && parseView(standing)?.name,
  };
}

describe('a view that is kept', () => {
  it('is changed as it was seen', async () => {
    const { views, named } = serverWithOne();
    const first = await views.create('dana-1', URGENT);
    const second = await views.update(first, { ...URGENT, name: 'Now' });
    expect(second).toMatchObject({ key: 'dana-1', name: 'Now' });
    await views.remove(second);
    expect(named()).toBeUndefined();
  });

  it('is not changed when another tab was faster, nor deleted', async () => {
    const { views, named } = serverWithOne();
    const seen = await views.create('dana-1', URGENT);
    await views.update(seen, { ...URGENT, name: 'Theirs' });
    await expect(views.update(seen, { ...URGENT, name: 'Mine' })).rejects.toThrow(/changed in another tab/);
    await expect(views.remove(seen)).rejects.toThrow(/changed in another tab/);
    expect(named()).toBe('Theirs');
  });

  it('that another tab has deleted says so to who changes it, and is deleted for who deletes it', async () => {
    const { views } = serverWithOne();
    const seen = await views.create('dana-1', URGENT);
    await views.remove(seen);
    await expect(views.update(seen, { ...URGENT, name: 'Mine' })).rejects.toThrow(/deleted in another tab/);
    await expect(views.remove(seen)).resolves.toBeUndefined();
  });

  it('is saved, though the answer to that was lost', async () => {
    const { views, loseAnswer } = serverWithOne();
    const seen = await views.create('dana-1', URGENT);
    loseAnswer();
    const saved: View = await views.update(seen, { ...URGENT, name: 'Mine' });
    expect(saved).toMatchObject({ name: 'Mine', basic: { meta: { versionId: '2' } } });
  });

  it('fails as any request does', async () => {
    const client = new MedplumClient({
      baseUrl: 'https://fhir.example/',
      maxRetries: 0,
      fetch: async () => new Response(JSON.stringify(badRequest('No')), { status: 400 }),
    });
    const { views } = serverWithOne();
    const seen = await views.create('dana-1', URGENT);
    await expect(viewStore(client, DANA).update(seen, URGENT)).rejects.toThrow('No');
  });
});
