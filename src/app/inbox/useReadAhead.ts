import { useEffect } from 'react';
import { useDocumentLoader } from '../../data/faxes/useDocumentSource.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { prefetchDocument, warmUpViewer } from '../../features/viewer/LazyDocumentViewer.tsx';
import { warmUpOpenFax } from './LazyOpenFax.tsx';
import { viewerSource } from './viewerSource.ts';

/** In the order people move: onwards mostly. */
const STEPS = [1, -1, 2];

/** The rows that are likely read next; before anything is chosen, the first. */
export function rowsAround(rows: readonly FaxRow[], faxId: string | undefined): readonly FaxRow[] {
  const index = rows.findIndex((row) => row.id === faxId);
  return index < 0 ? rows.slice(0, 1) : STEPS.flatMap((step) => rows[index + step] ?? []);
}

/**
 * Loads viewer and panel once the list is there, and the documents around the one on screen once that one is.
 * @param shownId The fax whose first page is on screen.
 */
export function useReadAhead(
  rows: readonly FaxRow[],
  faxId: string | undefined,
  shownId: string | undefined,
): void {
  const loadDocument = useDocumentLoader();
  const isListShown = rows.length > 0;
  useEffect(() => {
    if (!isListShown) {
      return undefined;
    }
    // Safari has no requestIdleCallback.
    const timer = setTimeout(() => {
      warmUpOpenFax();
      void warmUpViewer();
    }, 300);
    return () => clearTimeout(timer);
  }, [isListShown]);
  useEffect(() => {
    if (faxId !== undefined && faxId !== shownId) {
      return;
    }
    for (const row of rowsAround(rows, faxId)) {
      const source = row.kind === 'fax' && !row.documentProblem ? loadDocument(row) : undefined;
      if (source) {
        void prefetchDocument(viewerSource(row, source));
      }
    }
  }, [rows, faxId, shownId, loadDocument]);
}
