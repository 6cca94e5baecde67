import { useAssignees } from '../../../data/clinic/useAssignees.ts';
import type { Fax } from '../../../domain/fax/fax.ts';
import type { Party } from '../../../domain/fhir/elements.ts';
import { ChoiceField } from '../ChoiceField.tsx';
import { useOwnerActions } from './useOwnerActions.ts';

interface OwnerFieldProps {
  readonly fax: Fax;
  /** Start with the list of people and teams open. */
  readonly isAskedFor: boolean;
}

/** Whose work the fax is: nobody's, a team's or a person's. Choosing another one routes it. */
export function OwnerField({ fax, isAskedFor }: OwnerFieldProps) {
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
  return (
    <ChoiceField
      label="Goes to"
      command="route"
      isAskedFor={isAskedFor}
      placeholder="Nobody yet"
      data={options}
      value={owner?.reference}
      whyNot={whyNotRoute}
      description={isClaimed ? 'Claimed' : undefined}
      nothingFoundMessage="Nobody of that name"
      // What is typed next takes the place of the name.
      onFocus={(event) => event.currentTarget.select()}
      onChoose={(reference) => route(all.find((party) => party.reference === reference))}
    />
  );
}

function toOption({ reference, display = 'Without a name' }: Party) {
  return { value: reference, label: display };
}
