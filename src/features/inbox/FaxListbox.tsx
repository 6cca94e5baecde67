import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { itemBeside } from '../../components/neighbours.ts';
import type { FaxRow } from '../../domain/fax/fax.ts';
import classes from './FaxListbox.module.css';
import { FaxOption } from './FaxOption.tsx';
import type { RowContext } from './rowWords.ts';
import { useKeepPlace } from './useKeepPlace.ts';
import { useReveal } from './useReveal.ts';

interface FaxListboxProps {
  readonly label: string;
  readonly rows: readonly FaxRow[];
  readonly context: RowContext;
  readonly selectedId: string | undefined;
  readonly hasMore: boolean;
  /** More could not be loaded: not asked for again until that has been dealt with. */
  readonly isMoreMissing: boolean;
  /** Counts how often arrivals were asked to be shown: the list then goes to where they stand. */
  readonly revealed: number;
  /** A row was chosen by pointer or arrow keys. */
  readonly onSelect: (id: string) => void;
  /** The reader nears the end of the rows. */
  readonly onNearEnd: () => void;
  /** The list has been scrolled away from its top, or back to it. */
  readonly onScrolled: (isScrolled: boolean) => void;
}

const ROW_HEIGHT = 80;
const NEAR_END_ROWS = 10;

/** Faxes as one listbox: the focus stays on the list, `aria-activedescendant` names the row, only rows in sight are drawn. */
export function FaxListbox({
  rows,
  context,
  selectedId,
  hasMore,
  isMoreMissing,
  revealed,
  onNearEnd,
  ...props
}: FaxListboxProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const selectedIndex = rows.findIndex((row) => row.id === selectedId);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id || index,
    overscan: 6,
  });
  useKeepPlace(virtualizer, scroller, selectedId, selectedIndex);
  useReveal(virtualizer, revealed, context.filter.order === 'newest' ? 0 : rows.length - 1, rows.length);

  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isMoreMissing && lastShown >= rows.length - NEAR_END_ROWS) {
      onNearEnd();
    }
  }, [hasMore, isMoreMissing, lastShown, rows.length, onNearEnd]);

  const onKeyDown = (event: KeyboardEvent) => {
    const target = rowOfKey(event.key, rows, selectedId);
    if (target && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      props.onSelect(target.id);
    }
  };

  const isDrawn = items.some((item) => item.index === selectedIndex);
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={isDrawn ? optionId(selectedId) : undefined}
      tabIndex={0}
      className={classes.scroller}
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
              aria-selected={item.index === selectedIndex}
              aria-posinset={item.index + 1}
              // -1: how many there are is not known yet.
              aria-setsize={hasMore ? -1 : rows.length}
              className={classes.option}
              style={{ transform: `translateY(${item.start}px)` }}
              onClick={() => {
                scroller.current?.focus({ preventScroll: true });
                props.onSelect(row.id);
              }}
            >
              <FaxOption row={row} context={context} />
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

function rowOfKey(key: string, rows: readonly FaxRow[], selectedId: string | undefined): FaxRow | undefined {
  switch (key) {
    case 'ArrowDown':
      return itemBeside(rows, selectedId, 1);
    case 'ArrowUp':
      return itemBeside(rows, selectedId, -1);
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    default:
      return undefined;
  }
}
