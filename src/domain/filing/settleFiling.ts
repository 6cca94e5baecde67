import type { Communication, DocumentReference, Task } from '@medplum/fhirtypes';
import type { Fax } from '../fax/fax.ts';
import { hasFlag } from '../fax/fax.ts';
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
  for (let round = 0; round < ROUNDS && hasFlag(fax, 'pending'); round++) {
    const agreed = (await settleDocuments(store, fax)) && (await settleWorkTask(store, fax));
    if (agreed) {
      await store.updateFax(withoutFlag(fax.communication, 'pending'));
    }
    fax = await store.readFax(faxId);
  }
  return fax;
}

async function settleDocuments(store: FilingStore, fax: Fax): Promise<boolean> {
  if (fax.parts.length === 0 && !isFiled(fax)) {
    return true;
  }
  // Retired parts first: a chart is without the wrong document before another holds the right one.
  const parts = [...fax.parts].sort((a, b) => Number(b.retired) - Number(a.retired));
  let agreed = true;
  for (const part of parts) {
    const standing = await store.createDocument(makeFilingDocument(fax, part));
    const corrected = correctedDocument(fax, part, standing);
    agreed = (!corrected || (await store.updateDocument(corrected)) === 'saved') && agreed;
  }
  for (const stray of strayDocuments(fax, await store.documentsOf(fax.id))) {
    agreed = (await store.updateDocument({ ...stray, status: 'entered-in-error' })) === 'saved' && agreed;
  }
  return agreed;
}

async function settleWorkTask(store: FilingStore, fax: Fax): Promise<boolean> {
  const task = settledWorkTask(fax, await store.createWorkTask(makeWorkTask(fax)));
  return !task || (await store.updateTask(task)) === 'saved';
}
