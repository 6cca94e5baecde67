import type { Communication, DocumentReference, Task } from '@medplum/fhirtypes';
import { type Fax, hasFlag } from '../fax/fax.ts';
import { withoutFlag } from '../fax/marks.ts';
import { correctedDocument, isFiled, makeFilingDocument, strayDocuments } from './filing.ts';
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
}

/** Rounds before giving up for now: others keep changing the fax, and whoever changed it last settles it. */
const ROUNDS = 5;

/**
 * Makes the charts and the work Task agree with what the fax decided, then takes `pending` off. Any number of workers
 * may run this on one fax at once and any of them may die anywhere: every step is conditional or checked, and the fax
 * stays `pending` until somebody came through. Answers the settled fax, or the fax as it stands when others were faster.
 */
export async function settleFiling(store: FilingStore, faxId: string): Promise<Fax> {
  let fax = await store.readFax(faxId);
  let settled = !hasFlag(fax, 'pending');
  for (let round = 0; round < ROUNDS && !settled; round++) {
    const saved = await settleAsOf(store, fax);
    fax = await store.readFax(faxId);
    // A round that lost may have written what no longer holds: the next one repairs it even if somebody else has
    // settled the fax meanwhile.
    settled = saved && !hasFlag(fax, 'pending');
  }
  return fax;
}

/** One round, by the fax as it was read; false when it has changed since. */
async function settleAsOf(store: FilingStore, fax: Fax): Promise<boolean> {
  return (
    (await settleDocuments(store, fax)) &&
    (await settleWorkTask(store, fax)) &&
    (await store.updateFax(withoutFlag(fax.communication, 'pending'))) === 'saved'
  );
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
