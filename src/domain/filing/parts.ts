import type { Communication } from '@medplum/fhirtypes';
import type { DocumentType } from '../clinic/documentTypes.ts';
import { currentParts, type Fax, type FilingPart, hasFlag, type PagesNotNeeded } from '../fax/fax.ts';
import { type Act, withFlag, withoutFlag } from '../fax/marks.ts';
import { reconsider } from '../fax/triage.ts';
import type { Party } from '../fhir/elements.ts';
import { makeFilingPart, type NewPart, retireParts, retyped, withFiling } from './filing.ts';
import { allPages, describePages, formatPages, pagesIn, parsePages } from './pageRanges.ts';

/**
 * A fax in parts: page ranges on the charts of several patients, the rest marked as not needed. Each edit is pure, like
 * those of `fax/triage.ts`. When the last page is accounted for, the front desk is done with the fax, so that edit also
 * marks it handled; an edit that leaves a page open again takes just that back. Why:
 * docs/decisions/0015-filing-in-parts.md.
 */

/** Why a fax is handled when nobody pressed the key; tells that mark from one a person set. */
const ALL_ACCOUNTED_FOR = 'Every page is filed or not needed';

/** Files pages to a patient. A filing of the whole fax ends with it; pages that were not needed are needed now. */
export function makePartFiled(
  fax: Fax,
  part: NewPart,
  types: readonly DocumentType[],
  act: Act,
): Communication {
  const parts = retireParts(fax, act, (standing) => standing.pages !== undefined);
  const filed = [...parts, makeFilingPart(part, act)];
  return decide(fax, filed, neededNow(fax, part), types, act);
}

/**
 * Files a part to another patient, with other pages or another type. Its document is taken back and another one made,
 * except where only the type is new.
 */
export function makePartRefiled(
  fax: Fax,
  filingId: string,
  part: NewPart,
  types: readonly DocumentType[],
  act: Act,
): Communication {
  const isSameDocument = (standing: FilingPart) =>
    standing.patient.reference === part.patient.reference && standing.pages === part.pages;
  const before = fax.parts.find((standing) => standing.filingId === filingId && !standing.retired);
  const parts =
    before && isSameDocument(before)
      ? fax.parts.map((standing) => (standing === before ? retyped(standing, part.type) : standing))
      : [...retireParts(fax, act, (standing) => standing !== before), makeFilingPart(part, act)];
  return decide(fax, parts, neededNow(fax, part), types, act);
}

/** Takes the fax off every chart, filed in parts or not. */
export function makeUnfiled(fax: Fax, types: readonly DocumentType[], act: Act): Communication {
  return decide(fax, retireParts(fax, act), undefined, types, act);
}

/** Takes one part off its chart. */
export function makePartUnfiled(
  fax: Fax,
  filingId: string,
  types: readonly DocumentType[],
  act: Act,
): Communication {
  const parts = retireParts(fax, act, (standing) => standing.filingId !== filingId);
  return decide(fax, parts, fax.pagesNotNeeded, types, act);
}

/** Says which pages belong on no chart, `1-4,7`; `undefined` for none. */
export function makePagesNotNeeded(
  fax: Fax,
  pages: string | undefined,
  types: readonly DocumentType[],
  act: Act,
): Communication {
  const parts = retireParts(fax, act, (standing) => standing.pages !== undefined);
  return decide(fax, parts, pages ? { pages, mark: act } : undefined, types, act);
}

/** How a fax is filed, without what was taken back. */
export interface FilingState {
  readonly parts: readonly Omit<NewPart, 'filingId'>[];
  readonly pagesNotNeeded?: string;
}

/** How a fax is filed now, to be restored by an undo. */
export function filingOf(fax: Fax): FilingState {
  const parts = currentParts(fax).map(({ patient, pages, type }) => ({
    patient,
    ...(pages && { pages }),
    ...(type && { type }),
  }));
  return {
    parts: parts.length > 0 || !fax.patient ? parts : [{ patient: fax.patient }],
    ...(fax.pagesNotNeeded && { pagesNotNeeded: fax.pagesNotNeeded.pages }),
  };
}

/**
 * Brings a filing back. Parts that still stand stay; the others are new filings, because what was taken back stays so.
 * @param filingId of the first of them; the others count on from it
 */
export function makeFilingRestored(
  fax: Fax,
  { parts, pagesNotNeeded }: FilingState,
  filingId: string,
  types: readonly DocumentType[],
  act: Act,
): Communication {
  const isLike = (wanted: FilingState['parts'][number]) => (standing: FilingPart) =>
    standing.patient.reference === wanted.patient.reference &&
    standing.pages === wanted.pages &&
    standing.type?.code === wanted.type?.code;
  const kept = retireParts(fax, act, (standing) => parts.some((wanted) => isLike(wanted)(standing)));
  const missing = parts.filter((wanted) => !currentParts(fax).some(isLike(wanted)));
  const added = missing.map((part, index) =>
    makeFilingPart({ ...part, filingId: index === 0 ? filingId : `${filingId}.${index}` }, act),
  );
  const mark = fax.pagesNotNeeded?.pages === pagesNotNeeded ? fax.pagesNotNeeded?.mark : act;
  const notNeeded = pagesNotNeeded ? { pages: pagesNotNeeded, mark: mark ?? act } : undefined;
  return decide(fax, [...kept, ...added], notNeeded, types, act);
}

function neededNow({ pagesNotNeeded }: Fax, { pages }: NewPart): PagesNotNeeded | undefined {
  const needed = pagesIn(pages);
  const rest = pagesIn(pagesNotNeeded?.pages).filter((page) => !needed.includes(page));
  return pagesNotNeeded && rest.length > 0 ? { ...pagesNotNeeded, pages: formatPages(rest) } : undefined;
}

function decide(
  fax: Fax,
  parts: readonly FilingPart[],
  pagesNotNeeded: PagesNotNeeded | undefined,
  types: readonly DocumentType[],
  act: Act,
): Communication {
  const owner = soleOwner(fax, parts);
  const filing = { parts, ...(owner && { owner }), ...(pagesNotNeeded && { pagesNotNeeded }) };
  const filed = withFiling(fax, filing, act);
  const left = leftBy(fax.pageCount, parts, pagesNotNeeded);
  const isInParts = left?.length === 0 && !parts.some((part) => !part.retired && !part.pages);
  const flagged = isInParts ? withFlag(filed, 'in-parts', act) : filed;
  return reconsider(withHandled(fax, flagged, isInParts, act), types, act);
}

/** Handled follows from the count of pages, but never against somebody who said so himself. */
function withHandled(fax: Fax, communication: Communication, isInParts: boolean, act: Act): Communication {
  const { handled } = fax.flags;
  if (isInParts && !hasFlag(fax, 'in-parts') && !handled) {
    return withFlag(communication, 'handled', { ...act, why: ALL_ACCOUNTED_FOR });
  }
  return !isInParts && handled?.why === ALL_ACCOUNTED_FOR
    ? withoutFlag(communication, 'handled')
    : communication;
}

/** The patient of every page: of the whole fax, or of parts that leave no page over. */
function soleOwner(fax: Fax, parts: readonly FilingPart[]): Party | undefined {
  const current = parts.filter((part) => !part.retired);
  const [first] = current;
  const isAlone = current.every((part) => part.patient.reference === first?.patient.reference);
  const isWhole = first !== undefined && !first.pages;
  return isAlone && (isWhole || leftBy(fax.pageCount, parts, undefined)?.length === 0)
    ? first?.patient
    : undefined;
}

function leftBy(
  pageCount: number | undefined,
  parts: readonly FilingPart[],
  pagesNotNeeded: PagesNotNeeded | undefined,
): readonly number[] | undefined {
  if (!pageCount) {
    return undefined;
  }
  const filed = parts.filter((part) => !part.retired).flatMap(({ pages }) => pagesIn(pages));
  const gone = new Set([...filed, ...pagesIn(pagesNotNeeded?.pages)]);
  return allPages(pageCount).filter((page) => !gone.has(page));
}

/** Whether page ranges of a fax were filed or set aside: then it is not filed as a whole. */
export function isInParts(fax: Fax): boolean {
  return fax.pagesNotNeeded !== undefined || currentParts(fax).some((part) => part.pages !== undefined);
}

/** The pages on no chart and not set aside; `undefined` when nobody knows how many pages the fax has. */
export function pagesLeft(fax: Fax): readonly number[] | undefined {
  return leftBy(fax.pageCount, currentParts(fax), fax.pagesNotNeeded);
}

/**
 * The pages a person most likely files next: from the first page that is left up to the one on screen, because that is
 * how a packet is read; '' when none is left.
 * @param page on screen, from 1
 */
export function offeredPages(fax: Fax, page: number | undefined): string {
  const left = pagesLeft(fax);
  if (!left) {
    return page === undefined ? '' : String(page);
  }
  const end = page !== undefined && left.includes(page) ? page : lastOfRun(left);
  const run: number[] = [];
  for (let next = end; next !== undefined && left.includes(next); next--) {
    run.unshift(next);
  }
  return formatPages(run);
}

function lastOfRun(pages: readonly number[]): number | undefined {
  return pages.find((page) => !pages.includes(page + 1));
}

/** `Pages 5-6 are not filed yet.` */
export function describePagesLeft(fax: Fax): string {
  const left = pagesLeft(fax);
  if (!left) {
    return 'How many pages the fax has is not known, so Faxwell cannot tell whether all of them are filed.';
  }
  if (left.length === 0) {
    return 'Every page is filed or not needed.';
  }
  const words = describePages(left);
  return `${words[0]?.toUpperCase()}${words.slice(1)} ${left.length === 1 ? 'is' : 'are'} not filed yet.`;
}

/** Where typed pages are free to go, or the part they already are; `error` is a sentence. */
export type PagesChoice =
  | { readonly kind: 'free'; readonly pages: string }
  | { readonly kind: 'part'; readonly pages: string; readonly part: FilingPart }
  | { readonly kind: 'wrong'; readonly error: string };

/**
 * What typed pages mean on this fax. A page is on one chart only.
 * @param editing the part whose pages are changed: its own are free
 */
export function choosePages(fax: Fax, text: string, editing?: FilingPart): PagesChoice {
  const parsed = parsePages(text, fax.pageCount);
  if (!parsed.ok) {
    return { kind: 'wrong', error: parsed.error };
  }
  const pages = formatPages(parsed.value);
  for (const part of currentParts(fax).filter(({ filingId }) => filingId !== editing?.filingId)) {
    if (part.pages === pages && !editing) {
      return { kind: 'part', pages, part };
    }
    const taken = pagesIn(part.pages).filter((page) => parsed.value.includes(page));
    if (taken.length > 0) {
      const name = part.patient.display ?? 'another patient';
      const verb = taken.length === 1 ? 'is' : 'are';
      const words = describePages(taken);
      return {
        kind: 'wrong',
        error: `${words[0]?.toUpperCase()}${words.slice(1)} ${verb} filed to ${name} already.`,
      };
    }
  }
  return { kind: 'free', pages };
}
