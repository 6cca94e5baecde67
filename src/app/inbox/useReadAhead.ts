import { useEffect } from 'react';
import { useDocumentLoader } from '../../data/faxes/useDocumentSource.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import { prefetchDocument, warmUpViewer } from '../../features/viewer/LazyDocumentViewer.tsx';
import { warmUpOpenFax } from './LazyOpenFax.tsx';
import { viewerSource } from './viewerSource.ts';

/** In the order people move: onwards mostly. */
const STEPS = [1, -1, 2];

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
    const index = rows.findIndex((row) => row.id === faxId);
    // Before anything is chosen the first row is the likeliest.
    const around = index < 0 ? rows.slice(0, 1) : STEPS.map((step) => rows[index + step]);
    for (const row of around) {
      const source = row?.kind === 'fax' && !row.documentProblem ? loadDocument(row) : undefined;
      if (row && source) {
        void prefetchDocument(viewerSource(row, source));
      }
    }
  }, [rows, faxId, shownId, loadDocument]);
}
