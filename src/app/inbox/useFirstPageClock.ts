import { useDocumentVisibility } from '@mantine/hooks';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';

/** A key that files or reviews must not act on a document nobody can have seen yet. */
const READY_AFTER_MS = 400;
/** Less is passing by, not opening. */
const OPENED_AFTER_MS = 1000;

interface FirstPageClock {
  /** The first page of this fax (or the words in its place) has been on screen long enough to decide on. */
  readonly ready: boolean;
  /** To be called when the first page of a fax has been painted. */
  readonly onShown: (faxId: string) => void;
}

/** How long the first page of the fax on screen has been there, while the tab itself is in sight. */
export function useFirstPageClock(faxId: string | undefined, onOpened: () => void): FirstPageClock {
  const [clock, setClock] = useState({ faxId, isShown: false, isReady: false });
  // Every fax starts anew, also one that is come back to, and in this very render.
  if (clock.faxId !== faxId) {
    setClock({ faxId, isShown: false, isReady: false });
  }
  const isInSight = useDocumentVisibility() === 'visible';
  const opened = useEffectEvent(onOpened);

  const { isShown } = clock;
  useEffect(() => {
    if (!isShown || !isInSight) {
      return undefined;
    }
    const ready = setTimeout(
      () => setClock((now) => (now.faxId === faxId ? { ...now, isReady: true } : now)),
      READY_AFTER_MS,
    );
    const open = setTimeout(() => opened(), OPENED_AFTER_MS);
    return () => {
      clearTimeout(ready);
      clearTimeout(open);
    };
  }, [isShown, faxId, isInSight]);
  const onShown = useCallback(
    (shownId: string) => setClock((now) => (now.faxId === shownId ? { ...now, isShown: true } : now)),
    [],
  );
  return { ready: clock.faxId === faxId && clock.isReady, onShown };
}
