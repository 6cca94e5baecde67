import { Select } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import { useCommand } from '../../../components/shortcuts/useCommand.ts';
import { useAssignees } from '../../../data/clinic/useAssignees.ts';
import type { Fax } from '../../../domain/fax/fax.ts';
import type { Party } from '../../../domain/fhir/elements.ts';
import { FieldLabel } from '../FieldLabel.tsx';
import { useOwnerActions } from './useOwnerActions.ts';

interface OwnerFieldProps {
  readonly fax: Fax;
  /** Start with the list of people and teams open. */
  readonly isAskedFor: boolean;
}

/** Whose work the fax is: nobody's, a team's or a person's. Choosing another one routes it. */
export function OwnerField({ fax, isAskedFor }: OwnerFieldProps) {
  const labelId = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const { teams, people } = useAssignees();
  const { owner, isClaimed, whyNotRoute, route } = useOwnerActions(fax);
  const all = [...teams, ...people];
  // Who has it is shown, also when nothing more is given to them.
  const isOffered = !owner || all.some(({ reference }) => reference === owner.reference);
  const options = [
    { group: 'Teams', items: teams.map(toOption) },
    { group: 'People', items: people.map(toOption) },
    ...(isOffered || !owner ? [] : [{ group: 'Not offered any more', items: [toOption(owner)] }]),
  ];

  const open = () => {
    inputRef.current?.focus();
    inputRef.current?.click();
  };
  useCommand('route', open);
  useEffect(() => {
    if (isAskedFor) {
      inputRef.current?.focus();
    }
  }, [isAskedFor]);

  const choose = (reference: string | null) => {
    route(all.find((party) => party.reference === reference));
    // Back to where the keys of triage work.
    inputRef.current?.blur();
  };

  return (
    <section aria-labelledby={labelId}>
      <FieldLabel id={labelId} command="route">
        Goes to
      </FieldLabel>
      <Select
        ref={inputRef}
        // Names the list of options as well, which a reference to the words above would not.
        aria-label="Goes to"
        placeholder="Nobody yet"
        data={options}
        value={owner?.reference ?? null}
        onChange={choose}
        searchable
        // It can be changed and undone in a moment: what was typed is enough to mean the first that fits.
        selectFirstOptionOnChange
        clearable={whyNotRoute === undefined}
        allowDeselect={false}
        nothingFoundMessage="Nobody of that name"
        readOnly={whyNotRoute !== undefined}
        description={whyNotRoute ?? (isClaimed ? 'Claimed' : undefined)}
        inputWrapperOrder={['input', 'description', 'error']}
        // What is typed next takes the place of the name.
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={(event) => event.key === 'Escape' && inputRef.current?.blur()}
      />
    </section>
  );
}

function toOption({ reference, display = 'Without a name' }: Party) {
  return { value: reference, label: display };
}
