import { MedplumClient } from '@medplum/core';
import type { Bundle, Communication } from '@medplum/fhirtypes';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { NOBODY } from '../../domain/fax/folders.ts';
import { EXT } from '../../domain/fhir/systems.ts';
import { openFax } from '../../domain/testing/communications.ts';
import { faxQueries } from './faxQueries.ts';

const MOST_AT_ONCE = 1000;

/** A client of a FHIR server that holds these faxes, newest first, and gives a thousand at once at most. */
function clientOver(faxes: readonly Communication[]): MedplumClient {
  return new MedplumClient({
    baseUrl: 'https://fhir.example/',
    cacheTime: 0,
    maxRetries: 0,
    fetch: async (url: string) => {
      const query = new URL(url).searchParams;
      const before =
        query
          .getAll('sent')
          .find((sent) => sent.startsWith('le'))
          ?.slice(2) ?? '9999';
      const offset = Number(query.get('_offset') ?? 0);
      const count = Math.min(Number(query.get('_count')), MOST_AT_ONCE);
      const isUrgentOnly = query.getAll('category').some((category) => category.endsWith('|urgent'));
      const urgent = isUrgentOnly ? faxes.filter(({ priority }) => priority === 'urgent') : faxes;
      // Filed to somebody as a whole, or in parts: two searches.
      const isOfParts = query.has('_has:DocumentReference:related:subject');
      const asked = urgent.filter((fax) => !query.has('subject') || fax.subject !== undefined);
      const ofPatient = asked.filter((fax) => !isOfParts || fax.subject === undefined);
      const found = ofPatient.filter(({ sent = '' }) => sent <= before).slice(offset, offset + count);
      const bundle: Bundle = {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: found.map((resource) => ({ resource, search: { mode: 'match' } })),
      };
      return Response.json(bundle, { headers: { 'content-type': 'application/fhir+json' } });
    },
  });
}

function faxesAt(sent: string, count: number): Communication[] {
  return Array.from({ length: count }, (_, n) => ({ ...openFax, id: `${sent}-${n}`, sent }));
}

test.each([1000, 1001, 2100])('a list goes on past %i faxes of one instant, each once', async (count) => {
  const faxes = [
    ...faxesAt('2026-11-20T09:41:02Z', 3),
    ...faxesAt('2026-11-20T09:41:01Z', count),
    ...faxesAt('2026-11-20T09:41:00Z', 60),
  ];
  const filter = { folder: 'all-open', order: 'newest' } as const;
  const key = { filter, words: '', timeZone: 'UTC', viewer: NOBODY };
  const list = faxQueries.list(clientOver(faxes), key);
  const { pages } = await new QueryClient().fetchInfiniteQuery({ ...list, pages: 1000 });
  expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(faxes.map(({ id }) => id));
});

test('what is urgent stands on top, and once', async () => {
  const [first, second, third] = faxesAt('2026-11-20T09:41:02Z', 3);
  const urgent: Communication = { ...third!, priority: 'urgent' };
  const filter = { folder: 'all-open', order: 'newest' } as const;
  const key = { filter, words: '', timeZone: 'UTC', viewer: NOBODY };
  const list = faxQueries.list(clientOver([first!, second!, urgent]), key);
  const { pages } = await new QueryClient().fetchInfiniteQuery(list);
  expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual([urgent.id, first!.id, second!.id]);
});

test('nothing is asked for the team of somebody who is in none', async () => {
  const filter = { folder: 'my-team', order: 'oldest' } as const;
  const key = {
    filter,
    words: '',
    timeZone: 'UTC',
    viewer: { me: 'Practitioner/me', teams: [], covers: [] },
  };
  const list = faxQueries.list(clientOver(faxesAt('2026-11-20T09:41:02Z', 3)), key);
  const { pages } = await new QueryClient().fetchInfiniteQuery(list);
  expect(pages).toEqual([{ rows: [] }]);
});

test('what is filed to a patient as a whole and in parts is one list, each once and in order', async () => {
  const patient = { reference: 'Patient/alvarez' };
  const partOf = (retired: boolean) => ({
    url: EXT.filingPart,
    extension: [
      { url: 'filing', valueString: 'f' },
      { url: 'patient', valueReference: patient },
      ...(retired ? [{ url: 'retired', valueBoolean: true }] : []),
    ],
  });
  const kinds: readonly ((fax: Communication) => Communication)[] = [
    (fax) => ({ ...fax, subject: patient }),
    (fax) => ({ ...fax, extension: [partOf(false)] }),
    // Taken back: the server finds its document all the same.
    (fax) => ({ ...fax, extension: [partOf(true)] }),
  ];
  // Long stretches of one kind, so that one search is far ahead of the other; every other two share a second.
  const faxes = Array.from({ length: 200 }, (_, n) => {
    const sent = new Date(Date.parse('2026-11-20T12:00:00Z') - Math.floor(n / 2) * 1000).toISOString();
    const fax = { ...openFax, id: `fax-${String(n).padStart(3, '0')}`, sent };
    return kinds[n < 60 ? 0 : n < 130 ? n % 3 : 1]!(fax);
  });
  const filter = { folder: 'all-open', order: 'newest', patient: patient.reference, pageSize: 25 } as const;
  const list = faxQueries.list(clientOver(faxes), { filter, words: '', timeZone: 'UTC', viewer: NOBODY });
  const { pages } = await new QueryClient().fetchInfiniteQuery({ ...list, pages: 100 });
  const theirs = faxes.filter((_, n) => n < 60 || n >= 130 || n % 3 !== 2);
  expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(theirs.map(({ id }) => id));
  expect(pages.length).toBeGreaterThan(4);
});
