import type { MedplumClient } from '@medplum/core';
import type { Bundle, Communication, DocumentReference, Task } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fax } from '../../src/domain/fax/fax.ts';
import {
  type FaxFilter,
  type FaxListKey,
  isOfPatients,
  isPrivate,
  makeFaxQuery,
  makePartsQuery,
  matchesFilter,
} from '../../src/domain/fax/faxFilter.ts';
import type { FolderId } from '../../src/domain/fax/folders.ts';
import { cursorParams } from '../../src/domain/fax/keyset.ts';
import { parseFax } from '../../src/domain/fax/parseFax.ts';
import type { Party } from '../../src/domain/fhir/elements.ts';
import {
  EXT,
  FAX_DIRECTION,
  FAX_FLAG,
  FAX_STATE,
  FILING,
  LABEL,
  LOINC,
  TEL,
} from '../../src/domain/fhir/systems.ts';
import { makeOwned, makeWorkTask } from '../../src/domain/filing/workTask.ts';
import { FAXWRIT } from '../../src/domain/testing/communications.ts';
import { startTestServer, type TestServer } from './testServer.ts';

/** Every filter, and every two of them together: what the server finds is what the app believes of each fax. */

interface Stored {
  readonly fax: Fax;
  readonly owner: Party | undefined;
}

type Narrowing = Partial<FaxFilter> & Partial<Omit<FaxListKey, 'filter'>>;

const FAXES = 160;
const ZONE = 'America/Los_Angeles';
const SENDERS = [
  ['Lakeside Cardiology', '+14155550123'],
  ['Clínica Ñuñoa', '+14155550188'],
  ['Dr. Okafor / Imaging', '+16285550177'],
] as const;
const TYPES = ['57133-1', '11488-4', undefined];
/** Junk from its arrival, for which there is no Task. */
const isBlocked = (n: number) => n % 13 === 5;
const STATES = ['open', 'open', 'open', 'closed', 'archived', 'junk', 'trash'];
const LABELS = ['call-back', 'insurance'];

const NARROWINGS: Record<string, Narrowing> = {
  'a line': { line: 'HealthcareService/l0' },
  'a type': { type: '57133-1' },
  'no type': { type: 'none' },
  'a patient': { patient: 'Patient/p0' },
  'a person': { owner: 'Practitioner/dana' },
  'a team': { owner: 'CareTeam/front' },
  nobody: { owner: 'nobody' },
  'a label': { label: 'call-back' },
  urgent: { urgent: true },
  unread: { unread: true },
  'from a day': { from: '2026-11-18' },
  'some days': { from: '2026-11-18', to: '2026-11-19' },
  'to a day': { to: '2026-11-18' },
  'a sender’s number': { sender: '(415) 555-0123' },
  'a sender’s name': { sender: 'nunoa clinica' },
  'part of a number': { sender: '555-0177' },
  'a birth date': { birthDate: '1961-03-14', bornThen: ['Patient/p0', 'Patient/p1'] },
  'a birth date nobody has': { birthDate: '1900-01-01', bornThen: [] },
  words: { words: 'okafor imaging' },
  archived: { state: 'archived' },
  everywhere: { state: 'any' },
  'days in the wrong order': { from: '2026-11-19', to: '2026-11-18' },
};
const NAMES = Object.keys(NARROWINGS);

describe.each([
  ['a strict server', false],
  ['a careless one', true],
])('on %s', (_, careless) => {
  let server: TestServer;
  let client: MedplumClient;
  /** Ids the server gave, by the names above. */
  const real = new Map<string, string>();
  const stored: Stored[] = [];

  beforeAll(async () => {
    server = await startTestServer({ careless });
    client = await server.client('frontdesk');
    const admin = await server.client('admin');
    await createParties(admin, real);
    for (let n = 0; n < FAXES; n++) {
      stored.push(await createFax(admin, n, named(real)));
    }
  }, 120_000);
  afterAll(() => server.close());

  const keyOf = (folder: FolderId, ...names: string[]): FaxListKey => {
    const all = Object.assign({}, ...names.map((name) => NARROWINGS[name])) as Narrowing;
    const id = named(real);
    const { words = '', sender, birthDate, bornThen, ...chosen } = all;
    return {
      filter: {
        folder,
        order: 'newest',
        ...chosen,
        ...(chosen.line && { line: id(chosen.line) }),
        ...(chosen.patient && { patient: id(chosen.patient) }),
        ...(chosen.owner && { owner: id(chosen.owner) }),
      },
      words,
      sender,
      birthDate,
      bornThen: bornThen?.map(id),
      timeZone: ZONE,
      viewer: { me: id('Practitioner/dana'), teams: [id('CareTeam/front')], covers: [] },
    };
  };
  const ask = async (key: FaxListKey): Promise<string[]> => {
    const queries = [makeFaxQuery(key), makePartsQuery(key)].flatMap((query) => (query ? [query] : []));
    const found = await Promise.all(queries.map((query) => search(client, query, isPrivate(key))));
    const faxes = found.flat().filter((fax) => isOfPatients(fax, key));
    return faxes.map(({ id }) => id).sort();
  };
  const believe = (key: FaxListKey): string[] =>
    stored.flatMap(({ fax, owner }) => (matchesFilter(fax, owner, key) ? [fax.id] : [])).sort();

  test.each(NAMES)('%s', async (name) => {
    const key = keyOf('all-open', name);
    const believed = believe(key);
    expect(believed.length > 0).toBe(!/nobody has|wrong order/.test(name));
    expect(await ask(key)).toEqual(believed);
  });

  test.each(NAMES)('%s, with each of the others', async (name) => {
    let found = 0;
    for (const other of NAMES.slice(NAMES.indexOf(name) + 1)) {
      const key = keyOf('all-open', name, other);
      const believed = believe(key);
      found += believed.length;
      expect({ other, ids: await ask(key) }).toEqual({ other, ids: believed });
    }
    expect(found > 0 || /nobody has|everywhere|wrong order/.test(name)).toBe(true);
  });

  test.each(['unassigned', 'mine', 'my-team', 'junk'] as const)('each of them in %s', async (folder) => {
    for (const name of NAMES) {
      const key = keyOf(folder, name);
      expect({ name, ids: await ask(key) }).toEqual({ name, ids: believe(key) });
    }
  });

  test('a fax is found by the patient of some of its pages, not by one whose part was taken back', async () => {
    const key = keyOf('all-open', 'a patient', 'everywhere');
    const isPartly = ({ fax }: Stored) =>
      fax.patient === undefined && fax.parts.some(({ retired }) => !retired);
    const found = await ask(key);
    const wasTheirs = stored.filter(({ fax }) =>
      fax.parts.some(({ patient, retired }) => retired && patient.reference === key.filter.patient),
    );
    expect(stored.filter(isPartly).filter(({ fax }) => found.includes(fax.id)).length).toBeGreaterThan(3);
    expect(wasTheirs.length).toBeGreaterThan(3);
    expect(wasTheirs.filter(({ fax }) => found.includes(fax.id))).toEqual([]);
  });
});

/** The id the server gave to what the tests name. */
function named(real: ReadonlyMap<string, string>): (name: string) => string {
  return (name) => real.get(name) ?? name;
}

async function createParties(admin: MedplumClient, real: Map<string, string>): Promise<void> {
  const keep = (name: string, { resourceType, id }: { resourceType: string; id?: string | undefined }) =>
    real.set(name, `${resourceType}/${id}`);
  for (const n of [0, 1]) {
    keep(
      `HealthcareService/l${n}`,
      await admin.createResource({ resourceType: 'HealthcareService', name: `${n}` }),
    );
  }
  for (const n of [0, 1, 2]) {
    const name = [{ family: `Patient${n}` }];
    keep(
      `Patient/p${n}`,
      await admin.createResource({ resourceType: 'Patient', name, birthDate: '1961-03-14' }),
    );
  }
  for (const person of ['dana', 'khan']) {
    const name = [{ family: person }];
    keep(`Practitioner/${person}`, await admin.createResource({ resourceType: 'Practitioner', name }));
  }
  const team = { resourceType: 'CareTeam', status: 'active', name: 'Front' } as const;
  keep('CareTeam/front', await admin.createResource(team));
}

/** One of many faxes: everything about it by its number, each thing in a rhythm of its own. */
async function createFax(admin: MedplumClient, n: number, id: (name: string) => string): Promise<Stored> {
  const at = <T>(values: readonly T[], step: number): T => values[Math.floor(n / step) % values.length]!;
  const [sender, number] = at(SENDERS, 1);
  const type = at(TYPES, 2);
  const flags = ['opened', 'urgent', 'handled', 'no-patient'].filter((__, bit) => (n * 7) % (bit + 2) === 0);
  // Every hour and a half: some are the day before in the clinic's zone.
  const sent = new Date(Date.parse('2026-11-17T12:00:00Z') + n * 5_400_000).toISOString();
  const patients = at([[], ['p0'], ['p0', 'p1'], ['p1'], ['-p0', 'p2'], ['p2']], 3);
  const isWhole = patients.length === 1 && n % 2 === 0;
  const communication = await admin.createResource<Communication>({
    resourceType: 'Communication',
    status: 'completed',
    medium: [FAXWRIT],
    category: [
      concept(FAX_DIRECTION, n % 11 === 10 ? 'outbound' : 'inbound'),
      isBlocked(n)
        ? { ...concept(FAX_STATE, 'junk'), extension: [{ url: EXT.at, valueDateTime: sent }] }
        : concept(FAX_STATE, at(STATES, 1)),
      ...flags.map((flag) => concept(FAX_FLAG, flag)),
      ...(type ? [concept(LOINC, type)] : []),
      ...LABELS.filter((__, bit) => (n + bit) % 3 === 0).map((label) => concept(LABEL, label)),
    ],
    ...(isWhole && { subject: { reference: id(`Patient/${patients[0]}`) } }),
    sender: { display: sender, identifier: { system: TEL, value: `tel:${number}` } },
    recipient: [{ reference: id(`HealthcareService/l${n % 2}`) }],
    sent,
    received: sent,
    topic: { text: `${sender} ${number} Letter ${n}` },
    extension: patients.map((name) =>
      part(`${n}-${name}`, id(`Patient/${name.replace('-', '')}`), name[0] === '-'),
    ),
  });
  for (const name of patients) {
    await admin.createResource<DocumentReference>({
      resourceType: 'DocumentReference',
      status: name.startsWith('-') ? 'entered-in-error' : 'current',
      identifier: [{ system: FILING, value: `${n}-${name}` }],
      subject: { reference: id(`Patient/${name.replace('-', '')}`) },
      content: [{ attachment: { title: 'Letter' } }],
      context: { related: [{ reference: `Communication/${communication.id}` }] },
    });
  }
  const parsed = parseFax(communication);
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  const owner = at([undefined, 'Practitioner/dana', 'CareTeam/front', 'Practitioner/khan'], 2);
  return {
    fax: parsed.value,
    owner: isBlocked(n) ? undefined : await own(admin, parsed.value, owner, id),
  };
}

async function own(
  admin: MedplumClient,
  fax: Fax,
  name: string | undefined,
  id: (name: string) => string,
): Promise<Party | undefined> {
  const owner = name === undefined ? undefined : { reference: id(name) };
  const task: Task = makeWorkTask(fax);
  const act = { by: { reference: id('Practitioner/dana') }, at: '2026-11-20T10:00:00Z' };
  await admin.createResource(owner ? makeOwned(task, { owner, isClaimed: false }, act) : task);
  return owner;
}

function part(filing: string, patient: string, retired: boolean) {
  return {
    url: EXT.filingPart,
    extension: [
      { url: 'filing', valueString: filing },
      { url: 'patient', valueReference: { reference: patient } },
      { url: 'pages', valueString: '1' },
      ...(retired ? [{ url: 'retired', valueBoolean: true }] : []),
    ],
  };
}

function concept(system: string, code: string) {
  return { coding: [{ system, code }] };
}

async function search(client: MedplumClient, query: [string, string][], isByPost: boolean): Promise<Fax[]> {
  const params = new URLSearchParams([...query, ...cursorParams(undefined, 'newest'), ['_count', '500']]);
  const form = 'application/x-www-form-urlencoded';
  const bundle: Bundle<Communication> = isByPost
    ? await client.post(client.fhirUrl('Communication', '_search'), params.toString(), form)
    : await client.search('Communication', params, { cache: 'reload' });
  return (bundle.entry ?? []).flatMap(({ resource }) => {
    const parsed = parseFax(resource);
    return parsed.ok ? [parsed.value] : [];
  });
}
