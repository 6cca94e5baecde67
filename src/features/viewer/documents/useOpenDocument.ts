import { useCallback, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { DocumentSource } from '../viewerTypes.ts';
import { documents } from './documentCache.ts';
import { OPENING, type Opening } from './documentEntry.ts';

/** Opens `source` and keeps it open while it is shown. One opened ahead is there in the first render. */
export function useOpenDocument(source: DocumentSource | undefined): Opening {
  // A parent may make a new source object each time it renders; only another key is another document.
  const [held, setHeld] = useState(source);
  if (held?.key !== source?.key) {
    setHeld(source);
  }
  useLayoutEffect(() => (held ? documents.hold(held) : undefined), [held]);
  const snapshot = useCallback(() => (source ? documents.snapshot(source.key) : OPENING), [source]);
  return useSyncExternalStore(documents.subscribe, snapshot);
}
