import { Select, type SelectProps } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import type { CommandId } from '../../components/shortcuts/commands.ts';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { FieldLabel } from './FieldLabel.tsx';

interface ChoiceFieldProps
  extends Pick<SelectProps, 'data' | 'placeholder' | 'nothingFoundMessage' | 'onFocus'> {
  readonly label: string;
  /** Its key opens the list of choices. */
  readonly command: CommandId;
  /** Start in focus. */
  readonly isAskedFor: boolean;
  readonly value: string | undefined;
  /** Why nothing else can be chosen now. */
  readonly whyNot: string | undefined;
  readonly description: ReactNode;
  readonly onChoose: (value: string | null) => void;
  /** Enter while nothing was typed or walked to. */
  readonly onEnterNothing?: (() => void) | undefined;
  /** Stands below the field. */
  readonly children?: ReactNode;
}

/** One choice for a fax, found by its first letters. It can be changed and undone in a moment. */
export function ChoiceField({
  label,
  command,
  isAskedFor,
  value,
  whyNot,
  description,
  onChoose,
  onEnterNothing,
  children,
  ...select
}: ChoiceFieldProps) {
  const labelId = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  useCommand(command, () => {
    inputRef.current?.focus();
    inputRef.current?.click();
  });
  useEffect(() => {
    if (isAskedFor) {
      inputRef.current?.focus();
    }
  }, [isAskedFor]);
  return (
    <section aria-labelledby={labelId}>
      <FieldLabel id={labelId} command={command}>
        {label}
      </FieldLabel>
      <Select
        {...select}
        ref={inputRef}
        // Names the list of options as well, which a reference to the words above would not.
        aria-label={label}
        value={value ?? null}
        onChange={(chosen) => {
          onChoose(chosen);
          // Back to where the keys of triage work.
          inputRef.current?.blur();
        }}
        searchable
        // What was typed is enough to mean the first that fits.
        selectFirstOptionOnChange
        clearable={whyNot === undefined}
        allowDeselect={false}
        readOnly={whyNot !== undefined}
        description={whyNot ?? description}
        inputWrapperOrder={['input', 'description', 'error']}
        onKeyDown={(event) => event.key === 'Escape' && inputRef.current?.blur()}
        onKeyDownCapture={(event) => {
          const input = event.currentTarget;
          const isNothing = input.value === '' && !input.hasAttribute('aria-activedescendant');
          if (event.key === 'Enter' && isNothing && onEnterNothing) {
            event.stopPropagation();
            onEnterNothing();
            input.blur();
          }
        }}
      />
      {children}
    </section>
  );
}
