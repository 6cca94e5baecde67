import { Button, Title } from '@mantine/core';

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useSameFunction } from '../../components/useSameFunction.ts';

import { useNotDone } from '../../data/bulk/useBulkState.ts';
import { useDocumentTypes } from '../../data/clinic/useDocumentTypes.ts';
import { useLabels } from '../../data/clinic/useLabels.ts';
import { useNow } from '../../data/config.ts';
import type { FaxList } from '../../data/faxes/useFaxList.ts';
import { useSession } from '../../data/session.ts';
import { useWorks } from '../../data/work/useWorks.ts';
import {
  activeFilters,
  FAX_ORDERS,
  type FaxFilter,
  type FaxOrder,
  hasUrgentOnTop,
  listName,
  NOTHING_TYPED,
  type TypedSearch,
  withoutFilters,
} from '../../domain/fax/faxFilter.ts';
import { BulkDock } from './bulk/BulkDock.tsx';
import { SelectButton } from './bulk/SelectButton.tsx';
import { useSelection } from './bulk/useSelection.ts';
import { FaxListbox } from './FaxListbox.tsx';
import { FilterBar } from './FilterBar.tsx';
import { HeldBackButton } from './HeldBackButton.tsx';
import { InboxFooter } from './InboxFooter.tsx';
import classes from './InboxPane.module.css';
import { EmptyList, FailedList, FailedPage, LoadingRows } from './ListStates.tsx';
import { SearchField } from './SearchField.tsx';

interface InboxPaneProps {
  readonly list: FaxList;
  readonly filter: FaxFilter;
  readonly typed: TypedSearch;
  /** The fax that is being read. */
  readonly openId: string | undefined;
  /** How many faxes the folder holds, when it is counted. */
  readonly folderCount: number | undefined;
  readonly onOpen: (id: string) => void;
  /** Another filter, something else typed, or both. */
  readonly onNarrow: (filter: FaxFilter, typed: TypedSearch) => void;
  /** Stands before the folder's name: the way to the folders on a phone. */
  readonly start?: ReactNode;
  /** Stands beside the folder's name: what else belongs to the folder. */
  readonly beside?: ReactNode;
}

/** The list column: which faxes, how they are narrowed, the faxes, and how much there is. */
export function InboxPane({ list, filter, typed, openId, folderCount, ...props }: InboxPaneProps) {
  const now = useNow();
  const types = useDocumentTypes();
  const labels = useLabels();
  const works = useWorks();
  const me = useSession().profile.reference;
  const { key } = list;
  const context = useMemo(
    () => ({ ...key, now, types, labels, works, me }),
    [key, now, types, labels, works, me],
  );
  const selection = useSelection(list, openId, works);
  const notDone = useNotDone();
  const pane = useRef<HTMLElement>(null);
  const focusList = () => pane.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus();
  const leaveSearch = useLeaveSearch(list.rows.length > 0, focusList);
  const [revealed, setRevealed] = useState(0);
  const showArrivals = () => {
    list.showHeldBack();
    setRevealed(revealed + 1);
    focusList();
  };
  const { onNarrow } = props;
  const isNarrowed = activeFilters({ ...typed, filter }).length > 0;
  const showAll = () => onNarrow(withoutFilters(filter), NOTHING_TYPED);
  const nextOrder = orderAfter(filter);
  return (
    <section ref={pane} aria-label="Faxes" className={classes.pane}>
      <header className={classes.header}>
        {props.start}
        <Title order={1} flex={1}>
          {listName(filter)}
        </Title>
        {props.beside}
        <SelectButton selection={selection} isEmpty={list.rows.length === 0} />
        <Button
          variant="default"
          radius="xl"
          size="compact-sm"
          className={classes.order}
          aria-label={`${ORDER_WORDS[filter.order]}. Change to ${ORDER_WORDS[nextOrder].toLowerCase()}`}
          onClick={() => onNarrow({ ...filter, order: nextOrder }, typed)}
        >
          {ORDER_WORDS[filter.order]}
        </Button>
      </header>
      <search className={classes.search}>
        <SearchField
          words={typed.words}
          onChange={(words) => onNarrow(filter, { ...typed, words })}
          onLeave={leaveSearch}
        />
      </search>
      <FilterBar filter={filter} typed={typed} onNarrow={onNarrow} />
      <div className={classes.list}>
        <HeldBackButton list={list} onShow={showArrivals} />
        {list.status === 'loading' && <LoadingRows />}
        {list.status === 'failed' && <FailedList list={list} onNarrow={onNarrow} onShowAll={showAll} />}
        {list.status === 'ready' && list.rows.length === 0 && (
          <EmptyList listKey={list.key} isNarrowed={isNarrowed} onNarrow={onNarrow} onShowAll={showAll} />
        )}
        {list.rows.length > 0 && (
          <FaxListbox
            label={`${listName(filter)}, ${ORDER_WORDS[filter.order].toLowerCase()}`}
            rows={list.rows}
            context={context}
            openId={openId}
            selection={selection}
            notDone={notDone}
            hasMore={list.hasMore}
            isMoreMissing={list.isMoreMissing}
            revealed={revealed}
            onOpen={props.onOpen}
            onNearEnd={list.loadMore}
            onScrolled={list.setHolding}
          />
        )}
        {list.isMoreMissing && <FailedPage onRetry={list.loadMore} />}
      </div>
      <BulkDock
        list={list}
        selection={selection}
        works={works}
        total={isNarrowed ? undefined : folderCount}
        onFocusList={focusList}
      />
      <InboxFooter
        rows={list.status === 'ready' ? list.rows : undefined}
        total={isNarrowed ? undefined : folderCount}
        hasMore={list.hasMore}
        now={now}
      />
    </section>
  );
}

/** From the search on to the list: at once, and again when what was searched for has come. */
function useLeaveSearch(hasRows: boolean, focusList: () => void): () => void {
  const isWaiting = useRef(false);
  const focus = useSameFunction(focusList);
  useEffect(() => {
    if (hasRows && isWaiting.current) {
      isWaiting.current = false;
      focus();
    }
  }, [hasRows, focus]);
  return () => {
    isWaiting.current = true;
    focusList();
  };
}

const ORDER_WORDS: Record<FaxOrder, string> = {
  oldest: 'Oldest first',
  newest: 'Newest first',
  waiting: 'Longest waiting first',
};

/** The next order on the button. Waiting ends when nothing is owed any more, so only what is open is sorted by it. */
function orderAfter(filter: FaxFilter): FaxOrder {
  const orders = FAX_ORDERS.filter((order) => order !== 'waiting' || hasUrgentOnTop(filter));
  // Never empty.
  return orders[(orders.indexOf(filter.order) + 1) % orders.length]!;
}
