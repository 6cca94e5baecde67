import { assigneeOptions, partyOption } from '../../../components/assigneeOptions.ts';
import { useAssignees } from '../../../data/clinic/useAssignees.ts';
import type { Fax } from '../../../domain/fax/fax.ts';
import { ChoiceField } from '../ChoiceField.tsx';
import { useOwnerActions } from './useOwnerActions.ts';

interface OwnerFieldProps {
  readonly fax: Fax;
  /** Start with the list of people and teams open. */
  readonly isAskedFor: boolean;
}

/** Whose work the fax is: nobody's, a team's or a person's. Choosing another one routes it. */
export function OwnerField({ fax, isAskedFor }: OwnerFieldProps) {
  const assignees = useAssignees();
  const { owner, isClaimed, whyNotRoute, route } = useOwnerActions(fax);
  const all = [...assignees.teams, ...assignees.people];
  // Who has it is shown, also when nothing more is given to them.
  const isOffered = !owner || all.some(({ reference }) => reference === owner.reference);
  const options = [
    ...assigneeOptions(assignees),
    ...(isOffered || !owner ? [] : [{ group: 'Not offered any more', items: [partyOption(owner)] }]),
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
