import type { MedplumClient } from '@medplum/core';
import type { Resource, Task } from '@medplum/fhirtypes';
import type { QueryClient } from '@tanstack/react-query';
import type { FaxRow } from '../domain/fax/fax.ts';
import { isFaxCommunication, parseFaxRow } from '../domain/fax/parseFax.ts';
import { idOf } from '../domain/fhir/elements.ts';
import { parseWork } from '../domain/filing/workTask.ts';
import { parseAttention } from '../domain/intake/attentionTask.ts';
import { putAttention } from './attention/attentionCache.ts';
import { heldFax, isListedFor, putFax, putWork } from './faxes/faxCache.ts';
import { faxQueries } from './faxes/faxQueries.ts';

/** Takes in what an event brought; answers whether the counts are right by it. */
export function takeNews(
  client: MedplumClient,
  queryClient: QueryClient,
  resource: Resource,
  isNews: (row: FaxRow) => boolean,
): boolean {
  if (resource.resourceType === 'Communication' && isFaxCommunication(resource)) {
    const row = parseFaxRow(resource);
    void queryClient.invalidateQueries({ queryKey: faxQueries.timelineKey(resource.id ?? '') });
    return putFax(queryClient, row, isNews(row));
  }
  return resource.resourceType !== 'Task' || takeTask(client, queryClient, resource);
}

function takeTask(client: MedplumClient, queryClient: QueryClient, task: Task): boolean {
  const about = (task.focus ?? task.basedOn?.[0])?.reference;
  if (about) {
    void queryClient.invalidateQueries({ queryKey: faxQueries.timelineKey(idOf(about)) });
  }
  const attention = parseAttention(task);
  if (attention) {
    return putAttention(queryClient, attention);
  }
  const work = parseWork(task);
  if (!work) {
    return true;
  }
  const isCounted = putWork(queryClient, work);
  if (work.owner && isListedFor(queryClient, work.owner.reference) && !heldFax(queryClient, work.faxId)) {
    // It has become this person's own, and no list has brought it yet.
    const fax = client.readResource('Communication', work.faxId, { cache: 'no-store' });
    void fax.then((found) => putFax(queryClient, parseFaxRow(found))).catch(() => undefined);
  }
  return isCounted;
}
