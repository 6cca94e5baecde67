import type { Basic } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { byName, type ClosedView, parseView, type View } from '../../domain/clinic/views.ts';
import { TASK_CODE } from '../../domain/fhir/systems.ts';
import { resourcesOf, search } from '../client.ts';
import { useSession } from '../session.ts';

export const VIEWS_KEY = ['clinic', 'views'] as const;

/** More than anybody finds again by its name. */
const AT_MOST = '200';
const NONE: readonly (View | ClosedView)[] = [];

/** The views of the person at this desk, by name. What they saved in another tab is there when they come back to this one. */
export function useViews(): readonly (View | ClosedView)[] {
  const client = useMedplum();
  const me = useSession().profile.reference;
  const { data } = useQuery({
    queryKey: [...VIEWS_KEY, me],
    queryFn: async ({ signal }) => {
      const params = [
        ['code', `${TASK_CODE}|view`],
        ['author', me],
        ['_count', AT_MOST],
      ] as const;
      const bundle = await search<Basic>(client, 'Basic', params, { signal });
      return byName(resourcesOf(bundle).flatMap((basic) => parseView(basic) ?? []));
    },
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  });
  return data ?? NONE;
}
