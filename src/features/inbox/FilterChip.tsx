import { CloseButton, UnstyledButton, type UnstyledButtonProps } from '@mantine/core';
import type { ComponentPropsWithRef } from 'react';
import classes from './FilterChip.module.css';

interface FilterChipProps
  extends UnstyledButtonProps,
    Omit<ComponentPropsWithRef<'button'>, keyof UnstyledButtonProps | 'value'> {
  /** What is filtered: `Line`. */
  readonly name: string;
  /** What it is filtered by; `true`: the name says it all; absent: by nothing. */
  readonly value: string | true | undefined;
  readonly onClear: () => void;
}

/** The button of a filter, showing its value and a way to clear it. A target for Mantine's menus and popovers. */
export function FilterChip({ name, value, onClear, ...button }: FilterChipProps) {
  return (
    <span className={classes.chip} data-on={value !== undefined || undefined}>
      <UnstyledButton {...button} className={classes.button}>
        {value === undefined || value === true ? name : `${name}: ${value}`}
      </UnstyledButton>
      {value !== undefined && (
        <CloseButton
          size="xs"
          variant="transparent"
          className={classes.clear}
          aria-label={`${name}: any`}
          onClick={onClear}
        />
      )}
    </span>
  );
}
