import type { Communication, DocumentReference, Task } from '@medplum/fhirtypes';
import { type Fax, hasFlag } from '../fax/fax.ts';
import { withoutFlag } from '../fax/marks.ts';
import {
  awaitsCut,
  type CutPages,
  correctedDocument,
  isFiled,
  makeFilingDocument,
  strayDocuments,
  withCutPages,
} from './filing.ts';
import { movedNotices } from './movedNotice.ts';
import { pagesIn } from './pageRanges.ts';
import { makeWorkTask, settledWorkTask } from './workTask.ts';

/**
 * What settling needs of a FHIR server. Reads are fresh, never from a cache; a write that lost against another
 * (412, 409) answers 'conflict', every other failure throws.
 */
export interface FilingStore {
  readFax(id: string): Promise<Fax>;
  /** `DocumentReference?related=Communication/<id>`, every status. */
  documentsOf(faxId: string): Promise<DocumentReference[]>;
  /** Conditional create on the filing identifier; answers what stands there now. */
  createDocument(document: DocumentReference): Promise<DocumentReference>;
  updateDocument(document: DocumentReference): Promise<'saved' | 'conflict'>;
  /** Conditional create on the work identifier; answers what stands there now. */
  createWorkTask(task: Task): Promise<Task>;
  updateTask(task: Task): Promise<'saved' | 'conflict'>;
  updateFax(communication: Communication): Promise<'saved' | 'conflict'>;
  /** Conditional create on the attention identifier; answers what stands there now. */
  createNotice(task: Task): Promise<Task>;
  /** Makes a file of some pages of the fax, numbered from 1. Absent where that cannot be done: the gateway does it. */
  readonly cutPages?: (fax: Fax, pages: readonly number[]) => Promise<CutPages>;
}

/** Rounds before giving up for now: others keep changing the fax, and whoever changed it last settles it. */
const ROUNDS = 5;

/** How a round ended: through, overtaken by another decision, or left to who can cut pages. */
type Round = 'settled' | 'lost' | 'awaits-cut';

/**
 * Makes the charts and the work Task agree with what the fax decided, then takes `pending` off. Any number of workers
 * may run this on one fax at once and any of them may die anywhere: every step is conditional or checked, and the fax
 * stays `pending` until somebody came through. Answers the settled fax, or the fax as it stands when others were faster.
 * A fax with parts whose pages are not cut out yet stays `pending` for the gateway; all else about it agrees by then.
 */
export async function settleFiling(store: FilingStore, faxId: string): Promise<Fax> {
  let fax = await store.readFax(faxId);
  let done = !hasFlag(fax, 'pending');
  for (let round = 0; round < ROUNDS && !done; round++) {
    const { version } = fax;
    const outcome = await settleAsOf(store, fax);
    fax = await store.readFax(faxId);
    // A round that lost may have written what no longer holds: the next one repairs it even if somebody else has
    // settled the fax meanwhile.
    done =
      outcome === 'awaits-cut' ? fax.version === version : outcome === 'settled' && !hasFlag(fax, 'pending');
  }
  return fax;
}

/** One round, by the fax as it was read. */
async function settleAsOf(store: FilingStore, fax: Fax): Promise<Round> {
  if (!(await settleDocuments(store, fax)) || !(await settleWorkTask(store, fax))) {
    return 'lost';
  }
  for (const notice of movedNotices(fax)) {
    await store.createNotice(notice);
  }
  const cut = await cutParts(store, fax);
  if (cut !== 'settled') {
    return cut;
  }
  return (await store.updateFax(withoutFlag(fax.communication, 'pending'))) === 'saved' ? 'settled' : 'lost';
}

/** Gives each part a file of its own pages. Last, because nobody has to wait for it: the whole file stands there. */
async function cutParts(store: FilingStore, fax: Fax): Promise<Round> {
  for (const part of fax.parts.filter(({ pages, retired }) => pages && !retired)) {
    const document = await store.createDocument(makeFilingDocument(fax, part));
    if (!awaitsCut(part, document)) {
      continue;
    }
    if (!store.cutPages) {
      return 'awaits-cut';
    }
    const cut = withCutPages(document, await store.cutPages(fax, pagesIn(part.pages)));
    // Whatever the fax has decided since: the same pages of the same filing, unless its document changed too.
    if ((await store.updateDocument(cut)) === 'conflict') {
      return 'lost';
    }
  }
  return 'settled';
}

async function settleDocuments(store: FilingStore, fax: Fax): Promise<boolean> {
  if (fax.parts.length === 0 && !isFiled(fax)) {
    return true;
  }
  // Retired parts first: a chart is without the wrong document before another holds the right one.
  const parts = [...fax.parts].sort((a, b) => Number(b.retired) - Number(a.retired));
  for (const part of parts) {
    const standing = await store.createDocument(makeFilingDocument(fax, part));
    const corrected = correctedDocument(fax, part, standing);
    if (corrected && !(await correct(store, fax, () => store.updateDocument(corrected)))) {
      return false;
    }
  }
  for (const stray of strayDocuments(fax, await store.documentsOf(fax.id))) {
    const retired: DocumentReference = { ...stray, status: 'entered-in-error' };
    if (!(await correct(store, fax, () => store.updateDocument(retired)))) {
      return false;
    }
  }
  return true;
}

async function settleWorkTask(store: FilingStore, fax: Fax): Promise<boolean> {
  const task = settledWorkTask(fax, await store.createWorkTask(makeWorkTask(fax)));
  return !task || (await correct(store, fax, () => store.updateTask(task)));
}

/**
 * Changes what stands there only while the fax is still the one this round read. Without this, a worker that slept
 * through a refiling would take the new document for a stray one. The order matters: first what is to be changed is
 * read, then the fax, then `If-Match` on the former; so a decision that comes in between makes the change fail.
 */
async function correct(
  store: FilingStore,
  fax: Fax,
  change: () => Promise<'saved' | 'conflict'>,
): Promise<boolean> {
  const stands = (await store.readFax(fax.id)).version === fax.version;
  return stands && (await change()) === 'saved';
}
