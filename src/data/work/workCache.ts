import type { Task } from '@medplum/fhirtypes';
import type { QueryClient } from '@tanstack/react-query';
import { parseWork, type Work } from '../../domain/filing/workTask.ts';

/** Whose work each fax is that the cache knows of, by the fax's id. */
export type Works = ReadonlyMap<string, Work>;

export const NO_WORKS: Works = new Map();
export const WORKS_KEY = ['works'] as const;

/** The work on a fax as far as it is known: it comes with the lists, with events, and when a fax is opened. */
export function heldWork(queryClient: QueryClient, faxId: string): Work | undefined {
  return queryClient.getQueryData<Works>(WORKS_KEY)?.get(faxId);
}

/**
 * Keeps what is newer than what is held: events come late and twice, and a page brings Tasks as they were when it was
 * asked for. Answers what was kept.
 */
export function keepWorks(queryClient: QueryClient, works: readonly Work[]): readonly Work[] {
  const held = queryClient.getQueryData<Works>(WORKS_KEY) ?? NO_WORKS;
  const newer = works.filter((work) => lastUpdated(work) >= lastUpdated(held.get(work.faxId)));
  if (newer.length > 0) {
    const next = new Map(held);
    for (const work of newer) {
      next.set(work.faxId, work);
    }
    queryClient.setQueryData<Works>(WORKS_KEY, next);
  }
  return newer;
}

/** The works among resources that came along with faxes. */
export function worksOf(resources: readonly { readonly resourceType: string }[]): Work[] {
  return resources.flatMap((resource) =>
    // The type is told by the name.
    resource.resourceType === 'Task' ? (parseWork(resource as Task) ?? []) : [],
  );
}

function lastUpdated(work: Work | undefined): string {
  return work?.task.meta?.lastUpdated ?? '';
}
