import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface DateInputProps {
  readonly label: string;
  /** Calendar date. */
  readonly value: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  /** What is wrong with the value. */
  readonly problem?: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** The browser's own date field: it follows the person's own order of day and month, and works on a phone. */
export function DateInput({ label, value = '', min, max, problem, onChange }: DateInputProps) {
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  const [isBad, setBad] = useState(false);
  // Cleared, or set by a button.
  if (value !== told) {
    setTold(value);
    setText(value);
  }
  const tell = (next: string) => {
    setText(next);
    setBad(false);
    if (!isHalfTyped(next)) {
      setTold(next);
      onChange(next || undefined);
    }
  };
  return (
    <TextInput
      type="date"
      label={label}
      value={text}
      min={min}
      max={max}
      error={isBad ? 'There is no such day.' : problem}
      onChange={(event) => tell(event.currentTarget.value)}
      // What is no date has no value the field would tell; it says only that it is bad.
      onBlur={(event) => setBad(event.currentTarget.validity.badInput || isHalfTyped(text))}
    />
  );
}

/** On the way to 1961 the field says 0001, 0019 and 0196. */
function isHalfTyped(date: string): boolean {
  return date.startsWith('0');
}
