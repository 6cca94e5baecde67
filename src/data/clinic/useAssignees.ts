import type { MedplumClient } from '@medplum/core';
import type { CareTeam, Practitioner, PractitionerRole, Resource, ResourceType } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { type Assignees, parseAssignees } from '../../domain/clinic/assignees.ts';
import { resourcesOf, search } from '../client.ts';

const NOBODY: Assignees = { teams: [], people: [] };

/** Who can be given work. */
export function useAssignees(): Assignees {
  const client = useMedplum();
  const query = useQuery({
    queryKey: ['clinic', 'assignees'],
    queryFn: async () => {
      const [teams, roles] = await Promise.all([
        everyone<CareTeam>(client, 'CareTeam', [
          ['status', 'active'],
          ['_include', 'CareTeam:participant'],
        ]),
        everyone<PractitionerRole>(client, 'PractitionerRole', [
          ['active', 'true'],
          ['_include', 'PractitionerRole:practitioner'],
        ]),
      ]);
      return parseAssignees(teams.matches, [...teams.people, ...roles.people]);
    },
    staleTime: 5 * 60_000,
  });
  return query.data ?? NOBODY;
}

/** More teams and people than any clinic has. */
const AT_MOST = ['_count', '500'] as const;

async function everyone<T extends Resource>(
  client: MedplumClient,
  type: ResourceType,
  params: readonly (readonly [string, string])[],
) {
  const bundle = await search<T | Practitioner>(client, type, [...params, AT_MOST]);
  const isPerson = (resource: Resource): resource is Practitioner => resource.resourceType === 'Practitioner';
  return {
    // What matched is what was asked for.
    matches: resourcesOf(bundle, 'match') as T[],
    people: resourcesOf(bundle, 'include').filter(isPerson),
  };
}
