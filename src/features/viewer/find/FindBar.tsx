import { ActionIcon, CloseButton, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import classes from './FindBar.module.css';
import type { Find } from './useFind.ts';

/** Finding in the text of the document: Enter for the next place, Shift+Enter for the one before, Escape to close. */
export function FindBar({ find, onClose }: { readonly find: Find; readonly onClose: () => void }) {
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
      <TextInput
        ref={input}
        className={classes.input}
        size="xs"
        aria-label="Words to find"
        placeholder="Find in this fax"
        value={find.query}
        disabled={find.status === 'no text'}
        onChange={(event) => find.search(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Text className={classes.status} c="dimmed" fz="xs" role="status">
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
