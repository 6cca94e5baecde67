import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import type { NotDone } from '../../domain/bulk/bulkOutcome.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import type { ListSelection } from './bulk/useSelection.ts';
import classes from './FaxListbox.module.css';
import { CHECK_SELECTOR, FaxOption } from './FaxOption.tsx';
import { listIntent } from './listKey.ts';
import type { RowContext } from './rowWords.ts';
import { useKeepPlace } from './useKeepPlace.ts';
import { useReveal } from './useReveal.ts';

interface FaxListboxProps {
  readonly label: string;
  readonly rows: readonly FaxRow[];
  readonly context: RowContext;
  /** The fax that is being read. */
  readonly openId: string | undefined;
  readonly selection: ListSelection;
  /** Why the last run left a row as it was. */
  readonly notDone: ReadonlyMap<string, NotDone>;
  readonly hasMore: boolean;
  /** More could not be loaded: not asked for again until that has been dealt with. */
  readonly isMoreMissing: boolean;
  /** Counts how often arrivals were asked to be shown: the list then goes to where they stand. */
  readonly revealed: number;
  /** A row was chosen by pointer or arrow keys, to be read. */
  readonly onOpen: (id: string) => void;
  /** The reader nears the end of the rows. */
  readonly onNearEnd: () => void;
  /** The list has been scrolled away from its top, or back to it. */
  readonly onScrolled: (isScrolled: boolean) => void;
}

const ROW_HEIGHT = 80;
const NEAR_END_ROWS = 10;

/**
 * Faxes as one listbox: the focus stays on the list, `aria-activedescendant` names the row, only rows in sight are drawn.
 * The row that is open (`aria-current`) and the rows that are selected (`aria-selected`) are told apart.
 */
export function FaxListbox({
  rows,
  context,
  openId,
  selection,
  notDone,
  hasMore,
  isMoreMissing,
  revealed,
  onNearEnd,
  ...props
}: FaxListboxProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { cursorId } = selection;
  const cursorIndex = rows.findIndex((row) => row.id === cursorId);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id || index,
    overscan: 6,
  });
  useKeepPlace(virtualizer, scroller, cursorId, cursorIndex);
  useReveal(virtualizer, revealed, context.filter.order === 'newest' ? 0 : rows.length - 1, rows.length);

  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isMoreMissing && lastShown >= rows.length - NEAR_END_ROWS) {
      onNearEnd();
    }
  }, [hasMore, isMoreMissing, lastShown, rows.length, onNearEnd]);

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, shiftKey, altKey } = event;
    const intent = listIntent({ key, shiftKey, mod: event.ctrlKey || event.metaKey }, rows, cursorId);
    if (!intent || altKey) {
      return;
    }
    event.preventDefault();
    switch (intent.kind) {
      case 'open':
        return props.onOpen(intent.id);
      case 'move':
        return selection.moveTo(intent.id);
      case 'extend':
        return selection.extendTo(intent.id);
      case 'toggle':
        return selection.toggle();
      case 'all':
        return selection.selectLoaded();
    }
  };
  const onClick = (event: MouseEvent, id: string) => {
    scroller.current?.focus({ preventScroll: true });
    const isOnCheck = event.target instanceof Element && event.target.closest(CHECK_SELECTOR) !== null;
    if (event.shiftKey) {
      selection.extendTo(id);
    } else if (event.ctrlKey || event.metaKey || isOnCheck || selection.isChoosing) {
      selection.toggle(id);
    } else {
      props.onOpen(id);
    }
  };

  const isDrawn = items.some((item) => item.index === cursorIndex);
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={props.label}
      aria-multiselectable
      aria-activedescendant={isDrawn ? optionId(cursorId) : undefined}
      tabIndex={0}
      className={classes.scroller}
      data-choosing={selection.isChoosing || selection.ids.size > 0 || undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) => props.onScrolled(event.currentTarget.scrollTop > ROW_HEIGHT / 2)}
    >
      <div role="presentation" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          // The virtualizer counts the same rows.
          const row = rows[item.index]!;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the focus and hears the keys
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              id={optionId(row.id)}
              role="option"
              tabIndex={-1}
              aria-selected={selection.ids.has(row.id)}
              aria-current={row.id === openId || undefined}
              data-cursor={item.index === cursorIndex || undefined}
              aria-posinset={item.index + 1}
              // -1: how many there are is not known yet.
              aria-setsize={hasMore ? -1 : rows.length}
              className={classes.option}
              style={{ transform: `translateY(${item.start}px)` }}
              // Shift and a click would mark the words between.
              onMouseDown={(event) => event.shiftKey && event.preventDefault()}
              onClick={(event) => onClick(event, row.id)}
            >
              <FaxOption
                row={row}
                context={context}
                isSelected={selection.ids.has(row.id)}
                notDone={notDone.get(row.id)?.words}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function optionId(id: string | undefined): string | undefined {
  return id ? `fax-option-${id}` : undefined;
}
