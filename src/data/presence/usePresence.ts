import type { MedplumClient } from '@medplum/core';
import { useMedplum } from '@medplum/react-hooks';
import { queryOptions, type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useContext, useEffect, useSyncExternalStore } from 'react';
import { idOf } from '../../domain/fhir/elements.ts';
import { formatHumanName, formatInitials } from '../../domain/patient/patient.ts';
import { PresenceContext } from './presence.ts';

/** Somebody of the clinic. */
export interface Colleague {
  readonly reference: string;
  readonly name: string;
  readonly initials: string;
}

/** Lets the others know, while it is on screen, that this person has a fax open. */
export function useShowPresence(faxId: string): void {
  const presence = useContext(PresenceContext);
  useEffect(() => {
    presence.open(faxId);
    return () => void presence.leave();
  }, [presence, faxId]);
}

/** Who else has a fax open, once their names are known: ids are all that colleagues send of themselves. */
export function useOthersAt(faxId: string): readonly Colleague[] {
  const client = useMedplum();
  const presence = useContext(PresenceContext);
  const people = useSyncExternalStore(presence.subscribe, () => presence.othersAt(faxId));
  return useQueries({
    queries: people.map((reference) => colleagueQuery(client, reference)),
    combine: whoIsKnown,
  });
}

function colleagueQuery(client: MedplumClient, reference: string) {
  return queryOptions({
    queryKey: ['clinic', 'colleague', reference] as const,
    queryFn: async ({ signal }): Promise<Colleague> => {
      const practitioner = await client.readResource('Practitioner', idOf(reference), { signal });
      const name = formatHumanName(practitioner.name?.[0]) || 'A colleague';
      return { reference, name, initials: formatInitials(name) };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function whoIsKnown(results: UseQueryResult<Colleague>[]): Colleague[] {
  return results.flatMap(({ data }) => (data ? [data] : []));
}
