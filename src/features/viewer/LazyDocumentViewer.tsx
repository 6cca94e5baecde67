import { lazy, Suspense } from 'react';
import type { DocumentSource, DocumentViewerProps } from './viewerTypes.ts';

// pdf.js is large: nothing outside this folder may import anything but this file and the types.
const loadViewer = () => import('./DocumentViewer.tsx');

const Viewer = lazy(async () => ({ default: (await loadViewer()).DocumentViewer }));

/** The document viewer, loaded when it is first needed. See `DocumentViewerProps`. */
export function LazyDocumentViewer(props: DocumentViewerProps) {
  return (
    <Suspense fallback={null}>
      <Viewer {...props} />
    </Suspense>
  );
}

/** Loads the viewer and starts its worker, so that the first document needs neither. To be called when the app is idle. */
export async function warmUpViewer(): Promise<void> {
  const [{ warmUp }] = await Promise.all([import('./documents/warmUp.ts'), loadViewer()]);
  await warmUp();
}

/**
 * Opens a document and paints its first page ahead, for the neighbours of the one on screen. Safe to call often: a
 * document already open or on its way is left alone. Never rejects; a failure shows when the document is opened.
 */
export async function prefetchDocument(source: DocumentSource): Promise<void> {
  const { documents } = await import('./documents/documentCache.ts');
  await documents.prefetch(source);
}
