import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';

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
  const [shownId, setShownId] = useState<string>();
  const [readyId, setReadyId] = useState<string>();
  const isInSight = useDocumentVisibility() === 'visible';
  const opened = useEffectEvent(onOpened);

  // Before the effects of the next fax's document run: one that is painted at once must not be forgotten again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: every fax starts anew
  useLayoutEffect(
    () => () => {
      setShownId(undefined);
      setReadyId(undefined);
    },
    [faxId],
  );
  useEffect(() => {
    if (shownId === undefined || shownId !== faxId || !isInSight) {
      return undefined;
    }
    const ready = setTimeout(() => setReadyId(shownId), READY_AFTER_MS);
    const open = setTimeout(() => opened(), OPENED_AFTER_MS);
    return () => {
      clearTimeout(ready);
      clearTimeout(open);
    };
  }, [shownId, faxId, isInSight]);
  return { ready: faxId !== undefined && readyId === faxId, onShown: setShownId };
}
