import { Select } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import { useCommand } from '../../components/shortcuts/useCommand.ts';
import { useDocumentTypes } from '../../data/clinic/useDocumentTypes.ts';
import { needsReview } from '../../domain/clinic/documentTypes.ts';
import { type Fax, hasFlag } from '../../domain/fax/fax.ts';
import { FieldLabel } from './FieldLabel.tsx';
import type { TriageActions } from './useTriageActions.ts';

interface TypeFieldProps {
  readonly fax: Fax;
  readonly actions: TriageActions;
  /** Start with the list of types open. */
  readonly isAskedFor: boolean;
}

/** What kind of document the fax is; the type decides whether a practitioner has to read it. */
export function TypeField({ fax, actions, isAskedFor }: TypeFieldProps) {
  const labelId = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const types = useDocumentTypes();
  const reason = actions.whyNot('type');
  // A type another system gave stays what it is, also when the clinic does not list it.
  const isListed = !fax.type || types.some((type) => type.code === fax.type?.code);
  const options = isListed ? types : [...types, ...(fax.type ? [fax.type] : [])];

  const open = () => inputRef.current?.click();
  useCommand('type', () => {
    inputRef.current?.focus();
    open();
  });
  useEffect(() => {
    if (isAskedFor) {
      inputRef.current?.focus();
    }
  }, [isAskedFor]);

  const choose = (code: string | null) => {
    const type = options.find((option) => option.code === code);
    void actions.run({ kind: 'type', type: type && { code: type.code, display: type.display } });
    // Back to where the keys of triage work.
    inputRef.current?.blur();
  };

  return (
    <section aria-labelledby={labelId}>
      <FieldLabel id={labelId} command="type">
        Document type
      </FieldLabel>
      <Select
        ref={inputRef}
        // Names the list of options as well, which a reference to the words above would not.
        aria-label="Document type"
        placeholder="No type"
        data={options.map((type) => ({ value: type.code, label: type.display }))}
        value={fax.type?.code ?? null}
        onChange={choose}
        searchable
        // A type can be changed and undone in a moment: what was typed is enough to mean the first that fits.
        selectFirstOptionOnChange
        clearable={reason === undefined}
        allowDeselect={false}
        nothingFoundMessage="No such type"
        readOnly={reason !== undefined}
        description={reason ?? reviewWords(fax, types)}
        inputWrapperOrder={['input', 'description', 'error']}
        onKeyDown={(event) => event.key === 'Escape' && inputRef.current?.blur()}
      />
    </section>
  );
}

function reviewWords(fax: Fax, types: ReturnType<typeof useDocumentTypes>): string | undefined {
  if (hasFlag(fax, 'reviewed') || !needsReview(fax, types)) {
    return undefined;
  }
  if (hasFlag(fax, 'in-parts')) {
    return 'A practitioner has to review one of the filed parts.';
  }
  return fax.type
    ? 'A practitioner has to review this type.'
    : 'Without a type a practitioner has to review it.';
}
