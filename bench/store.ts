/**
 * How fast the embedded server answers a front desk's lists, at 1,000 faxes and at 100,000:
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
import { FAX_DIRECTION, FAX_FLAG, FAX_STATE, LOINC, TEL } from '../src/domain/fhir/systems.ts';
import { startBenchServer } from './benchServer.ts';
import { measure, round, type Timing } from './measure.ts';
import { writeResults } from './results.ts';

const SIZES = [1_000, 100_000] as const;
const RUNS = 40;

const LIST = 'medium=FAXWRIT&sent:missing=false&_sort=-sent,_id&_count=50';
const ROWS = '_include=Communication:subject&_revinclude=Task:focus';
const received = (state: string) => `category=${FAX_DIRECTION}%7Cinbound&category=${FAX_STATE}%7C${state}`;
const OPEN = received('open');

/** What the app asks, by name. */
function queries({ practitioners, teams, patients, lines }: SampleClinic): Record<string, string> {
  const me = `Practitioner/${practitioners[0]?.id}`;
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
    'Count of All open': `${OPEN}&_summary=count`,
    'Count of Unassigned': `${OPEN}&subject:missing=true&_summary=count`,
  };
}

interface Figures {
  loadPerSecond: number;
  createOne: Timing;
  read: Timing;
  queries: Record<string, Timing>;
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

async function bench(count: number): Promise<Figures> {
  const server = await startBenchServer();
  try {
    const { client } = server;
    const { clinic, perSecond } = await load(client, count);
    const timings: Record<string, Timing> = {};
    for (const [name, query] of Object.entries(queries(clinic))) {
      timings[name] = await measure(RUNS, () => client.search('Communication', query));
    }
    const [fax] = sampleFaxes(createRandom(7), clinic, 10);
    if (!fax) throw new Error('No fax to create');
    const createOne = await measure(RUNS, () => client.create(fax));
    const created = await client.create(fax);
    const read = await measure(RUNS, () => client.get(`Communication/${created.body.id}`));
    return { loadPerSecond: perSecond, createOne, read, queries: timings };
  } finally {
    await server.close();
  }
}

/** The same list from `@medplum/fhir-router`'s own repository, in process and without HTTP: what an array costs. */
async function benchMemory(count: number): Promise<Timing> {
  const repository = new MemoryRepository();
  const clinic = sampleClinic({ patients: 500, senders: 60 });
  for (const fax of sampleFaxes(createRandom(count), clinic, count)) await repository.createResource(fax);
  const inbox = `Communication?${OPEN}&_sort=-sent&_count=50`;
  return measure(10, () => repository.search<Communication>(parseSearchRequest(inbox)));
}

const [small, large] = [await bench(SIZES[0]), await bench(SIZES[1])];
const memory = await benchMemory(SIZES[0]);

console.table(
  Object.fromEntries(
    Object.entries(large.queries).map(([name, { median, p95 }]) => {
      const before = small.queries[name]?.median ?? 0;
      return [name, { '1,000': before, '100,000': median, p95, ratio: round(median / before) }];
    }),
  ),
);
console.table({
  'Create one': {
    '1,000': small.createOne.median,
    '100,000': large.createOne.median,
    p95: large.createOne.p95,
  },
  'Read one': { '1,000': small.read.median, '100,000': large.read.median, p95: large.read.p95 },
  'Loaded per second': { '1,000': small.loadPerSecond, '100,000': large.loadPerSecond },
  'All open by MemoryRepository, in process': { '1,000': memory.median, p95: memory.p95 },
});
writeResults('store', { '1000': small, '100000': large, memoryRepository1000: memory });
