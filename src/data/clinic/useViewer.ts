import type { CareTeam } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { coveredBy } from '../../domain/clinic/absence.ts';
import type { Viewer } from '../../domain/fax/folders.ts';
import { dateOf } from '../../domain/format/time.ts';
import { resourcesOf, search } from '../client.ts';
import { useNow, useTimeZone } from '../config.ts';
import { useSession } from '../session.ts';
import { useAbsences } from './useAbsences.ts';

/** The person at this desk as folders know them; `undefined` until their teams and whom they cover are known. */
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
  const absences = useAbsences();
  const today = dateOf(useNow(), useTimeZone());
  return useMemo(
    () => teams && absences && { me, teams, covers: coveredBy(absences, me, today) },
    [me, teams, absences, today],
  );
}

const NO_TEAMS: readonly string[] = [];
