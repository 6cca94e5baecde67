import { getStatus, OperationOutcomeError } from '@medplum/core';
import type { Basic } from '@medplum/fhirtypes';
import { useMedplum } from '@medplum/react-hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import {
  FILING_RIGHTS_KEY,
  type FilingRights,
  makeFilingRights,
  parseFilingRights,
} from '../../domain/clinic/filingRights.ts';
import { versionTag } from '../../domain/fhir/elements.ts';
import { FILING_RIGHTS_IDENTIFIER } from '../../domain/fhir/systems.ts';
import { resourcesOf, search } from '../client.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { useSession } from '../session.ts';
import { useChanges } from '../undo/useChanges.ts';

const KEY = ['clinic', 'filing-rights'] as const;
const IDENTIFIER = `${FILING_RIGHTS_IDENTIFIER}|${FILING_RIGHTS_KEY}`;
const MINUTE = 60_000;

/** What the front desk may do with charts; `undefined` until it is known. Where nothing is set it files. */
export function useFilingRights(): FilingRights | undefined {
  const client = useMedplum();
  const { data, isError } = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const [setting] = resourcesOf(await search<Basic>(client, 'Basic', [['identifier', IDENTIFIER]]));
      return setting ? (parseFilingRights(setting) ?? 'propose') : 'file';
    },
    staleTime: MINUTE,
    refetchInterval: MINUTE,
  });
  return data ?? (isError ? 'file' : undefined);
}

/** Whether the person at this desk puts faxes on charts; else they propose to those who do. */
export function useMayFile(): boolean {
  const { role } = useSession();
  const rights = useFilingRights();
  return role !== 'frontdesk' || rights !== 'propose';
}

/** Sets what the front desk may do, for admins; with undo. */
export function useSaveFilingRights(): (rights: FilingRights) => Promise<boolean> {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const { profile } = useSession();
  const before = useFilingRights() ?? 'file';
  const { run } = useChanges();
  return useCallback(
    (rights) => {
      const save = async (next: FilingRights) => {
        const query = `identifier=${encodeURIComponent(IDENTIFIER)}`;
        const standing = await client.createResourceIfNoneExist(makeFilingRights(next, profile), query);
        try {
          await client.updateResource(makeFilingRights(next, profile, standing), {
            headers: { 'If-Match': versionTag(standing) },
          });
        } catch (error) {
          if (error instanceof OperationOutcomeError && getStatus(error.outcome) === 412) {
            throw new ConflictError('Another admin changed this at the same moment. Look again.');
          }
          throw error;
        } finally {
          await queryClient.invalidateQueries({ queryKey: KEY });
        }
      };
      return run({
        done: rights === 'file' ? 'The front desk files' : 'The front desk proposes',
        save: () => save(rights),
        takeBack: () => save(before),
      });
    },
    [client, queryClient, profile, before, run],
  );
}
