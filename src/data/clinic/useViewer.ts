import type { CareTeam } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Viewer } from '../../domain/fax/folders.ts';
import { resourcesOf, search } from '../client.ts';
import { useSession } from '../session.ts';

/** The person at this desk as folders know them; `undefined` until their teams are known. */
export function useViewer(): Viewer | undefined {
  const client = useMedplum();
  const me = useSession().profile.reference;
  const { data, isError } = useQuery({
    queryKey: ['clinic', 'teams-of', me],
    queryFn: async () => {
      const bundle = await search<CareTeam>(client, 'CareTeam', [
        ['participant', me],
        ['status', 'active'],
        ['_count', '100'],
      ]);
      return resourcesOf(bundle).map((team) => `CareTeam/${team.id}`);
    },
    staleTime: 5 * 60_000,
  });
  // Whose teams cannot be read still has faxes of their own.
  const teams = data ?? (isError ? NO_TEAMS : undefined);
  return useMemo(() => teams && { me, teams }, [me, teams]);
}

const NO_TEAMS: readonly string[] = [];
