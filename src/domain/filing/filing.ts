import type { Attachment, Communication, DocumentReference, Extension } from '@medplum/fhirtypes';
import { type Fax, type FaxType, type FilingPart, filedTo } from '../fax/fax.ts';
import { type Act, makeMark, withFlag } from '../fax/marks.ts';
import { identifierOf, listOf, type Party, referenceTo } from '../fhir/elements.ts';
import { EXT, FILING, LOINC } from '../fhir/systems.ts';

/**
 * Filing puts a fax on a patient's chart, on every server by the same path: the fax decides (one PUT with `If-Match`,
 * flag `pending`), then documents are made to agree with it (`settleFiling.ts`). Why:
 * docs/decisions/0004-filing-converges.md.
 */

/** Files the whole fax to one patient, taking back whatever filing stood before. `filingId` is minted by the click. */
export function makeFiled(fax: Fax, filing: { filingId: string; patient: Party; act: Act }): Communication {
  const part: FilingPart = {
    filingId: filing.filingId,
    patient: filing.patient,
    ...(fax.type && { type: fax.type }),
    mark: filing.act,
    retired: false,
  };
  return withParts(fax, [...retireAll(fax, filing.act), part], filing.patient, filing.act);
}

/** Takes the fax off every chart. */
export function makeUnfiled(fax: Fax, act: Act): Communication {
  return withParts(fax, retireAll(fax, act), undefined, act);
}

/** The type a fax is given is the type its documents carry; a filed fax that changes type is settled again. */
export function withTypeOnParts(
  fax: Fax,
  communication: Communication,
  type: FaxType | undefined,
): Communication {
  const parts = fax.parts.map((part) => (part.retired ? part : retyped(part, type)));
  return { ...communication, extension: makeExtensions(communication, parts) };
}

function retyped({ type: _, ...part }: FilingPart, type: FaxType | undefined): FilingPart {
  return { ...part, ...(type && { type }) };
}

function retireAll(fax: Fax, act: Act): FilingPart[] {
  return fax.parts.map((part) => (part.retired ? part : { ...part, retired: true, mark: act }));
}

function withParts(
  fax: Fax,
  parts: readonly FilingPart[],
  patient: Party | undefined,
  act: Act,
): Communication {
  const { subject: _, ...rest } = fax.communication;
  const filed: Communication = {
    ...rest,
    ...(patient && { subject: referenceTo(patient) }),
    extension: makeExtensions(fax.communication, parts),
  };
  return withFlag(filed, 'pending', act);
}

/** The fax's extensions with ours for the parts replaced. */
function makeExtensions(communication: Communication, parts: readonly FilingPart[]): Extension[] {
  const others = listOf(communication.extension).filter((e) => e.url !== EXT.filingPart);
  return [...others, ...parts.map(makePart)];
}

function makePart(part: FilingPart): Extension {
  return {
    url: EXT.filingPart,
    extension: [
      { url: 'filing', valueString: part.filingId },
      { url: 'patient', valueReference: referenceTo(part.patient) },
      ...(part.type ? [{ url: 'type', valueCodeableConcept: makeType(part.type) }] : []),
      ...(part.pages ? [{ url: 'pages', valueString: part.pages }] : []),
      ...(part.retired ? [{ url: 'retired', valueBoolean: true }] : []),
      ...makeMark(part.mark),
    ],
  };
}

/** The concept of a document type. */
export function makeType(type: FaxType) {
  return { coding: [{ system: LOINC, code: type.code, display: type.display }] };
}

/**
 * The one DocumentReference of a part. A retired part has one too, `entered-in-error`: a slow worker that still
 * believes in the part then finds it instead of creating a current one behind everybody's back.
 */
export function makeFilingDocument(fax: Fax, part: FilingPart): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    status: part.retired ? 'entered-in-error' : 'current',
    identifier: [{ system: FILING, value: part.filingId }],
    ...(part.type && { type: makeType(part.type) }),
    subject: referenceTo(part.patient),
    ...(part.mark.at && { date: part.mark.at }),
    ...(part.mark.by && { author: [referenceTo(part.mark.by)] }),
    description: part.type?.display ?? fax.title ?? 'Fax',
    content: [{ attachment: filedAttachment(fax) }],
    context: { related: [{ reference: `Communication/${fax.id}` }] },
  };
}

function filedAttachment(fax: Fax): Attachment {
  const { url, contentType, title, size } = fax.document ?? {};
  // FHIR wants content; a fax whose document never arrived is filed with the words that say so.
  return url ? { url, contentType, title, size } : { title: 'Document missing' };
}

/**
 * A document as it has to be, or `undefined` when it already is. `existing` carries the part's filing id.
 * What was `entered-in-error` is never made current again: a filing id is taken back once and for all, so whoever
 * believes that it counts looks at an old version of the fax.
 */
export function correctedDocument(
  fax: Fax,
  part: FilingPart,
  existing: DocumentReference,
): DocumentReference | undefined {
  const wanted = makeFilingDocument(fax, part);
  const agrees =
    existing.status === 'entered-in-error' ||
    (existing.status === wanted.status &&
      existing.subject?.reference === wanted.subject?.reference &&
      existing.type?.coding?.[0]?.code === wanted.type?.coding?.[0]?.code);
  if (agrees) {
    return undefined;
  }
  return {
    ...existing,
    status: wanted.status,
    subject: wanted.subject,
    type: wanted.type,
    description: wanted.description,
  };
}

/** `current` documents of this fax that no current part lists: left by another system or an older path. */
export function strayDocuments(fax: Fax, documents: readonly DocumentReference[]): DocumentReference[] {
  const known = new Set(fax.parts.map((part) => part.filingId));
  return documents.filter((document) => {
    const filingId = identifierOf(document, FILING);
    return document.status === 'current' && filingId !== undefined && !known.has(filingId);
  });
}

/** Whether a fax is on a chart. */
export function isFiled(fax: Fax): boolean {
  return filedTo(fax) !== undefined;
}
