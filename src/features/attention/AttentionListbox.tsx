import { type KeyboardEvent, useEffect, useRef } from 'react';
import { itemBeside } from '../../components/neighbours.ts';
import { useNow, useTimeZone } from '../../data/config.ts';
import { useFax } from '../../data/faxes/useFax.ts';
import { formatWho } from '../../domain/fax/faxWords.ts';
import { formatInstant, formatWhen } from '../../domain/format/time.ts';
import type { Attention } from '../../domain/intake/attentionTask.ts';
import classes from './AttentionPane.module.css';
import { formatTodo } from './attentionWords.ts';

interface AttentionListboxProps {
  readonly items: readonly Attention[];
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
}

/** What needs a person, as one listbox: the focus stays on the list, `aria-activedescendant` names the row. */
export function AttentionListbox({ items, selectedId, onSelect }: AttentionListboxProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selectedId) {
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    }
  }, [selectedId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    const target = step && itemBeside(items, selectedId, step);
    if (target && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      onSelect(target.id);
    }
  };

  return (
    <div
      ref={list}
      role="listbox"
      aria-label="Needs attention, oldest first"
      aria-activedescendant={items.some(({ id }) => id === selectedId) ? optionId(selectedId) : undefined}
      tabIndex={0}
      className={classes.options}
      onKeyDown={onKeyDown}
    >
      {items.map((item) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox has the focus and hears the keys
        <div
          key={item.id}
          id={optionId(item.id)}
          role="option"
          tabIndex={-1}
          aria-selected={item.id === selectedId}
          data-done={!item.isOpen || undefined}
          className={classes.option}
          onClick={() => {
            list.current?.focus({ preventScroll: true });
            onSelect(item.id);
          }}
        >
          <Item item={item} />
        </div>
      ))}
    </div>
  );
}

function Item({ item }: { readonly item: Attention }) {
  const now = useNow();
  const timeZone = useTimeZone();
  const { fax } = useFax(item.faxId);
  const who = fax?.kind === 'fax' ? formatWho(fax) : item.faxId ? 'A fax' : 'The gateway';
  return (
    <>
      <div className={classes.head}>
        <span>{who}</span>
        <time className={classes.when} title={formatInstant(item.raisedAt, timeZone)}>
          {formatWhen(item.raisedAt, now, timeZone)}
        </time>
      </div>
      <div>{item.what}</div>
      {item.isOpen && item.owner && <div>For {item.owner.display ?? 'somebody'}</div>}
      <div className={classes.todo}>{formatTodo(item)}</div>
    </>
  );
}

function optionId(id: string | undefined): string | undefined {
  return id ? `attention-${id}` : undefined;
}
