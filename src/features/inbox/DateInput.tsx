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
export function DateInput({ label, value, min, max, problem, onChange }: DateInputProps) {
  const [isBad, setBad] = useState(false);
  return (
    <TextInput
      type="date"
      label={label}
      value={value ?? ''}
      min={min}
      max={max}
      error={isBad ? 'There is no such day.' : problem}
      onChange={(event) => {
        setBad(false);
        onChange(event.currentTarget.value || undefined);
      }}
      // What is no date has no value the field would tell; it says only that it is bad.
      onBlur={(event) => setBad(event.currentTarget.validity.badInput)}
    />
  );
}
