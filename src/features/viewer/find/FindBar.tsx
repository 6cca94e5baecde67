import { ActionIcon, CloseButton, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import classes from './FindBar.module.css';
import type { Find } from './useFind.ts';

interface FindBarProps {
  readonly find: Find;
  /** From 1; a search begins here and not at the start of the document. */
  readonly currentPage: number;
  readonly onClose: () => void;
}

/** Finding in the text of the document: Enter for the next place, Shift+Enter for the one before, Escape to close. */
export function FindBar({ find, currentPage, onClose }: FindBarProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.select(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      (event.shiftKey ? find.previous : find.next)();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };
  const found = find.status === 'found';
  return (
    <search className={classes.bar} aria-label="Find in the document">
      {find.status !== 'no text' && (
        <TextInput
          ref={input}
          className={classes.input}
          size="xs"
          aria-label="Words to find"
          placeholder="Find in this fax"
          value={find.query}
          onChange={(event) => find.search(event.currentTarget.value, currentPage)}
          onKeyDown={onKeyDown}
        />
      )}
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
      <CloseButton size="sm" aria-label="Close finding" onClick={onClose} />
    </search>
  );
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
