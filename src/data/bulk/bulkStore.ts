import type { MedplumClient } from '@medplum/core';
import type { Communication, Resource } from '@medplum/fhirtypes';
import type { QueryClient } from '@tanstack/react-query';
import type { Fax, FaxRow } from '../../domain/fax/fax.ts';
import { parseFaxRow } from '../../domain/fax/parseFax.ts';
import type { Work } from '../../domain/filing/workTask.ts';
import { resourcesOf, search } from '../client.ts';
import { heldFax } from '../faxes/faxCache.ts';
import type { FaxStore } from '../faxes/faxStore.ts';
import type { SaveQueue } from '../faxes/saveQueue.ts';
import { heldWork, worksOf } from '../work/workCache.ts';
import type { NewsBatch } from './newsBatch.ts';

/** What a run reads and writes with: the same queues and checked writes as a single change. */
export interface BulkStore {
  readonly client: MedplumClient;
  readonly queryClient: QueryClient;
  readonly store: FaxStore;
  readonly queue: SaveQueue<Fax>;
  readonly workQueue: SaveQueue<Work | undefined>;
  /** What was saved goes to the screen with it, many at a time. */
  readonly batch: NewsBatch;
}

/** A fax and whose work it is. */
export interface FaxWithWork {
  readonly row: FaxRow | undefined;
  readonly work: Work | undefined;
}

/** A fax as it is on the screen; one that no list has loaded is read, and not kept. */
export async function readForRun({ client, queryClient }: BulkStore, id: string): Promise<FaxWithWork> {
  const held = heldFax(queryClient, id);
  const work = heldWork(queryClient, id);
  if (held && work) {
    return { row: held, work };
  }
  const bundle = await search<Communication | Resource>(client, 'Communication', [
    ['_id', id],
    ['_revinclude', 'Task:focus'],
  ]);
  const found = resourcesOf(bundle, 'match')[0];
  return {
    row: held ?? (found && parseFaxRow(found)),
    work: work ?? worksOf(resourcesOf(bundle, 'include'))[0],
  };
}
