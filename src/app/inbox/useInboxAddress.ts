import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useSameFunction } from '../../components/useSameFunction.ts';
import { type FaxFilter, NOTHING_TYPED, type TypedSearch } from '../../domain/fax/faxFilter.ts';
import { parseFaxFilter } from '../../domain/fax/filterAddress.ts';
import type { FolderId } from '../../domain/fax/folders.ts';
import { type InboxEntry, inboxPath } from '../../paths.ts';

interface InboxAddress {
  readonly filter: FaxFilter;
  /** What was typed into the search and the filters. Kept beside the address, in the history entry: it can be a name. */
  readonly typed: TypedSearch;
  readonly select: (faxId: string) => void;
  /** Back to the list alone. */
  readonly deselect: () => void;
  readonly narrow: (filter: FaxFilter, typed: TypedSearch) => void;
}

/** The inbox as its address says, and the ways to another one. */
export function useInboxAddress(folder: FolderId, faxId: string | undefined): InboxAddress {
  const navigate = useNavigate();
  const { search, state } = useLocation();
  // Whoever leads to the inbox with a state makes it one of these: `inboxPath`.
  const { typed = NOTHING_TYPED, isOnTopOfList = false } = (state ?? {}) as InboxEntry;
  const filter = useMemo(() => parseFaxFilter(folder, new URLSearchParams(search)), [folder, search]);

  const isReading = faxId !== undefined;
  const select = useCallback(
    (id: string) => {
      // From fax to fax nothing is added to the history: "back" leads out of the reading, not through a hundred faxes.
      const next: InboxEntry = { typed, isOnTopOfList: isReading ? isOnTopOfList : true };
      navigate(inboxPath(filter, id), { replace: isReading, state: next });
    },
    [navigate, filter, typed, isReading, isOnTopOfList],
  );
  const deselect = useCallback(() => {
    if (isOnTopOfList) {
      navigate(-1);
    } else {
      navigate(inboxPath(filter), { replace: true, state: { typed } satisfies InboxEntry });
    }
  }, [navigate, filter, typed, isOnTopOfList]);
  // Moving from fax to fax does not draw the filters again.
  const narrow = useSameFunction<Parameters<InboxAddress['narrow']>>((next, nextTyped) => {
    const entry: InboxEntry = { typed: nextTyped, isOnTopOfList: false };
    navigate(inboxPath(next, faxId), { replace: true, state: entry });
  });
  return { filter, typed, select, deselect, narrow };
}
