import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useSameFunction } from '../../components/useSameFunction.ts';
import { type FaxFilter, parseFaxFilter } from '../../domain/fax/faxFilter.ts';
import type { FolderId } from '../../domain/fax/folders.ts';
import { inboxPath } from '../../paths.ts';

interface InboxAddress {
  readonly filter: FaxFilter;
  /** What was typed into the search. Kept beside the address, in the history entry, because it can be a name. */
  readonly words: string;
  readonly select: (faxId: string) => void;
  /** Back to the list alone. */
  readonly deselect: () => void;
  readonly narrow: (filter: FaxFilter, words: string) => void;
}

interface EntryState {
  readonly words?: string;
  /** The entry before this one is the list without a fax. */
  readonly isOnTopOfList?: boolean;
}

/** The inbox as its address says, and the ways to another one. */
export function useInboxAddress(folder: FolderId, faxId: string | undefined): InboxAddress {
  const navigate = useNavigate();
  const { search, state } = useLocation();
  // Only this hook writes the state of an inbox entry.
  const { words = '', isOnTopOfList = false } = (state ?? {}) as EntryState;
  const filter = useMemo(() => parseFaxFilter(folder, new URLSearchParams(search)), [folder, search]);

  const isReading = faxId !== undefined;
  const select = useCallback(
    (id: string) => {
      // From fax to fax nothing is added to the history: "back" leads out of the reading, not through a hundred faxes.
      const next: EntryState = { words, isOnTopOfList: isReading ? isOnTopOfList : true };
      navigate(inboxPath(filter, id), { replace: isReading, state: next });
    },
    [navigate, filter, words, isReading, isOnTopOfList],
  );
  const deselect = useCallback(() => {
    if (isOnTopOfList) {
      navigate(-1);
    } else {
      navigate(inboxPath(filter), { replace: true, state: { words } satisfies EntryState });
    }
  }, [navigate, filter, words, isOnTopOfList]);
  // Moving from fax to fax does not draw the filters again.
  const narrow = useSameFunction<Parameters<InboxAddress['narrow']>>((next, nextWords) => {
    const entry: EntryState = { words: nextWords, isOnTopOfList: false };
    navigate(inboxPath(next, faxId), { replace: true, state: entry });
  });
  return { filter, words, select, deselect, narrow };
}
