import type { Assignees } from '../domain/clinic/assignees.ts';
import type { Party } from '../domain/fhir/elements.ts';

/** A person or a team as something to choose. */
export function partyOption({ reference, display = 'Without a name' }: Party) {
  return { value: reference, label: display };
}

/** Everybody who can be given work, as the groups of a choice. */
export function assigneeOptions({ teams, people }: Assignees) {
  return [
    { group: 'Teams', items: teams.map(partyOption) },
    { group: 'People', items: people.map(partyOption) },
  ];
}
