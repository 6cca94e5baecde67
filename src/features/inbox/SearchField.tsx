import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { ariaKeys } from '../../components/shortcuts/matchKey.ts';
import { useCommand } from '../../components/shortcuts/useCommand.ts';

interface SearchFieldProps {
  readonly words: string;
  readonly onChange: (words: string) => void;
  /** Enter, or Escape in the empty field: on to the list. */
  readonly onLeave: () => void;
}

const TYPING_PAUSE_MS = 250;

/** Searches the list by sender, number or subject as somebody types. The words never stand in an address. */
export function SearchField({ words, onChange, onLeave }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(words);
  const [told, setTold] = useState(words);
  // Back, forward or another folder changed the words from outside.
  if (words !== told) {
    setTold(words);
    setText(words);
  }
  const tell = (next: string) => {
    setTold(next);
    onChange(next);
  };
  const tellSoon = useDebouncedCallback(tell, TYPING_PAUSE_MS);
  const clear = () => {
    tellSoon.cancel();
    setText('');
    tell('');
  };

  useCommand('search', () => {
    input.current?.focus();
    input.current?.select();
  });
  return (
    <TextInput
      ref={input}
      type="text"
      role="searchbox"
      aria-label="Search this list by sender, number or subject"
      aria-keyshortcuts={ariaKeys('search')}
      placeholder="Name, number, subject…"
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tellSoon(event.currentTarget.value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          // On to what was found, where the keys of the list work again.
          tellSoon.flush();
          onLeave();
        }
        if (event.key === 'Escape') {
          event.preventDefault();
          if (text === '') {
            onLeave();
          } else {
            clear();
          }
        }
      }}
      rightSection={
        text ? (
          <CloseButton size="sm" aria-label="Clear the search" onClick={clear} />
        ) : (
          <KeyHint id="search" />
        )
      }
    />
  );
}
