import { CloseButton, TextInput } from '@mantine/core';
import { useState } from 'react';

interface SenderInputProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Who sent it: a number in any usual writing, or words of the name. Looked for on Enter, and on leaving the field. */
export function SenderInput({ value = '', onChange }: SenderInputProps) {
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  // Cleared by its chip.
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  const tell = (next: string) => {
    const sender = next.trim();
    if (sender !== told) {
      onChange(sender || undefined);
    }
  };
  return (
    <TextInput
      label="Sender"
      placeholder="Number, or part of the name"
      autoComplete="off"
      spellCheck={false}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => tell(text)}
      onKeyDown={(event) => event.key === 'Enter' && tell(text)}
      rightSection={
        text && (
          <CloseButton
            size="sm"
            aria-label="Any sender"
            onClick={() => {
              setText('');
              tell('');
            }}
          />
        )
      }
    />
  );
}
