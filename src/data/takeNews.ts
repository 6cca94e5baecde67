import type { MedplumClient } from '@medplum/core';
import type { Resource, Task } from '@medplum/fhirtypes';
import { notifyManager, type QueryClient } from '@tanstack/react-query';
import type { FaxRow } from '../domain/fax/fax.ts';
import { isFaxCommunication, parseFaxRow } from '../domain/fax/parseFax.ts';
import { idOf } from '../domain/fhir/elements.ts';
import { parseWork } from '../domain/filing/workTask.ts';
import { parseAttention } from '../domain/intake/attentionTask.ts';
import { putAttention } from './attention/attentionCache.ts';
import { heldFax, isListedFor, putFax, putWork, type Shown, shownIn } from './faxes/faxCache.ts';
import { faxQueries } from './faxes/faxQueries.ts';

/** Takes in what events brought, drawn at once; answers whether the counts are right by it. */
export function takeNews(
  client: MedplumClient,
  queryClient: QueryClient,
  resources: readonly Resource[],
  isNews: (row: FaxRow) => boolean,
): boolean {
  const shown = shownIn(queryClient);
  const isCounted = notifyManager.batch(() =>
    resources.map((resource) => {
      if (resource.resourceType === 'Communication' && isFaxCommunication(resource)) {
        const row = parseFaxRow(resource);
        return putFax(queryClient, row, isNews(row), shown);
      }
      return resource.resourceType !== 'Task' || takeTask(client, queryClient, resource, shown);
    }),
  );
  const changed = new Set(resources.map(faxOf));
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => faxQueries.isTimelineOf(queryKey, changed),
  });
  return isCounted.every((each) => each);
}

/** The id of the fax that a resource is or is about. */
function faxOf(resource: Resource): string {
  const about =
    resource.resourceType === 'Task' ? (resource.focus ?? resource.basedOn?.[0])?.reference : undefined;
  return about ? idOf(about) : (resource.id ?? '');
}

function takeTask(client: MedplumClient, queryClient: QueryClient, task: Task, shown: Shown): boolean {
  const attention = parseAttention(task);
  if (attention) {
    return putAttention(queryClient, attention);
  }
  const work = parseWork(task);
  if (!work) {
    return true;
  }
  const isCounted = putWork(queryClient, work, shown);
  const { owner, faxId } = work;
  if (owner && isListedFor(queryClient, owner.reference) && !heldFax(queryClient, faxId, shown)) {
    // It has become this person's own, and no list has brought it yet.
    const fax = client.readResource('Communication', faxId, { cache: 'no-store' });
    void fax.then((found) => putFax(queryClient, parseFaxRow(found))).catch(() => undefined);
  }
  return isCounted;
}
