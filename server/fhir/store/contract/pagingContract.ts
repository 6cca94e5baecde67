import type { Bundle, Communication } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import type { ContractServer } from './contract.ts';
import type { FhirClient, Stored } from './fhirClient.ts';

const SYSTEM = 'urn:example:paging';
const START = Date.UTC(2026, 4, 1);

let last = 0;

function faxAt(folder: string, second: number): Communication {
  const sent = new Date(START + second * 1000).toISOString().replace('.000', '');
  return {
    resourceType: 'Communication',
    status: 'completed',
    meta: { tag: [{ system: SYSTEM, code: folder }] },
    sent,
  };
}

/**
 * Reads a folder to its end by the time of the last row: the next page begins at that time again, and what is already
 * held is dropped. A page full of one instant is asked for again, twice as long.
 */
async function readByKeyset(
  client: FhirClient,
  folder: string,
  count: number,
  betweenPages: () => Promise<unknown>,
): Promise<(Communication & Stored)[]> {
  const rows = new Map<string, Communication & Stored>();
  let wanted = count;
  for (;;) {
    const sent = [...rows.values()].at(-1)?.sent;
    const from = sent ? `&sent=le${sent}` : '';
    const query = `_tag=${SYSTEM}%7C${folder}&sent:missing=false&_sort=-sent,_id&_count=${wanted}${from}`;
    const page = (await client.search<Communication & Stored>('Communication', query)).entry ?? [];
    const fresh = page.flatMap(({ resource }) => (resource && !rows.has(resource.id) ? [resource] : []));
    for (const one of fresh) rows.set(one.id, one);
    if (page.length < wanted) return [...rows.values()];
    wanted = fresh.length === 0 ? wanted * 2 : count;
    await betweenPages();
  }
}

/** Reading long lists page by page. */
export function pagingContract(server: () => ContractServer): void {
  const newFolder = () => `${process.pid}-${++last}`;

  describe('paging', () => {
    it('by time neither skips nor repeats, with forty faxes in one second and more arriving', async () => {
      const { client } = server();
      const folder = newFolder();
      const seconds = Array.from({ length: 200 }, (_, i) => (i >= 90 && i < 130 ? 90 : i));
      const stored = await client.createAll(seconds.map((second) => faxAt(folder, second)));
      let arrived = 0;
      const rows = await readByKeyset(client, folder, 10, () =>
        client.create(faxAt(folder, 1000 + ++arrived)),
      );
      expect(arrived).toBeGreaterThan(10);
      expect(rows.map(({ id }) => id).sort()).toEqual(stored.map(({ id }) => id).sort());
      const order = rows.map(({ sent, id }) => `${Date.parse(sent ?? '')} ${id}`);
      expect(order.map((one) => one.split(' ')[0])).toEqual(
        [...order.map((one) => one.split(' ')[0])].sort().reverse(),
      );
      expect(new Set(order).size).toBe(order.length);
    });

    it('by offset covers everything in one order', async () => {
      const { client } = server();
      const folder = newFolder();
      // All in one second: only the id tells them apart.
      const stored = await client.createAll(Array.from({ length: 45 }, () => faxAt(folder, 0)));
      const found: string[] = [];
      for (const offset of [0, 20, 40]) {
        const query = `_tag=${SYSTEM}%7C${folder}&_sort=-sent&_count=20&_offset=${offset}`;
        const page = await client.search<Communication & Stored>('Communication', query);
        found.push(...(page.entry ?? []).map(({ resource }) => resource?.id ?? ''));
      }
      expect(found).toEqual(stored.map(({ id }) => id).sort());
    });

    it('gives links to the other pages, which work', async () => {
      const { client } = server();
      const folder = newFolder();
      await client.createAll(Array.from({ length: 5 }, (_, second) => faxAt(folder, second)));
      const linksOf = ({ link }: Bundle) =>
        Object.fromEntries((link ?? []).map(({ relation, url }) => [relation, url]));
      let page = await client.search('Communication', `_tag=${SYSTEM}%7C${folder}&_sort=-sent&_count=2`);
      expect(Object.keys(linksOf(page)).sort()).toEqual(['first', 'next', 'self']);
      let pages = 1;
      for (let { next } = linksOf(page); next; { next } = linksOf(page)) {
        page = await client.search('Communication', next.slice(next.indexOf('?') + 1));
        pages += 1;
      }
      expect(pages).toBe(3);
      expect(page.entry).toHaveLength(1);
      expect(Object.keys(linksOf(page)).sort()).toEqual(['first', 'previous', 'self']);
    });
  });
}
