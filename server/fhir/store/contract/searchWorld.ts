import type {
  CodeableConcept,
  Communication,
  Organization,
  Patient,
  Reference,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import { FAX_MEDIUM_CODE, PARTICIPATION_MODE } from '../../../../src/domain/fhir/systems.ts';
import type { FhirClient, Stored } from './fhirClient.ts';
import { createRandom, type SampleClinic, sampleClinic, sampleFaxes, sampleTasks } from './sampleData.ts';

/** Everything stored for the search suite, as the server returned it: what the truth is computed from. */
export interface SearchWorld {
  clinic: SampleClinic;
  faxes: (Communication & Stored)[];
  tasks: (Task & Stored)[];
  patients: (Patient & Stored)[];
  senders: (Organization & Stored)[];
}

/** Faxes that a generator of ordinary ones would not make. */
function oddFaxes(clinic: SampleClinic): Communication[] {
  const medium = [{ coding: [{ system: PARTICIPATION_MODE, code: FAX_MEDIUM_CODE }] }];
  const odd = { resourceType: 'Communication', status: 'completed', medium } as const;
  const patient = `Patient/${clinic.patients[0]?.id}`;
  return [
    { ...odd, note: [{ text: 'Nothing but a medium' }] },
    { ...odd, sent: '2026-06-01' },
    { ...odd, sent: '2026-06' },
    { ...odd, sent: '2026-06-01T23:30:00-07:00' },
    { ...odd, sent: '2026-06-01T10:00:00.250Z' },
    { ...odd, category: [{ text: 'Überweisung, dringend' }] },
    {
      ...odd,
      category: [
        { coding: [{ code: 'no-system' }] },
        { coding: [{ system: 'urn:example:case', code: 'InBound' }] },
      ],
    },
    { ...odd, subject: { identifier: { system: 'urn:example:mrn', value: 'A,1' } } },
    { ...odd, subject: { display: 'Somebody' } },
    { ...odd, subject: { reference: 'https://elsewhere.example/fhir/Patient/1' } },
    { ...odd, subject: { reference: patient }, recipient: [{ display: 'x' }, { reference: patient }] },
    { ...odd, topic: { text: 'Référence 100% «urgent» from Zoë' } },
    { ...odd, topic: { coding: [{ system: 'urn:example:topic', code: 't', display: 'Lab Results' }] } },
    {
      ...odd,
      meta: {
        tag: [
          { system: 'urn:example:tag', code: 'a' },
          { system: 'urn:example:tag', code: 'b' },
        ],
      },
    },
    {
      ...odd,
      meta: { tag: [{ system: 'urn:example:tag', code: 'a' }], profile: ['http://example.com/fax'] },
    },
    { ...odd, identifier: [{ value: 'bare' }, { system: 'urn:example:id', value: 'with|bar' }] },
  ];
}

export async function createSearchWorld(client: FhirClient): Promise<SearchWorld> {
  const random = createRandom(42);
  const made = sampleClinic({ patients: 40, senders: 24 });
  const patients = await client.createAll(made.patients);
  const senders = await client.createAll(made.senders);
  const clinic: SampleClinic = {
    patients,
    senders,
    lines: await client.createAll(made.lines),
    practitioners: await client.createAll(made.practitioners),
    teams: await client.createAll(made.teams),
  };
  const faxes = await client.createAll([...sampleFaxes(random, clinic, 400), ...oddFaxes(clinic)]);
  const replies = await client.createAll(
    faxes.slice(0, 3).map(
      (fax): Communication => ({
        resourceType: 'Communication',
        status: 'completed',
        partOf: [{ reference: `Communication/${fax.id}` }],
      }),
    ),
  );
  // Changed and deleted ones have to be found by what they are now.
  const changed = await client.update({ ...faxes[5], status: 'stopped' } as Communication);
  if (faxes[5]) faxes[5] = changed.body;
  const [gone] = faxes.splice(6, 1);
  await client.delete(`Communication/${gone?.id}`);
  const tasks = await client.createAll(sampleTasks(random, clinic, faxes));
  return { clinic, faxes: [...faxes, ...replies], tasks, patients, senders };
}

// What follows says in plain terms what the search forms mean, over plain lists and without an index.

export function hasCode(concepts: readonly CodeableConcept[] | undefined, token: string): boolean {
  const [system, code] = token.includes('|') ? token.split('|') : [undefined, token];
  return (concepts ?? []).some(({ coding = [] }) =>
    coding.some(
      (one) => (code === '' || one.code === code) && (system === undefined || (one.system ?? '') === system),
    ),
  );
}

export function refersTo(references: Reference | readonly Reference[] | undefined, target: string): boolean {
  return [references ?? []].flat().some(({ reference }) => reference === target);
}

export function refOf(resource: Resource | undefined): string {
  return `${resource?.resourceType}/${resource?.id}`;
}

export function textOf(concepts: readonly CodeableConcept[] | undefined): string {
  return (concepts ?? [])
    .flatMap(({ text, coding = [] }) => [text, ...coding.map(({ display }) => display)])
    .filter(Boolean)
    .join('\n')
    .toLowerCase();
}

/** First and last millisecond of a FHIR date without time, or of an instant. */
export function spanOf(date: string): [number, number] {
  if (date.includes('T')) return [Date.parse(date), Date.parse(date)];
  const [year = 0, month] = date.split('-').map(Number);
  const start = Date.parse(date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date);
  if (date.length === 10) return [start, start + 86_400_000 - 1];
  return [start, Date.UTC(month ? year : year + 1, month ?? 0, 1) - 1];
}
