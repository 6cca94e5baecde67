import type {
  CareTeam,
  CodeableConcept,
  Communication,
  HealthcareService,
  Organization,
  Patient,
  Practitioner,
  Resource,
  Task,
} from '@medplum/fhirtypes';
import {
  EXT,
  FAX_DIRECTION,
  FAX_FLAG,
  FAX_MEDIUM_CODE,
  FAX_STATE,
  LABEL,
  LOINC,
  MRN,
  OYSTEHR_FAX_PAGES,
  PARTICIPATION_MODE,
  TASK_CODE,
  TEL,
  WORK_IDENTIFIER,
} from '../../../../src/domain/fhir/systems.ts';

/** Numbers from 0 to below 1, the same in every run. */
export type Random = () => number;

/** @see https://prng.di.unimi.it/splitmix64.c, in 32 bits. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return ((z ^ (z >>> 16)) >>> 0) / 2 ** 32;
  };
}

/** The people, places and parties that faxes refer to. */
export interface SampleClinic {
  patients: Patient[];
  senders: Organization[];
  lines: HealthcareService[];
  practitioners: Practitioner[];
  teams: CareTeam[];
}

const FAMILIES = [
  'Alvarez',
  'Becker',
  'Chén',
  'Dubois',
  'Eriksen',
  'Fournier',
  'García',
  'Hughes',
  'Ito',
  'Jansen',
];
const GIVEN = [
  'Ana',
  'Bruno',
  'Chloé',
  'David',
  'Elena',
  'Farid',
  'Grace',
  'Hugo',
  'Inés',
  'Jonas',
  'Kaya',
  'Liam',
];
const PLACES = ['Lakeside', 'Northgate', 'Harbour', 'Mission', 'Riverside', 'Hilltop', 'Sunset', 'Bayview'];
const SPECIALTIES = ['Cardiology', 'Imaging', 'Laboratory', 'Pharmacy', 'Orthopaedics', 'Dermatology'];
const TYPES = ['57133-1', '11502-2', '11488-4', '18842-5', '52033-8', '34117-2'];
const LABELS = ['insurance', 'stat', 'records'];

export function sampleClinic(size: { patients: number; senders: number }): SampleClinic {
  return {
    patients: list(size.patients, (i) => ({
      resourceType: 'Patient',
      identifier: [{ system: MRN, value: `M${1000 + i}` }],
      name: [{ family: FAMILIES[i % 10], given: [pick(GIVEN, i), pick(GIVEN, Math.floor(i / 10))] }],
      birthDate: `${1930 + (i % 80)}-${two(1 + (i % 12))}-${two(1 + (i % 28))}`,
      telecom: [{ system: 'phone', value: number(7000 + i) }],
    })),
    senders: list(size.senders, (i) => ({
      resourceType: 'Organization',
      name: `${pick(PLACES, i)} ${pick(SPECIALTIES, Math.floor(i / 8))}`,
      identifier: [{ system: TEL, value: `tel:${number(i)}` }],
    })),
    lines: list(2, (i) => ({
      resourceType: 'HealthcareService',
      name: i === 0 ? 'Front office' : 'Referrals',
      telecom: [{ system: 'fax', value: number(9000 + i) }],
    })),
    practitioners: list(8, (i) => ({
      resourceType: 'Practitioner',
      name: [{ family: pick(FAMILIES, i), given: [pick(GIVEN, i + 3)] }],
    })),
    teams: list(2, (i) => ({ resourceType: 'CareTeam', name: `Team ${i + 1}`, status: 'active' })),
  };
}

type State = 'open' | 'closed' | 'archived' | 'trash' | 'junk';

/** Shares of a clinic that has been running for a while: four in five faxes arrived, few of those are still open. */
function stateOf(i: number, count: number): State {
  const open = Math.min(470, Math.floor(count * 0.32));
  const closed = Math.min(1000, Math.floor(count * 0.1));
  // The newest are open, the ones before them closed.
  if (i >= count - open) return 'open';
  if (i >= count - open - closed) return 'closed';
  if (i % 50 === 7) return 'trash';
  return i % 50 === 8 ? 'junk' : 'archived';
}

/** Received and sent faxes in the order of time; every 20th shares its second with the one before. */
export function sampleFaxes(random: Random, clinic: SampleClinic, count: number): Communication[] {
  const inbound = Math.floor(count * 0.8);
  const seconds = Math.floor((330 * 86_400) / count);
  return list(count, (i) => {
    const at = (i - (i % 20 === 19 ? 1 : 0)) * seconds;
    const sent = new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString().replace('.000', '');
    // Spread evenly, so that both kinds share every stretch of time.
    const isInbound = Math.floor((i + 1) * 0.8) > Math.floor(i * 0.8);
    return isInbound
      ? inboundFax(random, clinic, i, sent, stateOf(Math.floor(i * 0.8), inbound))
      : outboundFax(random, clinic, i, sent, i >= count - 60);
  });
}

function inboundFax(
  random: Random,
  clinic: SampleClinic,
  i: number,
  sent: string,
  state: State,
): Communication {
  const senderIndex = Math.floor(random() ** 2 * clinic.senders.length);
  const sender = pick(clinic.senders, senderIndex);
  const line = pick(clinic.lines, random() < 0.4 ? 1 : 0);
  const filed = state === 'open' ? random() < 0.5 : random() < 0.97;
  const patient = pick(clinic.patients, Math.floor(random() * clinic.patients.length));
  const type = pick(TYPES, Math.floor(random() * TYPES.length));
  const known = random() < 0.8;
  const urgent = random() < 0.08;
  return {
    resourceType: 'Communication',
    status: 'completed',
    identifier: [{ system: 'urn:faxwell:carrier:loopback', value: `in-${i}` }],
    medium: [concept(PARTICIPATION_MODE, FAX_MEDIUM_CODE)],
    category: [
      concept(FAX_DIRECTION, 'inbound'),
      concept(FAX_STATE, state),
      ...(filed ? [concept(LOINC, type, `Document ${type}`)] : []),
      ...(state !== 'open' || random() < 0.7 ? [concept(FAX_FLAG, 'opened')] : []),
      ...(urgent ? [concept(FAX_FLAG, 'urgent')] : []),
      ...(state === 'closed' || state === 'archived' ? [concept(FAX_FLAG, 'handled')] : []),
      ...(random() < 0.1 ? [concept(LABEL, pick(LABELS, i), pick(LABELS, i).toUpperCase())] : []),
    ],
    ...(urgent ? { priority: 'urgent' } : undefined),
    ...(filed ? { subject: { reference: ref(patient) } } : undefined),
    sender: {
      ...(known ? { reference: ref(sender) } : undefined),
      identifier: { system: TEL, value: `tel:${number(senderIndex)}` },
      display: sender.name ?? '',
    },
    recipient: [
      { reference: ref(line), identifier: { system: TEL, value: `tel:${line.telecom?.[0]?.value}` } },
    ],
    sent,
    received: sent,
    topic: { text: `${sender.name} ${number(senderIndex)} ${filed ? 'Referral' : 'Result'}` },
    payload: [document(i)],
    extension: [{ url: OYSTEHR_FAX_PAGES, valueInteger: 1 + Math.floor(random() * 9) }],
  };
}

function outboundFax(
  random: Random,
  clinic: SampleClinic,
  i: number,
  sent: string,
  recent: boolean,
): Communication {
  const index = Math.floor(random() * clinic.senders.length);
  const party = pick(clinic.senders, index);
  const status = recent ? pick(['preparation', 'in-progress', 'stopped'] as const, i) : 'completed';
  return {
    resourceType: 'Communication',
    status,
    identifier: [{ system: 'urn:faxwell:carrier:loopback', value: `out-${i}` }],
    medium: [concept(PARTICIPATION_MODE, FAX_MEDIUM_CODE)],
    category: [concept(FAX_DIRECTION, 'outbound'), concept(FAX_STATE, recent ? 'open' : 'closed')],
    sender: { reference: ref(pick(clinic.lines, 0)) },
    recipient: [{ reference: ref(party), identifier: { system: TEL, value: `tel:${number(index)}` } }],
    // A draft has not been sent.
    ...(status === 'preparation' ? undefined : { sent }),
    topic: { text: `To ${party.name}` },
    payload: [document(i)],
  };
}

/** The work on every open fax but one in four, and on half of the newer closed ones. */
export function sampleTasks(random: Random, clinic: SampleClinic, faxes: readonly Communication[]): Task[] {
  return faxes.flatMap((fax, i): Task[] => {
    const state = fax.category?.[1]?.coding?.[0]?.code;
    const isInbound = fax.category?.[0]?.coding?.[0]?.code === 'inbound';
    const isWorked = state === 'open' ? random() < 0.75 : random() < 0.3;
    if (!isInbound || !isWorked) return [];
    const owner =
      random() < 0.7 ? pick(clinic.practitioners, Math.floor(random() * 8)) : pick(clinic.teams, i);
    return [
      {
        resourceType: 'Task',
        identifier: [{ system: WORK_IDENTIFIER, value: fax.id ?? `${i}` }],
        status: state === 'open' ? (random() < 0.5 ? 'accepted' : 'requested') : 'completed',
        intent: 'order',
        code: concept(TASK_CODE, 'work'),
        focus: { reference: ref(fax) },
        owner: { reference: ref(owner) },
        ...(fax.sent ? { authoredOn: fax.sent } : undefined),
      },
    ];
  });
}

function document(i: number): NonNullable<Communication['payload']>[number] {
  return {
    contentAttachment: {
      contentType: 'application/pdf',
      url: `Binary/${hex(i, 8)}-0000-4000-8000-000000000000`,
      size: 40_000 + i,
      title: `fax-${i}.pdf`,
      extension: [{ url: EXT.sha256, valueString: hex(i, 64) }],
    },
  };
}

function concept(system: string, code: string, display?: string): CodeableConcept {
  return { coding: [{ system, code, ...(display ? { display } : undefined) }] };
}

function ref(resource: Resource): string {
  return `${resource.resourceType}/${resource.id}`;
}

function list<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}

/** Round and round the list. */
function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

function number(index: number): string {
  return `+1628555${String(index).padStart(4, '0')}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function hex(value: number, length: number): string {
  return value.toString(16).padStart(length, '0');
}
