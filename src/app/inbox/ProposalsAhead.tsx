import { useEffect } from 'react';
import { usePrefetchProposal } from '../../data/proposals/useProposal.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { rowsAround } from './useReadAhead.ts';

interface ProposalsAheadProps {
  readonly rows: readonly FaxRow[];
  readonly faxId: string | undefined;
  /** The fax whose first page is on screen. */
  readonly shownId: string | undefined;
}

/**
 * Loads what is proposed for the faxes around the one on screen, once that one is. Draws nothing: a component, because
 * all it needs stays out of the first load.
 */
export function ProposalsAhead({ rows, faxId, shownId }: ProposalsAheadProps) {
  const prefetchProposal = usePrefetchProposal();
  useEffect(() => {
    if (faxId === undefined || faxId === shownId) {
      for (const row of rowsAround(rows, faxId)) {
        if (row.kind === 'fax') {
          prefetchProposal(row);
        }
      }
    }
  }, [rows, faxId, shownId, prefetchProposal]);
  return null;
}
