import type { Attachment, Communication, DocumentReference, Extension } from '@medplum/fhirtypes';
import {
  currentParts,
  type Fax,
  type FaxType,
  type FilingPart,
  filedTo,
  type PagesNotNeeded,
} from '../fax/fax.ts';
import { makeType } from '../fax/faxType.ts';
import { type Act, makeMark, withFlag, withoutFlag } from '../fax/marks.ts';
import { extensionOf, identifierOf, listOf, type Party, referenceTo } from '../fhir/elements.ts';
import { EXT, FILING } from '../fhir/systems.ts';
import type { StoredFile } from '../intake/arrival.ts';
import { describePages, pagesIn } from './pageRanges.ts';
import { withoutSettledProposals } from './proposed.ts';

/**
 * Filing puts a fax on a patient's chart, on every server by the same path: the fax decides (one PUT with `If-Match`,
 * flag `pending`), then documents are made to agree with it (`settleFiling.ts`). Why:
 * docs/decisions/0004-filing-converges.md.
 */

/** What is filed to a patient: some pages of a fax with a type of their own, or (without pages) all of it. */
export interface NewPart {
  /** Minted by the click. */
  readonly filingId: string;
  readonly patient: Party;
  /** As `1-4,7`. */
  readonly pages?: string;
  readonly type?: FaxType;
}

/** Files the whole fax to one patient, taking back whatever filing stood before. `filingId` is minted by the click. */
export function makeFiled(fax: Fax, filing: { filingId: string; patient: Party; act: Act }): Communication {
  const { filingId, patient, act } = filing;
  const part = makeFilingPart({ filingId, patient, ...(fax.type && { type: fax.type }) }, act);
  return withFiling(fax, { parts: [...retireParts(fax, act), part], owner: patient }, act);
}

/**
 * The type a fax is given is the type of the document that is all of it; parts have types of their own. A filed fax that
 * changes type is settled again.
 */
export function withTypeOnParts(
  fax: Fax,
  communication: Communication,
  type: FaxType | undefined,
): Communication {
  const parts = fax.parts.map((part) => (part.retired || part.pages ? part : retyped(part, type)));
  return { ...communication, extension: makeExtensions(communication, parts, fax.pagesNotNeeded) };
}

/** A part with another type, or none. */
export function retyped({ type: _, ...part }: FilingPart, type: FaxType | undefined): FilingPart {
  return { ...part, ...(type && { type }) };
}

/** A part as it is when somebody files it. */
export function makeFilingPart(part: NewPart, act: Act): FilingPart {
  return { ...part, mark: act, retired: false };
}

/** The parts of a fax with those taken back that are not to stay. */
export function retireParts(
  fax: Fax,
  act: Act,
  stays: (part: FilingPart) => boolean = () => false,
): FilingPart[] {
  return fax.parts.map((part) =>
    part.retired || stays(part)
      ? part
      : { ...part, retired: true, mark: act, ...(part.mark.at && { filedAt: part.mark.at }) },
  );
}

/** Where a fax is filed, retired parts included. */
export interface Filing {
  readonly parts: readonly FilingPart[];
  /** Who owns all of its pages. */
  readonly owner?: Party;
  readonly pagesNotNeeded?: PagesNotNeeded;
}

/** A Communication that is filed this way, `pending` until the charts agree. */
export function withFiling(fax: Fax, filing: Filing, act: Act): Communication {
  const { subject: _, ...rest } = fax.communication;
  const standing = new Set(fax.parts.map((part) => part.filingId));
  const filedNow = filing.parts.filter(({ filingId, retired }) => !retired && !standing.has(filingId));
  const filed: Communication = {
    ...rest,
    ...(filing.owner && { subject: referenceTo(filing.owner) }),
    extension: withoutSettledProposals(
      makeExtensions(fax.communication, filing.parts, filing.pagesNotNeeded),
      filedNow,
    ),
  };
  return withFlag(withoutFlag(filed, 'in-parts'), 'pending', act);
}

/** The fax's extensions with ours for the filing replaced. */
function makeExtensions(
  communication: Communication,
  parts: readonly FilingPart[],
  pagesNotNeeded: PagesNotNeeded | undefined,
): Extension[] {
  const ours: readonly string[] = [EXT.filingPart, EXT.pagesNotNeeded];
  const others = listOf(communication.extension).filter((e) => !ours.includes(e.url));
  return [...others, ...parts.map(makePart), ...(pagesNotNeeded ? [makePagesNotNeeded(pagesNotNeeded)] : [])];
}

function makePagesNotNeeded({ pages, mark }: PagesNotNeeded): Extension {
  return {
    url: EXT.pagesNotNeeded,
    extension: [{ url: 'pages', valueString: pages }, ...makeMark(mark)],
  };
}

function makePart(part: FilingPart): Extension {
  return {
    url: EXT.filingPart,
    extension: [
      { url: 'filing', valueString: part.filingId },
      { url: 'patient', valueReference: referenceTo(part.patient) },
      ...(part.type ? [{ url: 'type', valueCodeableConcept: makeType(part.type) }] : []),
      ...(part.pages ? [{ url: 'pages', valueString: part.pages }] : []),
      ...(part.filedAt ? [{ url: 'filed', valueDateTime: part.filedAt }] : []),
      ...(part.retired ? [{ url: 'retired', valueBoolean: true }] : []),
      ...makeMark(part.mark),
    ],
  };
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
    description: describePart(fax, part),
    content: [{ attachment: filedAttachment(fax, part) }],
    context: { related: [{ reference: `Communication/${fax.id}` }] },
  };
}

/** `Referral note, pages 1-4 of 7`. */
function describePart(fax: Fax, part: FilingPart): string {
  const name = part.type?.display ?? fax.title ?? 'Fax';
  return part.pages ? `${name}, ${pagesOfFax(fax, part.pages)}` : name;
}

function pagesOfFax({ pageCount }: Fax, pages: string): string {
  const words = describePages(pagesIn(pages));
  return pageCount ? `${words} of ${pageCount}` : words;
}

/** Until its pages are cut out, a part points at the whole file and says which of its pages are meant. */
function filedAttachment(fax: Fax, { pages }: FilingPart): Attachment {
  const { url, contentType, title, size } = fax.document ?? {};
  if (!url) {
    // FHIR wants content; a fax whose document never arrived is filed with the words that say so.
    return { title: 'Document missing' };
  }
  const words = pages && `${title ?? 'Fax'}: only ${pagesOfFax(fax, pages)}`;
  return { url, contentType, title: words ?? title, size };
}

/** What came of cutting the pages of a part out: a file of their own, or that it cannot be done. */
export type CutPages = StoredFile | 'not-possible';

/** Whether the pages of this part have still to be cut out of the file its document points at. */
export function awaitsCut(part: FilingPart, document: DocumentReference): boolean {
  return (
    part.pages !== undefined &&
    document.status === 'current' &&
    !listOf(document.content).some(({ attachment }) => extensionOf(attachment, EXT.cut))
  );
}

/** The document of a part with the file of its own pages; or for good with the whole file, where that cannot be cut. */
export function withCutPages(document: DocumentReference, cut: CutPages): DocumentReference {
  const [content] = document.content;
  const done = { url: EXT.cut, valueCode: cut === 'not-possible' ? cut : 'done' };
  const attachment: Attachment =
    cut === 'not-possible'
      ? { ...content?.attachment, extension: [done] }
      : {
          url: cut.url,
          contentType: cut.contentType,
          size: cut.size,
          title: cut.title,
          extension: [done, ...(cut.sha256 ? [{ url: EXT.sha256, valueString: cut.sha256 }] : [])],
        };
  return { ...document, content: [{ ...content, attachment }] };
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

/** Whether a fax, or a part of it, is on a chart. */
export function isFiled(fax: Fax): boolean {
  return filedTo(fax) !== undefined;
}

/** How a fax is filed, as text to compare: without ids and marks, because two people may have filed it alike. */
export function filingFact(fax: Fax): string {
  const parts = currentParts(fax).map(({ patient, pages, type }) =>
    // The type of the whole fax is a fact of its own.
    pages ? [patient.reference, pages, type?.code ?? ''].join(' ') : patient.reference,
  );
  const filed = parts.length > 0 ? parts.sort().join() : (fax.patient?.reference ?? '');
  return fax.pagesNotNeeded ? `${filed} without ${fax.pagesNotNeeded.pages}` : filed;
}
