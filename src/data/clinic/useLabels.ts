import type { MedplumClient } from '@medplum/core';
import type { CodeSystem } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery } from '@tanstack/react-query';
import { type Label, parseLabels } from '../../domain/clinic/labels.ts';
import { LABEL } from '../../domain/fhir/systems.ts';
import { resourcesOf, search } from '../client.ts';

export const LABELS_KEY = ['clinic', 'labels'] as const;

const NO_LABELS: readonly Label[] = [];

/** The clinic's labels, in its order. */
export function useLabels(): readonly Label[] {
  const client = useMedplum();
  const query = useQuery({
    queryKey: LABELS_KEY,
    queryFn: async () => parseLabels(await readLabels(client)),
    staleTime: 5 * 60_000,
  });
  return query.data ?? NO_LABELS;
}

/** The CodeSystem of the clinic's labels as it stands on the server; `undefined` where there is none yet. */
export async function readLabels(client: MedplumClient): Promise<CodeSystem | undefined> {
  const bundle = await search<CodeSystem>(client, 'CodeSystem', [['url', LABEL]]);
  return resourcesOf(bundle)[0];
}
