import type { Bundle, Communication, Organization, Patient, Resource, Task } from '@medplum/fhirtypes';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { MRN, TEL } from '../../../../src/domain/fhir/systems.ts';
import { type ContractServer, issueOf } from './contract.ts';
import { IN, me, OPEN, open, SEARCH_FORMS, sentIn, tasksOn } from './searchForms.ts';
import { createSearchWorld, refersTo, refOf, type SearchWorld, spanOf } from './searchWorld.ts';

/** As in a URL; what already is stays. */
function encode(query: string): string {
  return query
    .replaceAll('|', '%7C')
    .replaceAll('+', '%2B')
    .replaceAll(' ', '%20')
    .replaceAll('"', '%22')
    .replaceAll('%"', '%25');
}

function idsOf(bundle: Bundle, mode = 'match'): string[] {
  return (bundle.entry ?? [])
    .filter(({ search }) => search?.mode === mode)
    .map(({ resource }) => resource?.id ?? '');
}

/** Every search form against what it means, on generated and on odd data. */
export function searchContract(server: () => ContractServer): void {
  describe('search', () => {
    let world: SearchWorld;
    beforeAll(async () => {
      world = await createSearchWorld(server().client);
    });

    const find = <T extends Resource = Communication>(query: string, type = 'Communication') =>
      server().client.search<T>(type, encode(query));

    test.each(SEARCH_FORMS.map(([group, query, is]) => ({ group, query, is, name: String(query) })))(
      'finds by $group: $name',
      async ({ query, is }) => {
        const asked = typeof query === 'string' ? query : query(world);
        const expected = world.faxes.filter((fax) => is(fax, world)).map(({ id }) => id);
        // Whatever other suites have stored is not of this world.
        const known = new Set(world.faxes.map(({ id }) => id));
        const found = idsOf(await find(`${asked}&_count=1000`)).filter((id) => known.has(id));
        expect(found.sort()).toEqual(expected.sort());
      },
    );

    it('takes a day for all of it, where the server says so', async () => {
      const { expected } = server();
      const known = new Set(world.faxes.map(({ id }) => id));
      const found = idsOf(await find('sent=2026-06-01&_count=1000')).filter((id) => known.has(id));
      const ofDay = world.faxes.filter((fax) => sentIn(fax, '2026-06-01', '2026-06-02')).map(({ id }) => id);
      expect(ofDay.length).toBeGreaterThan(1);
      if (expected.dayIsWholeDay) expect(found.sort()).toEqual(ofDay.sort());
      else expect(found.length).toBeLessThan(ofDay.length);
    });

    it.each<[query: string, is: (lo: number, hi: number) => boolean]>([
      ['sent=2026-06', (lo, hi) => lo >= Date.parse('2026-06-01') && hi < Date.parse('2026-07-01')],
      ['sent=sa2026-06', (lo) => lo >= Date.parse('2026-07-01')],
      ['sent=eb2026-06-01', (_lo, hi) => hi < Date.parse('2026-06-01')],
      ['sent=gt2026-06-01', (_lo, hi) => hi >= Date.parse('2026-06-02')],
      ['sent=lt2026-06-01', (lo) => lo < Date.parse('2026-06-01')],
      ['sent=ge2026-06-01', (lo) => lo >= Date.parse('2026-06-01')],
      // All of June is neither before the day nor within it.
      ['sent=le2026-06-01', (lo, hi) => lo < Date.parse('2026-06-01') || hi < Date.parse('2026-06-02')],
    ])('compares periods by %s, where the server says so', async (query, is) => {
      if (!server().expected.dayIsWholeDay) return;
      const known = new Set(world.faxes.map(({ id }) => id));
      const found = idsOf(await find(`${query}&_count=1000`)).filter((id) => known.has(id));
      const expected = world.faxes.filter(({ sent }) => sent && is(...spanOf(sent))).map(({ id }) => id);
      expect(found.sort()).toEqual(expected.sort());
    });

    it('finds a fax by its new state and not by its old one', async () => {
      const { client } = server();
      const body = {
        resourceType: 'Communication',
        status: 'completed',
        topic: { text: 'before the change' },
      } as const;
      const { body: fax } = await client.create<Communication>(body);
      await client.update({ ...fax, topic: { text: 'after the change' } });
      expect(idsOf(await find('topic:text=before the change'))).toEqual([]);
      expect(idsOf(await find('topic:text=after the change'))).toEqual([fax.id]);
    });

    it('finds what was written by the very next search', async () => {
      const { client } = server();
      for (let i = 0; i < 30; i++) {
        const identifier = [{ system: 'urn:example:rw', value: `${process.pid}-${Date.now()}-${i}` }];
        const { body } = await client.create<Communication>({
          resourceType: 'Communication',
          status: 'completed',
          identifier,
        });
        expect(idsOf(await find(`identifier=urn:example:rw|${identifier[0]?.value}`))).toEqual([body.id]);
      }
    });

    describe('of patients and parties', () => {
      const patients = (query: string) => find<Patient>(`${query}&_count=1000`, 'Patient');
      const names = (bundle: Bundle<Patient>) =>
        new Set((bundle.entry ?? []).map(({ resource }) => resource?.name?.[0]?.family));

      it('matches the beginning of any part of a name, without case and accents', async () => {
        expect(names(await patients('name=alv'))).toEqual(new Set(['Alvarez']));
        expect(names(await patients('name=chen'))).toEqual(new Set(['Chén']));
        expect(names(await patients('family=GARC'))).toEqual(new Set(['García']));
        expect((await patients('given=chloe')).entry?.length).toBeGreaterThan(0);
        expect(names(await patients('name=varez'))).toEqual(new Set());
      });

      it('matches parts and whole names', async () => {
        expect(names(await patients('name:contains=varez'))).toEqual(new Set(['Alvarez']));
        expect(names(await patients('name:contains=io'))).toEqual(new Set());
        expect(names(await patients('name:exact=Alvarez'))).toEqual(new Set(['Alvarez']));
        expect(names(await patients('name:exact=alvarez'))).toEqual(new Set());
        expect(names(await patients('name=ana alv'))).toEqual(new Set(['Alvarez']));
      });

      it('matches birth date, number and telephone', async () => {
        expect((await patients('birthdate=1931-02-02')).entry).toHaveLength(1);
        expect((await patients(`identifier=${MRN}|M1003`)).entry).toHaveLength(1);
        expect((await patients('phone=+16285557003')).entry).toHaveLength(1);
        expect((await patients('telecom=phone|+16285557003')).entry).toHaveLength(1);
        expect((await patients('phone:contains=5557003')).entry).toHaveLength(1);
      });

      it('sorts by name', async () => {
        const found = await patients('_sort=family&identifier=urn:faxwell:mrn|');
        const families = (found.entry ?? []).map(({ resource }) => resource?.name?.[0]?.family ?? '');
        const sorted = [...families].sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' }));
        expect(families).toEqual(sorted);
        expect(families.length).toBeGreaterThanOrEqual(40);
      });

      it('finds organizations by the number in their identifier', async () => {
        const found = await find<Organization>(`identifier=${TEL}|tel:+16285550002`, 'Organization');
        expect(idsOf(found)).toEqual([world.senders[2]?.id]);
      });
    });

    describe('includes', () => {
      it('adds what the page refers to and what refers to it, once', async () => {
        const bundle = await find<Resource>(
          `category=${IN}&category=${OPEN}&_count=1000&_include=Communication:subject&_include=Communication:sender&_revinclude=Task:focus`,
        );
        const page = world.faxes.filter((fax) => open(fax, world));
        const expected = new Set<string>();
        for (const fax of page) {
          for (const one of [...world.patients, ...world.senders]) {
            if (refersTo([fax.subject ?? {}, fax.sender ?? {}], refOf(one))) expected.add(one.id);
          }
          for (const task of tasksOn(fax, world)) expected.add(task.id);
        }
        expect(idsOf(bundle).sort()).toEqual(page.map(({ id }) => id).sort());
        expect(idsOf(bundle, 'include').sort()).toEqual([...expected].sort());
      });

      it('goes on from what was included with :iterate only', async () => {
        const query = `category=${IN}&category=${OPEN}&_count=1000&_revinclude=Task:focus`;
        const types = (bundle: Bundle) =>
          new Set((bundle.entry ?? []).map(({ resource }) => resource?.resourceType));
        expect(types(await find(`${query}&_include=Task:owner`)).has('Practitioner')).toBe(false);
        expect(types(await find(`${query}&_include:iterate=Task:owner`)).has('Practitioner')).toBe(true);
        expect(types(await find(`${query}&_include:iterate=Task:owner:CareTeam`)).has('Practitioner')).toBe(
          false,
        );
      });
    });

    describe('results', () => {
      const sentOf = (bundle: Bundle<Communication>) =>
        (bundle.entry ?? []).map(({ resource }) => resource?.sent);

      it.each([
        ['-sent', -1],
        ['sent', 1],
      ])(
        'are in the order of %s, resources without it where the server puts them',
        async (sort, direction) => {
          const sent = sentOf(await find(`_sort=${sort}&_count=1000`));
          const missingFirst = direction === -1 && server().expected.missingSortsFirst;
          const present = sent.filter((one) => one !== undefined);
          const missing = Array(sent.length - present.length).fill(undefined);
          expect(missing.length).toBeGreaterThan(0);
          expect(sent).toEqual(missingFirst ? [...missing, ...present] : [...present, ...missing]);
          const times = present.map((one) => spanOf(one)[0]);
          expect(times).toEqual([...times].sort((a, b) => direction * (a - b)));
        },
      );

      it('are in the order of several keys, with the id as the last', async () => {
        const found = (await find('_sort=status,-sent,_id&_count=1000&sent:missing=false')).entry ?? [];
        const keys = found.map(({ resource }) => [
          resource?.status ?? '',
          1e15 - spanOf(resource?.sent ?? '')[0],
          resource?.id ?? '',
        ]);
        const sorted = [...keys].sort(([a, b, c], [d, e, f]) =>
          a !== d
            ? String(a) < String(d)
              ? -1
              : 1
            : b !== e
              ? Number(b) - Number(e)
              : String(c) < String(f)
                ? -1
                : 1,
        );
        expect(keys).toEqual(sorted);
      });

      it('tell their number only when asked', async () => {
        const expected = world.faxes.filter((fax) => open(fax, world)).length;
        const query = `category=${IN}&category=${OPEN}`;
        expect(await find(query)).not.toHaveProperty('total');
        expect((await find(`${query}&_total=none`)).total).toBeUndefined();
        expect((await find(`${query}&_total=accurate`)).total).toBe(expected);
        expect((await find(`${query}&_total=estimate`)).total).toBe(expected);
        const counted = await find(`${query}&_summary=count`);
        expect(counted.total).toBe(expected);
        expect(counted.entry).toBeUndefined();
        expect((await find(`${query}&_count=0&_total=accurate`)).total).toBe(expected);
      });

      it('come in pages of twenty, and never of more than a thousand', async () => {
        expect((await find('medium=FAXWRIT')).entry).toHaveLength(20);
        expect((await find('medium=FAXWRIT&_count=5')).entry).toHaveLength(5);
        expect((await find('medium=FAXWRIT&_count=100000')).entry?.length).toBeLessThanOrEqual(1000);
      });

      it('are cut down to the elements asked for', async () => {
        const [fax] = (await find('category=inbound&_elements=status,sent&_count=1')).entry ?? [];
        expect(Object.keys(fax?.resource ?? {}).sort()).toEqual([
          'id',
          'meta',
          'resourceType',
          'sent',
          'status',
        ]);
        const [same] = (await find('category=inbound&_fields=status,sent&_count=1')).entry ?? [];
        expect(same?.resource).toEqual(fax?.resource);
      });

      it('are the same by POST', async () => {
        const byGet = idsOf(await find(`category=${IN}&_count=50`));
        const posted = await server().client.postForm<Bundle>(
          'Communication/_search',
          `category=${encode(IN)}&_count=50`,
        );
        expect(posted.status).toBe(200);
        expect(idsOf(posted.body)).toEqual(byGet);
      });

      it('carry full URLs', async () => {
        const [entry] = (await find('medium=FAXWRIT&_count=1')).entry ?? [];
        expect(entry?.fullUrl).toMatch(new RegExp(`/Communication/${entry?.resource?.id}$`));
      });
    });

    test.each([
      'nosuchparam=1',
      'status:foo=completed',
      'sent:foo=1',
      'sent=notadate',
      '_sort=nosuch',
      'subject.name=x',
      'subject:Patient.nosuch=x',
      '_has:Task:nosuch:owner=x',
      '_has:Task:focus=x',
      '_include=*',
      '_include=Communication:nosuch',
      'medium:in=urn:example:valueset',
      '_offset=10001',
      '_text=x',
      '_filter=status zz completed',
      '_compartment=nonsense',
    ])('refuses %s with 400 and an OperationOutcome', async (query) => {
      const answer = await server().client.get(`Communication?${encode(query)}`);
      expect(answer.status).toBe(400);
      expect(answer.body?.resourceType).toBe('OperationOutcome');
      expect(issueOf(answer).code).toBe('invalid');
    });

    it('counts Tasks by owner', async () => {
      const found = await find<Task>(`owner=${me(world)}&_total=accurate`, 'Task');
      expect(found.total).toBe(world.tasks.filter(({ owner }) => refersTo(owner, me(world))).length);
    });
  });
}
