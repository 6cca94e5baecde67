import { useContext, useSyncExternalStore } from 'react';
import type { NotDone } from '../../domain/bulk/bulkOutcome.ts';
import { BulkDeskContext, type BulkProgress } from './bulkDesk.ts';

/** The run that is under way, as it goes on. */
export function useBulkProgress(): BulkProgress | undefined {
  const desk = useContext(BulkDeskContext);
  return useSyncExternalStore(desk.subscribe, () => desk.state.progress);
}

export function useIsBulkRunning(): boolean {
  const desk = useContext(BulkDeskContext);
  return useSyncExternalStore(desk.subscribe, () => desk.state.progress !== undefined);
}

/** What the last run left as it was, and why, by the fax's id. */
export function useNotDone(): ReadonlyMap<string, NotDone> {
  const desk = useContext(BulkDeskContext);
  return useSyncExternalStore(desk.subscribe, () => desk.state.notDone);
}

/** Ways to stop a run, and to put what it left out of sight. */
export function useBulkDesk(): { readonly stop: () => void; readonly forget: () => void } {
  return useContext(BulkDeskContext);
}
