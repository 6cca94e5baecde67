import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { FOLDER_IDS, FOLDERS, type FolderId, isInFolder, type Viewer } from '../../domain/fax/folders.ts';
import type { Party } from '../../domain/fhir/elements.ts';
import type { FolderCounts } from './folderCounts.ts';

/** What of a fax decides in which folders it counts. */
interface Place {
  /** Absent: it was not there. */
  readonly row: FaxRow | undefined;
  readonly owner: Party | undefined;
}

const COUNTED = FOLDER_IDS.filter((id) => FOLDERS[id].counted);

/**
 * The counts after a fax went from one place to another, without asking for them again.
 * @param countsKeys Of whoever's counts are held.
 */
export function patchCounts(
  queryClient: QueryClient,
  countsKeys: readonly QueryKey[],
  before: Place,
  after: Place,
): void {
  for (const queryKey of countsKeys) {
    const counts = queryClient.getQueryData<FolderCounts>(queryKey);
    // The key of counts ends with whose they are: `faxQueries.counts`.
    const viewer = queryKey.at(-1) as Viewer;
    const changed = COUNTED.flatMap((id) => {
      const change = Number(isCountedIn(id, after, viewer)) - Number(isCountedIn(id, before, viewer));
      const count = counts?.[id];
      return change === 0 || count === undefined ? [] : [[id, Math.max(0, count + change)] as const];
    });
    if (changed.length > 0) {
      queryClient.setQueryData<FolderCounts>(queryKey, { ...counts, ...Object.fromEntries(changed) });
    }
  }
}

function isCountedIn(id: FolderId, { row, owner }: Place, viewer: Viewer): boolean {
  return row?.kind === 'fax' && isInFolder(id, row, owner?.reference, viewer);
}

/** The counts after something began or ceased to need a person. */
export function patchAttentionCount(queryClient: QueryClient, countsKey: QueryKey, change: number): void {
  for (const [queryKey, counts] of queryClient.getQueriesData<FolderCounts>({ queryKey: countsKey })) {
    if (counts?.attention !== undefined && change !== 0) {
      queryClient.setQueryData<FolderCounts>(queryKey, {
        ...counts,
        attention: Math.max(0, counts.attention + change),
      });
    }
  }
}
