import type { CodeSystem } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { type Label, parseLabels } from '../../domain/clinic/labels.ts';
import { LABEL } from '../../domain/fhir/systems.ts';
import { resourcesOf, search } from '../client.ts';

const NO_LABELS: readonly Label[] = [];

/** The clinic's labels, in its order. */
export function useLabels(): readonly Label[] {
  const client = useMedplum();
  const query = useQuery({
    queryKey: ['clinic', 'labels'],
    queryFn: async () => {
      const bundle = await search<CodeSystem>(client, 'CodeSystem', [['url', LABEL]]);
      return parseLabels(resourcesOf(bundle)[0]);
    },
    staleTime: 5 * 60_000,
  });
  return query.data ?? NO_LABELS;
}
