import type { CareTeam, Practitioner } from '@medplum/fhirtypes';
import type { Party } from '../fhir/elements.ts';
import { formatHumanName } from '../patient/patient.ts';

/** Who can be given work: the clinic's teams and people, each by name. */
export interface Assignees {
  readonly teams: readonly Party[];
  readonly people: readonly Party[];
}

/**
 * Teams in use, and the people of them who still work here. The address book holds practitioners of other clinics too,
 * so that being in a team (or having a role) is what makes somebody one of ours.
 */
export function parseAssignees(teams: readonly CareTeam[], people: readonly Practitioner[]): Assignees {
  return {
    teams: byName(
      teams
        .filter(({ status }) => status === 'active')
        .map((team) => ({ reference: `CareTeam/${team.id}`, display: team.name ?? 'Team without a name' })),
    ),
    people: byName(
      people
        .filter(({ active }) => active !== false)
        .map((person) => ({
          reference: `Practitioner/${person.id}`,
          display: formatHumanName(person.name?.[0]) || 'Without a name',
        })),
    ),
  };
}

function byName(parties: readonly Party[]): Party[] {
  const unique = new Map(parties.map((party) => [party.reference, party]));
  return [...unique.values()].sort((a, b) => (a.display ?? '').localeCompare(b.display ?? ''));
}
