import type {
  Attachment,
  CodeableConcept,
  Communication,
  CommunicationPayload,
  Device,
  Extension,
  Reference,
} from '@medplum/fhirtypes';
import { codingOf, extensionOf, listOf, literalReference, type Party, partyOf } from '../fhir/elements.ts';
import {
  EFAX_ORIGINATING_NUMBER,
  EXT,
  FAX_DIRECTION,
  FAX_FLAG,
  FAX_MEDIUM_CODE,
  FAX_STATE,
  LABEL,
  LOINC,
  OYSTEHR_FAX_PAGES,
  OYSTEHR_INBOUND_STATUS,
  OYSTEHR_OUTBOUND_STATUS,
  TEL,
} from '../fhir/systems.ts';
import { numberOfTel, parseNumber } from '../phone/phone.ts';
import { err, ok, type Result } from '../result.ts';
import {
  DOCUMENT_PROBLEMS,
  DUPLICATE_KINDS,
  type DuplicateOf,
  FAX_FLAGS,
  FAX_STATES,
  type Fax,
  type FaxDirection,
  type FaxFile,
  type FaxFlag,
  type FaxLabel,
  type FaxRow,
  type FaxType,
  type FilingPart,
  type FilingProposal,
  type Mark,
  type PagesNotNeeded,
  type UnreadableReason,
} from './fax.ts';
import { isWellFormed } from './wellFormed.ts';

/**
 * The only reader of fax Communications. Reads every shape seen in the wild (Medplum eFax, Oystehr, our own),
 * and answers with a reason instead of throwing when a resource is none of them.
 */
export function parseFax(resource: unknown): Result<Fax, UnreadableReason> {
  if (!isCommunication(resource)) {
    return err('not-a-communication');
  }
  if (typeof resource.id !== 'string' || resource.id === '') {
    return err('no-id');
  }
  try {
    const fax = readFax(resource, resource.id);
    return isWellFormed(fax) ? ok(fax) : err('bad-shape');
  } catch {
    // An element of the wrong kind somewhere inside (a number where an object belongs): one answer for all of them.
    return err('bad-shape');
  }
}

/** The row of a list for whatever the server returned there. */
export function parseFaxRow(resource: unknown): FaxRow {
  const parsed = parseFax(resource);
  if (parsed.ok) {
    return parsed.value;
  }
  const shape = (typeof resource === 'object' && resource !== null ? resource : {}) as Partial<Communication>;
  return {
    kind: 'unreadable',
    id: typeof shape.id === 'string' ? shape.id : '',
    version: typeof shape.meta?.versionId === 'string' ? shape.meta.versionId : '',
    reason: parsed.error,
    communication: resource,
    ...(typeof shape.sent === 'string' && { sent: shape.sent }),
  };
}

function isCommunication(resource: unknown): resource is Communication {
  return (
    typeof resource === 'object' &&
    resource !== null &&
    'resourceType' in resource &&
    resource.resourceType === 'Communication'
  );
}

function readFax(communication: Communication, id: string): Fax {
  const categories = listOf(communication.category);
  const stateConcept = categories.find((c) => codingOf(c, FAX_STATE));
  const typeConcept = categories.find((c) => codingOf(c, LOINC));
  const state = oneOf(FAX_STATES, codingOf(stateConcept, FAX_STATE)?.code);
  const recipient = listOf(communication.recipient)[0];
  const problem = extensionOf(communication, EXT.documentProblem)?.valueCode;
  return stripUndefined({
    kind: 'fax',
    id,
    version: communication.meta?.versionId ?? '',
    communication,
    direction: readDirection(communication),
    state,
    stateMark: readMark(stateConcept),
    flags: readFlags(categories),
    type: readType(typeConcept),
    typeMark: readMark(typeConcept),
    labels: readLabels(categories),
    originatingNumber: readOriginatingNumber(communication),
    sender: partyOf(communication.sender),
    senderName: readSenderName(communication),
    line: partyOf(recipient),
    calledNumber: numberOfReference(recipient),
    sent: readInstant(communication.sent),
    received: readInstant(communication.received),
    pageCount: extensionOf(communication, OYSTEHR_FAX_PAGES)?.valueInteger,
    patient: readPatient(communication.subject),
    parts: listOf(communication.extension).flatMap(readPart),
    pagesNotNeeded: readPagesNotNeeded(extensionOf(communication, EXT.pagesNotNeeded)),
    proposed: listOf(communication.extension).flatMap(readProposal),
    subjectLine: communication.topic?.text,
    title: listOf(communication.payload)[0]?.contentAttachment?.title,
    ...readFiles(listOf(communication.payload)),
    documentProblem: oneOf(DOCUMENT_PROBLEMS, problem),
    duplicateOf: readDuplicateOf(extensionOf(communication, EXT.duplicateOf)),
    fingerprint: extensionOf(communication, EXT.pageFingerprints)?.valueString,
    notes: listOf(communication.note).map((note) =>
      stripUndefined({ text: note.text ?? '', author: partyOf(note.authorReference), time: note.time }),
    ),
  });
}

/** Direction is what the resource says; where it says nothing it is unknown, never silently inbound. */
function readDirection(communication: Communication): FaxDirection {
  for (const concept of listOf(communication.category)) {
    const code = codingOf(concept, FAX_DIRECTION)?.code;
    if (code === 'inbound' || code === 'outbound') {
      return code;
    }
  }
  if (extensionOf(communication, OYSTEHR_OUTBOUND_STATUS)) {
    return 'outbound';
  }
  return extensionOf(communication, OYSTEHR_INBOUND_STATUS) ? 'inbound' : 'unknown';
}

/** The mark on a concept or filing part. */
export function readMark(element: { extension?: Extension[] } | undefined): Mark {
  return stripUndefined({
    by: partyOf(extensionOf(element, EXT.by)?.valueReference),
    at: extensionOf(element, EXT.at)?.valueDateTime,
    why: extensionOf(element, EXT.why)?.valueString,
  });
}

function readFlags(categories: readonly CodeableConcept[]): Partial<Record<FaxFlag, Mark>> {
  const flags: Partial<Record<FaxFlag, Mark>> = {};
  for (const concept of categories) {
    const flag = oneOf(FAX_FLAGS, codingOf(concept, FAX_FLAG)?.code);
    if (flag) {
      flags[flag] = readMark(concept);
    }
  }
  return flags;
}

/** One that stands there twice is one: the first, which is the older. */
function readLabels(categories: readonly CodeableConcept[]): FaxLabel[] {
  const labels = new Map<string, FaxLabel>();
  for (const concept of categories) {
    const coding = codingOf(concept, LABEL);
    if (coding?.code && !labels.has(coding.code)) {
      const display = coding.display ?? concept.text ?? coding.code;
      labels.set(coding.code, { code: coding.code, display, mark: readMark(concept) });
    }
  }
  return [...labels.values()];
}

function readType(concept: CodeableConcept | undefined): FaxType | undefined {
  const coding = codingOf(concept, LOINC);
  return coding?.code
    ? { code: coding.code, display: coding.display ?? concept?.text ?? coding.code }
    : undefined;
}

/** Our identifier, else eFax's extension, else the contained Device an Oystehr fax names as its sender. */
function readOriginatingNumber(communication: Communication): string | undefined {
  const local = /^#(.+)$/.exec(communication.sender?.reference ?? '')?.[1];
  const contained = local ? listOf(communication.contained).find((r) => r.id === local) : undefined;
  const device = contained?.resourceType === 'Device' ? (contained as Device) : undefined;
  const raw =
    numberOfReference(communication.sender) ??
    extensionOf(communication, EFAX_ORIGINATING_NUMBER)?.valueString ??
    listOf(device?.identifier).find((i) => i.value)?.value ??
    // Some of Oystehr's faxes carry the number as the id of the Device itself.
    (local && parseNumber(local));
  return raw ? (parseNumber(raw) ?? raw) : undefined;
}

function readSenderName(communication: Communication): string | undefined {
  const display = communication.sender?.display?.trim();
  // A display that only repeats the number is not a name.
  return display && !/^[+\d\s().-]+$/.test(display) ? display : undefined;
}

function numberOfReference(reference: Reference | undefined): string | undefined {
  const { system, value } = reference?.identifier ?? {};
  return system === TEL || value?.startsWith('tel:') ? (numberOfTel(value) ?? value) : undefined;
}

/** A time that can be sorted and shown; what is none is absent, and adoption gives the fax one. */
function readInstant(value: string | undefined): string | undefined {
  return typeof value === 'string' && Number.isNaN(Date.parse(value)) ? undefined : value;
}

function readPatient(subject: Reference | undefined): Party | undefined {
  const party = partyOf(subject);
  return party?.reference.startsWith('Patient/') ? party : undefined;
}

function readPart(extension: Extension): FilingPart[] {
  if (extension.url !== EXT.filingPart) {
    return [];
  }
  const filingId = extensionOf(extension, 'filing')?.valueString;
  const patient = partyOf(extensionOf(extension, 'patient')?.valueReference);
  if (!filingId || !patient) {
    return [];
  }
  return [
    stripUndefined({
      filingId,
      patient,
      type: readType(extensionOf(extension, 'type')?.valueCodeableConcept),
      pages: extensionOf(extension, 'pages')?.valueString,
      mark: readMark(extension),
      filedAt: extensionOf(extension, 'filed')?.valueDateTime,
      retired: extensionOf(extension, 'retired')?.valueBoolean === true,
    }),
  ];
}

function readProposal(extension: Extension): FilingProposal[] {
  const patient = partyOf(extensionOf(extension, 'patient')?.valueReference);
  if (extension.url !== EXT.proposed || !patient) {
    return [];
  }
  return [
    stripUndefined({
      patient,
      type: readType(extensionOf(extension, 'type')?.valueCodeableConcept),
      pages: extensionOf(extension, 'pages')?.valueString,
      mark: readMark(extension),
    }),
  ];
}

function readPagesNotNeeded(extension: Extension | undefined): PagesNotNeeded | undefined {
  const pages = extensionOf(extension, 'pages')?.valueString;
  return pages ? { pages, mark: readMark(extension) } : undefined;
}

function readDuplicateOf(extension: Extension | undefined): DuplicateOf | undefined {
  const reference = literalReference(extensionOf(extension, 'fax')?.valueReference);
  const kind = oneOf(DUPLICATE_KINDS, extensionOf(extension, 'kind')?.valueCode);
  return reference?.startsWith('Communication/') && kind
    ? stripUndefined({
        reference,
        kind,
        sent: readInstant(extensionOf(extension, 'sent')?.valueInstant),
        pages: extensionOf(extension, 'pages')?.valueInteger,
      })
    : undefined;
}

/** What is shown, and what arrived when that is another file. */
function readFiles(payloads: readonly CommunicationPayload[]): { document?: FaxFile; original?: FaxFile } {
  const originals = payloads.filter((p) => extensionOf(p, EXT.payloadRole)?.valueCode === 'original');
  const shown = payloads.filter((p) => !originals.includes(p)).map(readFile);
  return stripUndefined({
    document: shown.find((file) => file !== undefined),
    original: originals.map(readFile).find((file) => file !== undefined),
  });
}

function readFile(payload: CommunicationPayload): FaxFile | undefined {
  const documentReference = literalReference(payload.contentReference);
  if (documentReference?.startsWith('DocumentReference/')) {
    return { documentReference };
  }
  return payload.contentAttachment ? readAttachment(payload.contentAttachment) : undefined;
}

/** The file of an attachment; `undefined` when it carries no address. */
export function readAttachment(attachment: Attachment): FaxFile | undefined {
  const { url, contentType, title, size } = attachment;
  const sha256 = extensionOf(attachment, EXT.sha256)?.valueString;
  return url ? stripUndefined({ url, contentType, title, size, sha256 }) : undefined;
}

/** Whether a Communication is a fax, by its medium; other systems use another system for the same code. */
export function isFaxCommunication(communication: Communication): boolean {
  return listOf(communication.medium).some((m) => listOf(m.coding).some((c) => c.code === FAX_MEDIUM_CODE));
}

function oneOf<T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((v) => v === value);
}

/** Drops absent properties, so that two readings of one resource are deeply equal whatever was missing. */
function stripUndefined<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } & T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  } & T;
}
