import type { DocumentReference } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type FaxFilter,
  type FaxListKey,
  makeFaxQuery,
  makePartsQuery,
} from '../../../src/domain/fax/faxFilter.ts';
import { FOLDER_IDS, FOLDERS, folderQuery } from '../../../src/domain/fax/folders.ts';
import { cursorParams } from '../../../src/domain/fax/keyset.ts';
import { FAX_DIRECTION } from '../../../src/domain/fhir/systems.ts';
import {
  createRandom,
  type SampleClinic,
  sampleClinic,
  sampleFaxes,
  sampleTasks,
} from './contract/sampleData.ts';
import { parseSearch, type SearchQuery } from './search/request.ts';
import { openTestStore, type TestStore } from './testing/testStore.ts';

let test: TestStore;
let clinic: SampleClinic;

beforeAll(async () => {
  test = openTestStore();
  const { repository } = test;
  const createAll = <T extends Parameters<typeof repository.createResource>[0]>(resources: T[]) =>
    repository.withSharedCommit((shared) => Promise.all(resources.map((one) => shared.createResource(one))));
  const made = sampleClinic({ patients: 50, senders: 24 });
  clinic = {
    patients: await createAll(made.patients),
    senders: await createAll(made.senders),
    lines: await createAll(made.lines),
    practitioners: await createAll(made.practitioners),
    teams: await createAll(made.teams),
  };
  const random = createRandom(3);
  const faxes = await createAll(sampleFaxes(random, clinic, 4000));
  await createAll(sampleTasks(random, clinic, faxes));
  await createAll(
    faxes.slice(0, 400).map(
      (fax, i): DocumentReference => ({
        resourceType: 'DocumentReference',
        status: 'current',
        subject: { reference: `Patient/${clinic.patients[i % clinic.patients.length]?.id}` },
        content: [{ attachment: { title: 'A part' } }],
        context: { related: [{ reference: `Communication/${fax.id}` }] },
      }),
    ),
  );
});

afterAll(() => test.close());

const IN = `${FAX_DIRECTION}|inbound`;
const LIST = { medium: 'FAXWRIT', 'sent:missing': 'false', _sort: '-sent,_id', _count: '50' };
const OPEN = { ...LIST, category: [IN, 'urn:faxwell:fax-state|open'] };

const folders: [name: string, query: () => SearchQuery][] = FOLDER_IDS.map((id) => [
  FOLDERS[id].label,
  () => {
    const query: Record<string, string[]> = { category: [IN] };
    const viewer = {
      me: `Practitioner/${clinic.practitioners[0]?.id}`,
      teams: clinic.teams.map((team) => `CareTeam/${team.id}`),
      covers: [`Practitioner/${clinic.practitioners[1]?.id}`],
    };
    for (const [name, value] of folderQuery(id, viewer) ?? []) query[name] = [...(query[name] ?? []), value];
    return { ...LIST, ...query };
  },
]);

type Narrowing = Partial<FaxFilter> & Partial<FaxListKey>;

const narrowings: Record<string, () => Narrowing> = {
  'a line': () => ({ line: `HealthcareService/${clinic.lines[1]?.id}` }),
  'a type': () => ({ type: '57133-1' }),
  'no type': () => ({ type: 'none' }),
  'a patient': () => ({ patient: `Patient/${clinic.patients[3]?.id}` }),
  'a birth date': () => ({ bornThen: clinic.patients.slice(0, 3).map(({ id }) => `Patient/${id}`) }),
  'a person': () => ({ owner: `Practitioner/${clinic.practitioners[2]?.id}` }),
  nobody: () => ({ owner: 'nobody' }),
  'a label': () => ({ label: 'stat' }),
  urgent: () => ({ urgent: true }),
  unread: () => ({ unread: true }),
  'some days': () => ({ from: '2026-03-01', to: '2026-03-31' }),
  'a number': () => ({ sender: '+1 628 555 0003' }),
  'a name': () => ({ sender: 'northgate' }),
  'a patient, a sender and some days': () => ({
    ...{ patient: `Patient/${clinic.patients[3]?.id}`, sender: 'northgate' },
    ...{ from: '2026-03-01', to: '2026-03-31' },
  }),
};

/** What the app asks for a list that is narrowed, in what is open and everywhere. */
const narrowed = Object.entries(narrowings).flatMap(([name, narrowing]) =>
  (['open', 'any'] as const).map((state): [name: string, query: () => SearchQuery] => [
    `${name}, ${state}`,
    () => queryOf(makeFaxQuery(listOf(narrowing(), state))),
  ]),
);
const parts = ['a patient', 'a birth date'].map((name): [name: string, query: () => SearchQuery] => [
  `${name} of some pages`,
  () => queryOf(makePartsQuery(listOf(narrowings[name]?.() ?? {}, 'any'))),
]);

function listOf(narrowing: Narrowing, state: 'open' | 'any'): FaxListKey {
  const { sender, bornThen, ...filter } = narrowing;
  return {
    filter: { folder: 'all-open', order: 'newest', state, ...filter },
    words: '',
    sender,
    bornThen,
    timeZone: 'UTC',
    viewer: { me: '', teams: [], covers: [] },
  };
}

function queryOf(params: [string, string][] | undefined): SearchQuery {
  const query: Record<string, string[]> = { _count: ['50'] };
  for (const [name, value] of [...(params ?? []), ...cursorParams(undefined, 'newest')]) {
    query[name] = [...(query[name] ?? []), value];
  }
  return query;
}

const others: [name: string, query: () => SearchQuery][] = [
  ['the rows as shown', () => ({ ...OPEN, _include: 'Communication:subject', _revinclude: 'Task:focus' })],
  ['oldest first', () => ({ ...OPEN, _sort: 'sent,_id' })],
  [
    'waiting longest',
    () => ({ ...OPEN, 'sent:missing': [], 'received:missing': 'false', _sort: 'received,_id' }),
  ],
  [
    'the urgent ones on top',
    () => ({ ...OPEN, category: [...OPEN.category, 'urn:faxwell:fax-flag|urgent'] }),
  ],
  ['one line', () => ({ ...OPEN, recipient: `HealthcareService/${clinic.lines[1]?.id}` })],
  ['one patient', () => ({ ...LIST, subject: `Patient/${clinic.patients[0]?.id}` })],
  ['one number', () => ({ ...LIST, 'sender:identifier': 'urn:ietf:rfc:3966|tel:+16285550003' })],
  ['words of the subject', () => ({ ...LIST, 'topic:text': 'northgate' })],
  ['a patient by name', () => ({ ...LIST, 'subject:Patient.name': 'alvarez' })],
  [
    'deep in the archive',
    () => ({ ...LIST, category: [IN, 'urn:faxwell:fax-state|archived'], sent: 'le2026-02-01' }),
  ],
  ['a count', () => ({ ...OPEN, _summary: 'count' })],
  ['what changed lately', () => ({ _lastUpdated: 'ge2026-01-01', _sort: '_lastUpdated', medium: 'FAXWRIT' })],
];

/** Lists handed over with the statement, and rows already found: their length is that of a page, not of the data. */
const SMALL = /^SCAN (json_each|d|term_trigram|f|\(subquery-\d+\))( |$)/;

describe('every list of the app', () => {
  it.each([...folders, ...narrowed, ...parts, ...others])(
    'reads an index and scans no table: %s',
    (_name, query) => {
      const statements = test.repository.explain(parseSearch('Communication', query()));
      expect(statements.length).toBeGreaterThan(1);
      const scans = statements.flatMap(({ sql, plan }) =>
        plan.filter((step) => step.startsWith('SCAN') && !SMALL.test(step)).map((step) => ({ step, sql })),
      );
      expect(scans).toEqual([]);
    },
  );

  it.each(folders)('is read in the order it is shown, without sorting it whole: %s', (_name, query) => {
    const statements = test.repository.explain(parseSearch('Communication', query()));
    const sorts = statements.flatMap(({ plan }) =>
      plan.filter((step) => step === 'USE TEMP B-TREE FOR ORDER BY'),
    );
    expect(sorts).toEqual([]);
  });
});
