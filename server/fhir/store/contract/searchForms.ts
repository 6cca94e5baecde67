import type { Communication, Patient } from '@medplum/fhirtypes';
import {
  FAX_DIRECTION,
  FAX_FLAG,
  FAX_STATE,
  LOINC,
  MRN,
  PARTICIPATION_MODE,
  TASK_CODE,
  TEL,
} from '../../../../src/domain/fhir/systems.ts';
import { hasCode, refersTo, refOf, type SearchWorld, spanOf, textOf } from './searchWorld.ts';

type Is = (fax: Communication, world: SearchWorld) => boolean;
type Query = string | ((world: SearchWorld) => string);

export const IN = `${FAX_DIRECTION}|inbound`;
export const OPEN = `${FAX_STATE}|open`;

const inbound: Is = (fax) => hasCode(fax.category, IN);
export const open: Is = (fax, world) => inbound(fax, world) && hasCode(fax.category, OPEN);

const patientOf = ({ subject }: Communication, { patients }: SearchWorld) =>
  patients.find((patient) => refOf(patient) === subject?.reference);
const hasFamily = (patient: Patient | undefined, start: string) =>
  Boolean(patient?.name?.some(({ family }) => family?.toLowerCase().startsWith(start)));
export const tasksOn = (fax: Communication, { tasks }: SearchWorld) =>
  tasks.filter((task) => refersTo(task.focus, refOf(fax)));
export const sentIn = (fax: Communication, from: string, to: string) => {
  if (!fax.sent) return false;
  const [lo, hi] = spanOf(fax.sent);
  return lo >= Date.parse(from) && hi < Date.parse(to);
};

const isoOf = (fax: Communication | undefined) => new Date(fax?.sent ?? 0).toISOString();

export const me = ({ clinic }: SearchWorld) => refOf(clinic.practitioners[0]);
const team = ({ clinic }: SearchWorld) => refOf(clinic.teams[0]);
const line = ({ clinic }: SearchWorld) => refOf(clinic.lines[1]);
const patient = ({ clinic }: SearchWorld) => refOf(clinic.patients[0]);

/** Every form of Communication search that is relied on, with what it means. */
export const SEARCH_FORMS: [group: string, query: Query, is: Is][] = [
  ['medium', 'medium=FAXWRIT', (fax) => hasCode(fax.medium, 'FAXWRIT')],
  ['medium', `medium=${PARTICIPATION_MODE}|FAXWRIT`, (fax) => hasCode(fax.medium, 'FAXWRIT')],
  ['medium', `medium:not=${PARTICIPATION_MODE}|FAXWRIT`, (fax) => !hasCode(fax.medium, 'FAXWRIT')],
  ['medium', 'medium=urn:example:wrong|FAXWRIT', () => false],
  ['category', `category=${IN}`, inbound],
  ['category', 'category=inbound', inbound],
  ['category', 'category=InBound', (fax) => hasCode(fax.category, 'InBound')],
  ['category', `category=${IN}&category=${OPEN}`, open],
  [
    'category',
    `category=${FAX_STATE}|trash,${FAX_STATE}|junk`,
    (fax) => /trash|junk/.test(JSON.stringify(fax.category)),
  ],
  ['category', `category=${LOINC}|`, (fax) => hasCode(fax.category, `${LOINC}|`)],
  ['category', `category:not=${LOINC}|`, (fax) => !hasCode(fax.category, `${LOINC}|`)],
  ['category', `category:not=${FAX_FLAG}|opened`, (fax) => !hasCode(fax.category, `${FAX_FLAG}|opened`)],
  [
    'category',
    `category:not=${FAX_FLAG}|opened,${FAX_STATE}|open`,
    (fax) => !hasCode(fax.category, `${FAX_FLAG}|opened`) && !hasCode(fax.category, OPEN),
  ],
  ['category', 'category=|no-system', (fax) => hasCode(fax.category, '|no-system')],
  ['category', 'category:missing=true', (fax) => !fax.category],
  ['category', 'category:missing=false', (fax) => Boolean(fax.category)],
  ['category', 'category:text=überweisung', (fax) => textOf(fax.category).includes('überweisung')],
  ['category', 'category:text=uberWEIS', (fax) => textOf(fax.category).includes('überweisung')],
  ['category', 'category:text=insur', (fax) => textOf(fax.category).includes('insur')],
  ['status', 'status=in-progress', (fax) => fax.status === 'in-progress'],
  ['status', 'status=preparation,completed', (fax) => ['preparation', 'completed'].includes(fax.status)],
  ['status', 'status:not=completed', (fax) => fax.status !== 'completed'],
  ['status', 'status=bogus', () => false],
  ['subject', (w) => `subject=${patient(w)}`, (fax, w) => refersTo(fax.subject, patient(w))],
  ['subject', (w) => `subject=${w.clinic.patients[0]?.id}`, (fax, w) => refersTo(fax.subject, patient(w))],
  [
    'subject',
    (w) => `subject:Patient=${w.clinic.patients[0]?.id}`,
    (fax, w) => refersTo(fax.subject, patient(w)),
  ],
  ['subject', (w) => `patient=${patient(w)}`, (fax, w) => refersTo(fax.subject, patient(w))],
  ['subject', (w) => `patient=${w.clinic.patients[0]?.id}`, (fax, w) => refersTo(fax.subject, patient(w))],
  [
    'subject',
    (w) => `subject=${patient(w)},${refOf(w.clinic.patients[1])}`,
    (fax, w) => refersTo(fax.subject, patient(w)) || refersTo(fax.subject, refOf(w.clinic.patients[1])),
  ],
  ['subject', 'subject:missing=true', (fax) => !fax.subject],
  ['subject', 'subject:missing=false', (fax) => Boolean(fax.subject)],
  [
    'subject',
    'subject=https://elsewhere.example/fhir/Patient/1',
    (fax) => Boolean(fax.subject?.reference?.startsWith('https')),
  ],
  ['subject', 'subject:identifier=urn:example:mrn|A\\,1', (fax) => fax.subject?.identifier?.value === 'A,1'],
  ['references', (w) => `recipient=${line(w)}`, (fax, w) => refersTo(fax.recipient, line(w))],
  ['references', (w) => `recipient=${patient(w)}`, (fax, w) => refersTo(fax.recipient, patient(w))],
  ['references', 'recipient:missing=true', (fax) => !fax.recipient],
  [
    'references',
    (w) => `sender=${refOf(w.senders[0])}`,
    (fax, w) => refersTo(fax.sender, refOf(w.senders[0])),
  ],
  ['references', (w) => `part-of=${refOf(w.faxes[0])}`, (fax, w) => refersTo(fax.partOf, refOf(w.faxes[0]))],
  [
    'logical references',
    `sender:identifier=${TEL}|tel:+16285550003`,
    (fax) => fax.sender?.identifier?.value === 'tel:+16285550003',
  ],
  [
    'logical references',
    'sender:identifier=tel:+16285550003',
    (fax) => fax.sender?.identifier?.value === 'tel:+16285550003',
  ],
  [
    'logical references',
    `recipient:identifier=${TEL}|tel:+16285550004`,
    (fax) => Boolean(fax.recipient?.some(({ identifier }) => identifier?.value === 'tel:+16285550004')),
  ],
  ['tags', '_tag=urn:example:tag|a', (fax) => Boolean(fax.meta?.tag?.some(({ code }) => code === 'a'))],
  ['tags', '_tag=b', (fax) => Boolean(fax.meta?.tag?.some(({ code }) => code === 'b'))],
  ['tags', '_tag=urn:example:tag|a&_tag=urn:example:tag|b', (fax) => fax.meta?.tag?.length === 2],
  ['tags', '_tag:not=urn:example:tag|a', (fax) => !fax.meta?.tag],
  ['tags', '_tag:not=urn:example:tag|b&_tag:not=c', (fax) => fax.meta?.tag?.length !== 2],
  ['tags', '_tag:missing=true', (fax) => !fax.meta?.tag],
  ['tags', '_profile=http://example.com/fax', (fax) => Boolean(fax.meta?.profile)],
  [
    'identifier',
    'identifier=urn:faxwell:carrier:loopback|in-10',
    (fax) => fax.identifier?.[0]?.value === 'in-10',
  ],
  [
    'identifier',
    'identifier=urn:faxwell:carrier:loopback|in-10,urn:faxwell:carrier:loopback|in-11',
    (fax) => ['in-10', 'in-11'].includes(fax.identifier?.[0]?.value ?? ''),
  ],
  ['identifier', 'identifier=bare', (fax) => fax.identifier?.[0]?.value === 'bare'],
  ['identifier', 'identifier=|bare', (fax) => fax.identifier?.[0]?.value === 'bare'],
  ['identifier', 'identifier=urn:example:id|with|bar', (fax) => fax.identifier?.[0]?.value === 'bare'],
  ['identifier', 'identifier=urn:faxwell:carrier:loopback|', (fax) => Boolean(fax.identifier?.[0]?.system)],
  ['topic', 'topic:text=referral', (fax) => textOf([fax.topic ?? {}]).includes('referral')],
  ['topic', 'topic:text=side card', (fax) => textOf([fax.topic ?? {}]).includes('side card')],
  ['topic', 'topic:text=285550', (fax) => textOf([fax.topic ?? {}]).includes('285550')],
  ['topic', 'topic:text=referral&topic:text=imag', (fax) => /imag.*referral/.test(textOf([fax.topic ?? {}]))],
  ['topic', 'topic:text=lab res', (fax) => textOf([fax.topic ?? {}]).includes('lab res')],
  ['topic', 'topic:text=zoe', (fax) => textOf([fax.topic ?? {}]).includes('zoë')],
  ['topic', 'topic:text=0%', (fax) => textOf([fax.topic ?? {}]).includes('0%')],
  ['topic', 'topic:text="', () => false],
  ['topic', 'topic=urn:example:topic|t', (fax) => fax.topic?.coding?.[0]?.code === 't'],
  [
    'sent',
    'sent=ge2026-03-01T00:00:00Z&sent=lt2026-04-01T00:00:00Z',
    (fax) => sentIn(fax, '2026-03-01', '2026-04-01'),
  ],
  [
    'sent',
    'sent=ge2026-03-01T02:00:00%2B02:00&sent=lt2026-04-01T00:00:00Z',
    (fax) => sentIn(fax, '2026-03-01', '2026-04-01'),
  ],
  ['sent', 'sent:missing=true', (fax) => !fax.sent],
  ['sent', 'sent:missing=false', (fax) => Boolean(fax.sent)],
  ['sent', (w) => `sent=${w.faxes[20]?.sent}`, (fax, w) => fax.sent === w.faxes[20]?.sent],
  [
    'sent',
    (w) => `sent=le${w.faxes[20]?.sent}`,
    (fax, w) => Boolean(fax.sent) && spanOf(fax.sent ?? '')[0] <= Date.parse(w.faxes[20]?.sent ?? ''),
  ],
  [
    'sent',
    (w) => `sent=gt${w.faxes[380]?.sent}`,
    (fax, w) => Boolean(fax.sent) && spanOf(fax.sent ?? '')[1] > Date.parse(w.faxes[380]?.sent ?? ''),
  ],
  [
    'sent',
    // The same instant, written with milliseconds.
    (w) => `sent=le${isoOf(w.faxes[20])}&sent=ge${isoOf(w.faxes[20])}`,
    (fax, w) => fax.sent === w.faxes[20]?.sent,
  ],
  ['sent', 'received=ge2026-11-01T00:00:00Z', (fax) => Boolean(fax.received && fax.received >= '2026-11-01')],
  ['sent', '_lastUpdated=ge2020-01-01T00:00:00Z', () => true],
  ['sent', '_lastUpdated=lt2020-01-01T00:00:00Z', () => false],
  ['chains', 'subject:Patient.name=alv', (fax, w) => hasFamily(patientOf(fax, w), 'alv')],
  ['chains', 'subject:Patient.name=CHEN', (fax, w) => hasFamily(patientOf(fax, w), 'chén')],
  ['chains', 'patient.name=alv', (fax, w) => hasFamily(patientOf(fax, w), 'alv')],
  ['chains', 'patient:Patient.family=Garcia', (fax, w) => hasFamily(patientOf(fax, w), 'garcía')],
  ['chains', 'subject:Patient.name:contains=arcí', (fax, w) => hasFamily(patientOf(fax, w), 'garcía')],
  [
    'chains',
    `subject:Patient.identifier=${MRN}|M1003`,
    (fax, w) => patientOf(fax, w)?.identifier?.[0]?.value === 'M1003',
  ],
  [
    'chains',
    'subject:Patient.birthdate=1931-02-02',
    (fax, w) => patientOf(fax, w)?.birthDate === '1931-02-02',
  ],
  [
    'chains',
    'sender:Organization.name=lakeside',
    (fax, w) =>
      w.senders.some((sender) => sender.name?.startsWith('Lakeside') && refersTo(fax.sender, refOf(sender))),
  ],
  [
    'chains',
    'part-of:Communication.subject:Patient.name=a,b,c,d,e,f,g,h,i,j',
    (fax, w) => w.faxes.some((other) => refersTo(fax.partOf, refOf(other)) && patientOf(other, w)),
  ],
  [
    '_has',
    '_has:Task:focus:status=requested',
    (fax, w) => tasksOn(fax, w).some(({ status }) => status === 'requested'),
  ],
  [
    '_has',
    '_has:Task:focus:status:not=completed',
    (fax, w) => tasksOn(fax, w).some(({ status }) => status !== 'completed'),
  ],
  [
    '_has',
    (w) => `_has:Task:focus:owner=${me(w)}`,
    (fax, w) => tasksOn(fax, w).some(({ owner }) => refersTo(owner, me(w))),
  ],
  [
    '_has',
    (w) => `_has:Task:focus:owner=${team(w)},${me(w)}`,
    (fax, w) => tasksOn(fax, w).some(({ owner }) => refersTo(owner, me(w)) || refersTo(owner, team(w))),
  ],
  [
    '_has',
    '_has:Task:focus:owner:Practitioner.name=alvarez',
    (fax, w) => tasksOn(fax, w).some(({ owner }) => refersTo(owner, me(w))),
  ],
  [
    '_has',
    '_has:Communication:part-of:status=completed',
    (fax, w) => w.faxes.some((other) => refersTo(other.partOf, refOf(fax))),
  ],
  [
    '_filter',
    `_filter=not (_has:Task:focus:code eq ${TASK_CODE}|work)`,
    (fax, w) => tasksOn(fax, w).length === 0,
  ],
  [
    '_filter',
    `_filter=(status eq stopped or status eq preparation) and category eq ${FAX_DIRECTION}|outbound`,
    (fax) => /stopped|preparation/.test(fax.status) && hasCode(fax.category, 'outbound'),
  ],
  [
    '_filter',
    '_filter=sent ge 2026-10-01T00:00:00Z and subject pr false',
    (fax) => Boolean(fax.sent && fax.sent >= '2026-10-01' && !fax.subject),
  ],
  ['_filter', '_filter=status ne completed', (fax) => fax.status !== 'completed'],
  [
    'other',
    (w) => `_id=${w.faxes[1]?.id},${w.faxes[2]?.id}`,
    (fax, w) => [w.faxes[1]?.id, w.faxes[2]?.id].includes(fax.id),
  ],
  [
    'other',
    (w) => `_compartment=${patient(w)}`,
    (fax, w) => [fax.subject, ...(fax.recipient ?? [])].some((r) => refersTo(r, patient(w))),
  ],
  ['other', '', () => true],
  [
    'all together',
    (w) =>
      `medium=FAXWRIT&category=${IN}&category=${OPEN}&_has:Task:focus:owner=${me(w)},${team(w)}&recipient=${line(w)}&category:not=${FAX_FLAG}|urgent`,
    (fax, w) =>
      open(fax, w) &&
      refersTo(fax.recipient, line(w)) &&
      !hasCode(fax.category, `${FAX_FLAG}|urgent`) &&
      tasksOn(fax, w).some(({ owner }) => refersTo(owner, me(w)) || refersTo(owner, team(w))),
  ],
];
