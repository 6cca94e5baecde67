import type { MedplumClient } from '@medplum/core';
import type { CodeSystem } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { type Label, makeLabels, newLabel, parseLabels } from '../../domain/clinic/labels.ts';
import { versionTag } from '../../domain/fhir/elements.ts';
import { LABEL } from '../../domain/fhir/systems.ts';
import { isRaced } from '../createOnce.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { useSession } from '../session.ts';
import { useChanges } from '../undo/useChanges.ts';
import { LABELS_KEY, readLabels } from './useLabels.ts';

const TRIES = 3;

/** Adds a label to the clinic's list; resolves to it once it is there. `undefined` for whoever may not. */
export function useCreateLabel(): ((words: string) => Promise<Label | undefined>) | undefined {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const { role } = useSession();
  const { run } = useChanges();
  const create = useCallback(
    async (words: string) => {
      let label: Label | undefined;
      await run({
        done: 'Label created',
        save: async () => {
          label = await addLabel(client, words);
          await queryClient.invalidateQueries({ queryKey: LABELS_KEY });
        },
      });
      return label;
    },
    [client, queryClient, run],
  );
  return role === 'admin' ? create : undefined;
}

async function addLabel(client: MedplumClient, words: string): Promise<Label | undefined> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const standing = await readLabels(client);
    const labels = parseLabels(standing);
    const label = newLabel(words, labels);
    if (!label) {
      // Another admin made the very same.
      return labels.find(({ display }) => display.toLowerCase() === words.trim().toLowerCase());
    }
    if (await saved(client, makeLabels([...labels, label], standing), standing)) {
      return label;
    }
  }
  throw new ConflictError(
    'Others are changing the labels at the same moment. Yours was not saved; try again.',
  );
}

/** Whether it was written; false when somebody else was faster. */
async function saved(client: MedplumClient, next: CodeSystem, standing?: CodeSystem): Promise<boolean> {
  try {
    if (standing) {
      await client.updateResource(next, { headers: { 'If-Match': versionTag(standing) } });
      return true;
    }
    const there = await client.createResourceIfNoneExist(next, `url=${encodeURIComponent(LABEL)}`);
    return parseLabels(there).length === parseLabels(next).length;
  } catch (error) {
    if (isRaced(error)) {
      return false;
    }
    throw error;
  }
}
