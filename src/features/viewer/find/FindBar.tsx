import { ActionIcon, CloseButton, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import classes from './FindBar.module.css';
import type { Find } from './useFind.ts';

interface FindBarProps {
  readonly find: Find;
  /** From 1; a search begins here and not at the start of the document. */
  readonly currentPage: number;
}

/** Finding in the text of the document: Enter for the next place, Shift+Enter for the one before, Escape to close. */
export function FindBar({ find, currentPage }: FindBarProps) {
  const bar = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useFocusBack(bar);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, the field takes the focus again
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [find.asked]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      find.close();
    } else if (event.key === 'Enter' && event.target === input.current) {
      event.preventDefault();
      (event.shiftKey ? find.previous : find.next)();
    }
  };
  const found = find.status === 'found';
  return (
    <search ref={bar} className={classes.bar} aria-label="Find in the document" onKeyDown={onKeyDown}>
      {/* Read-only, not disabled or gone, where there is no text: the focus stays, and Escape still closes. */}
      <TextInput
        ref={input}
        className={classes.input}
        size="xs"
        aria-label="Words to find"
        placeholder="Find in this fax"
        value={find.query}
        readOnly={find.status === 'no text'}
        onChange={(event) => find.search(event.currentTarget.value, currentPage)}
      />
      <Text className={classes.status} c="dimmed" fz="sm" role="status">
        {describeStatus(find)}
      </Text>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label="Previous place"
        disabled={!found}
        onClick={find.previous}
      >
        <IconChevronUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label="Next place" disabled={!found} onClick={find.next}>
        <IconChevronDown size={16} aria-hidden />
      </ActionIcon>
      <CloseButton size="sm" aria-label="Close finding" onClick={find.close} />
    </search>
  );
}

/** Gives the focus back to where it was when the bar closes, unless it has gone elsewhere by then. */
function useFocusBack(bar: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = bar.current;
    return () => {
      if (before instanceof HTMLElement && element?.contains(document.activeElement)) {
        before.focus({ preventScroll: true });
      }
    };
  }, [bar]);
}

function describeStatus(find: Find): string {
  switch (find.status) {
    case 'no text':
      return 'This fax has no text to search';
    case 'reading':
      return 'Reading the pages…';
    case 'nothing found':
      return 'Not in this fax';
    case 'found':
      return `${find.position + 1} of ${find.count}`;
    case 'idle':
      return '';
  }
}
