/**
 * How fast the embedded server answers a front desk's lists, at 1,000 faxes, at 100,000, and at 100,000 while faxes
 * arrive as fast as it can take them in:
 *
 *     npm run bench
 *
 * Everything goes over HTTP to a server in a process of its own. Figures are milliseconds at the client.
 */
import { parseSearchRequest } from '@medplum/core';
import { MemoryRepository } from '@medplum/fhir-router';
import type { Communication } from '@medplum/fhirtypes';
import type { FhirClient } from '../server/fhir/store/contract/fhirClient.ts';
import {
  createRandom,
  type SampleClinic,
  sampleClinic,
  sampleFaxes,
  sampleTasks,
} from '../server/fhir/store/contract/sampleData.ts';
import { type FaxFilter, type FaxListKey, makeFaxQuery } from '../src/domain/fax/faxFilter.ts';
import { NOBODY } from '../src/domain/fax/folders.ts';
import { FAX_DIRECTION, FAX_FLAG, FAX_STATE, LOINC, TEL } from '../src/domain/fhir/systems.ts';
import { type BenchServer, startBenchServer } from './benchServer.ts';
import type { Delivered } from './deliveriesProcess.ts';
import { measureInTurn, round, type Timing } from './measure.ts';
import { writeResults } from './results.ts';

const SIZES = [1_000, 100_000] as const;
const RUNS = 40;
/** Deliveries in work, each a TIFF of several pages, while the lists that are looked at most are measured again. */
const IN_WORK = 20;
const BUSY_RUNS = 200;
const WHILE_BUSY = [
  'All open',
  'All open, as shown',
  'Waiting longest',
  'Unassigned',
  'Mine',
  'My team',
  'Read one',
];

const LIST = 'medium=FAXWRIT&sent:missing=false&_sort=-sent,_id&_count=50';
const ROWS = '_include=Communication:subject&_revinclude=Task:focus';
const received = (state: string) => `category=${FAX_DIRECTION}%7Cinbound&category=${FAX_STATE}%7C${state}`;
const OPEN = received('open');

/** What the app asks, by name. */
function queries({ practitioners, teams, patients, lines }: SampleClinic): Record<string, string> {
  const me = `Practitioner/${practitioners[0]?.id}`;
  const patient = `Patient/${patients[3]?.id}`;
  const team = `CareTeam/${teams[0]?.id}`;
  const sent = `category=${FAX_DIRECTION}%7Coutbound`;
  return {
    'All open': `${OPEN}&${LIST}`,
    'All open, as shown': `${OPEN}&${LIST}&${ROWS}`,
    'Waiting longest': `${OPEN}&medium=FAXWRIT&sent:missing=false&_sort=sent,_id&_count=50`,
    Unassigned: `${OPEN}&subject:missing=true&category:not=${FAX_FLAG}%7Cno-patient&${LIST}`,
    Mine: `${OPEN}&_has:Task:focus:owner=${me}&${LIST}`,
    'My team': `${OPEN}&_has:Task:focus:owner=${team},${me}&${LIST}`,
    Closed: `${received('closed')}&${LIST}`,
    Archived: `${received('archived')}&${LIST}`,
    Trash: `${received('trash')}&${LIST}`,
    Sent: `${sent}&status=completed&${LIST}`,
    Outbox: `${sent}&status=in-progress&${LIST}`,
    'One line': `${OPEN}&recipient=HealthcareService/${lines[1]?.id}&${LIST}`,
    'One number': `category=${FAX_DIRECTION}%7Cinbound&sender:identifier=${TEL}%7Ctel:%2B16285550003&${LIST}`,
    'One patient': `subject=Patient/${patients[3]?.id}&${LIST}`,
    'No type': `${OPEN}&category:not=${LOINC}%7C&${LIST}`,
    Unread: `${OPEN}&category:not=${FAX_FLAG}%7Copened&${LIST}`,
    'Words of the subject': `category=${FAX_DIRECTION}%7Cinbound&topic:text=northgate&${LIST}`,
    'Patient name': `category=${FAX_DIRECTION}%7Cinbound&subject:Patient.name=alvarez&${LIST}`,
    'Deep in Archived': `${received('archived')}&sent=le2026-03-01T00:00:00Z&${LIST}`,
    'One owner, everywhere': everywhere({ owner: me }),
    'Nobody’s, everywhere': everywhere({ owner: 'nobody' }),
    'One label, everywhere': everywhere({ label: 'stat' }),
    'Urgent, everywhere': everywhere({ urgent: true }),
    'Unread, everywhere': everywhere({ unread: true }),
    'One month, everywhere': everywhere(MARCH),
    'Patient, sender and month, everywhere': everywhere({ ...MARCH, patient }, 'northgate'),
    'Count of All open': `${OPEN}&_summary=count`,
    'Count of Unassigned': `${OPEN}&subject:missing=true&_summary=count`,
  };
}

const MARCH = { from: '2026-03-01', to: '2026-03-31' } as const;

/** The list that is looked into wherever faxes are, as the app asks for it. */
function everywhere(filter: Partial<FaxFilter>, sender?: string): string {
  const key: FaxListKey = {
    filter: { folder: 'all-open', state: 'any', order: 'newest', ...filter },
    words: '',
    sender,
    timeZone: 'UTC',
    viewer: NOBODY,
  };
  return `${new URLSearchParams(makeFaxQuery(key))}&${LIST}`;
}

async function load(client: FhirClient, count: number): Promise<{ clinic: SampleClinic; perSecond: number }> {
  const random = createRandom(count);
  const made = sampleClinic({ patients: 500, senders: 60 });
  const clinic: SampleClinic = {
    patients: await client.createAll(made.patients),
    senders: await client.createAll(made.senders),
    lines: await client.createAll(made.lines),
    practitioners: await client.createAll(made.practitioners),
    teams: await client.createAll(made.teams),
  };
  const faxes = sampleFaxes(random, clinic, count);
  const start = performance.now();
  const stored = await client.createAll(faxes);
  const perSecond = Math.round((count / (performance.now() - start)) * 1000);
  await client.createAll(sampleTasks(random, clinic, stored));
  return { clinic, perSecond };
}

/** What is measured, by name, as one request each. */
function requests(client: FhirClient, clinic: SampleClinic): Record<string, () => Promise<unknown>> {
  const [fax] = sampleFaxes(createRandom(7), clinic, 10);
  if (!fax) throw new Error('No fax to create');
  const searches = Object.entries(queries(clinic)).map(([name, query]) => [
    name,
    () => client.search('Communication', query),
  ]);
  return {
    ...Object.fromEntries(searches),
    'Read one': () => client.get(`Patient/${clinic.patients[0]?.id}`),
    'Create one': () => client.create(fax),
  };
}

/** The same list from `@medplum/fhir-router`'s own repository, in process and without HTTP: what an array costs. */
async function benchMemory(count: number): Promise<Timing> {
  const repository = new MemoryRepository();
  const clinic = sampleClinic({ patients: 500, senders: 60 });
  for (const fax of sampleFaxes(createRandom(count), clinic, count)) await repository.createResource(fax);
  const inbox = `Communication?${OPEN}&_sort=-sent&_count=50`;
  const [timing] = await measureInTurn(10, [
    () => repository.search<Communication>(parseSearchRequest(inbox)),
  ]);
  return timing ?? { median: 0, p95: 0 };
}

interface Busy {
  delivered: Delivered;
  figures: Record<string, Timing>;
}

/** The same requests at the same server, in turn with each other, while it takes faxes in. */
async function measureBusy(server: BenchServer, all: Record<string, () => Promise<unknown>>): Promise<Busy> {
  const named = Object.entries(all).filter(([name]) => WHILE_BUSY.includes(name));
  const stop = await server.keepBusy(IN_WORK);
  const timings = await measureInTurn(
    BUSY_RUNS,
    named.map(([, request]) => request),
  );
  const delivered = await stop();
  const figures = Object.fromEntries(
    named.map(([name], i) => [name, timings[i] ?? { median: 0, p95: 0 }] as const),
  );
  return { delivered, figures };
}

const servers = await Promise.all(SIZES.map(startBenchServer));
try {
  const loaded: { perSecond: number; requests: Record<string, () => Promise<unknown>> }[] = [];
  for (const [i, { client }] of servers.entries()) {
    const { clinic, perSecond } = await load(client, SIZES[i] ?? 0);
    loaded.push({ perSecond, requests: requests(client, clinic) });
  }
  const [small, large] = loaded;
  if (!small || !large) throw new Error('Two sizes are compared');
  const figures: Record<string, { small: Timing; large: Timing; ratio: number }> = {};
  for (const [name, request] of Object.entries(large.requests)) {
    // Turn and turn about, so that whatever else the machine does falls on both alike.
    const [ofSmall, ofLarge] = await measureInTurn(RUNS, [small.requests[name] ?? request, request]);
    if (ofSmall && ofLarge) {
      figures[name] = { small: ofSmall, large: ofLarge, ratio: round(ofLarge.median / ofSmall.median) };
    }
  }
  const memory = await benchMemory(SIZES[0]);

  const [, largeServer] = servers;
  if (!largeServer) throw new Error('Two sizes are compared');
  const busy = await measureBusy(largeServer, large.requests);
  const rows = Object.entries(figures).map(([name, { small: s, large: l, ratio }]) => [
    name,
    { 'ms at 1,000': s.median, 'ms at 100,000': l.median, 'p95 at 100,000': l.p95, ratio },
  ]);
  console.table(Object.fromEntries(rows));
  const { delivered } = busy;
  console.log(
    `At 100,000 while ${delivered.medianInWork} deliveries of ${delivered.pages} pages are in work (median; ${delivered.deliveries} came in meanwhile):`,
  );
  console.table(
    Object.fromEntries(
      Object.entries(busy.figures).map(([name, { median, p95 }]) => [
        name,
        { ms: median, p95, 'ratio to idle': round(median / (figures[name]?.large.median ?? median)) },
      ]),
    ),
  );
  console.log(`Loaded per second, in batches of 500: ${small.perSecond} and ${large.perSecond}`);
  console.log(`All open at 1,000 by MemoryRepository, in process: ${memory.median} ms`);
  writeResults('store', {
    sizes: SIZES,
    figures,
    whileDeliveriesAreInWork: busy,
    loadedPerSecond: [small.perSecond, large.perSecond],
    memoryRepository: memory,
  });
} finally {
  for (const server of servers) await server.close();
}
