import { useMedplum } from '@medplum/react-hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { Fax, FaxType, FilingProposal } from '../../domain/fax/fax.ts';
import { isProposable, type Proposed, personsProposal, proposeFor } from '../../domain/proposal/proposal.ts';
import { useDocumentTypes } from '../clinic/useDocumentTypes.ts';
import { useFindsMisspelt } from '../config.ts';
import { proposalQueries } from './proposalQueries.ts';
import { type Candidate, withHeldFaxes } from './senderHistory.ts';

/** A patient is looked up again this often while they are proposed. */
const CHECK_EVERY_MS = 30_000;

export interface PatientProposal extends Candidate {
  readonly reason: string;
  /** Nothing speaks against it, by a look at the record since this fax came on screen. */
  readonly isCertain: boolean;
}

/** What is proposed for one fax. */
export interface FaxProposal {
  /** Somebody who may not file proposes it; else it is counted. */
  readonly person?: FilingProposal;
  readonly patient?: PatientProposal;
  readonly type?: Proposed<FaxType>;
}

const NOTHING: FaxProposal = {};

/**
 * What is proposed for a fax from what was filed from the same number; `undefined` while it is not known yet. A patient
 * is certain only in a component that is mounted anew for each fax.
 */
export function useProposal(fax: Fax): FaxProposal | undefined {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const types = useDocumentTypes();
  const findsMisspelt = useFindsMisspelt();
  const number = fax.originatingNumber ?? '';
  const isAsked = isProposable(fax);
  const byPerson = useMemo(() => personsProposal(fax), [fax]);
  const { data, isError } = useQuery({
    ...proposalQueries.sender(client, number),
    enabled: isAsked && !byPerson,
  });
  const history = useMemo(
    () => data && withHeldFaxes(queryClient, data, number),
    [queryClient, data, number],
  );
  const proposed = useMemo(
    () => byPerson ?? (history ? proposeFor(fax, history, types) : undefined),
    [byPerson, fax, history, types],
  );
  const party = proposed?.patient?.value;
  const candidate = useQuery({
    ...proposalQueries.candidate(client, party ?? { reference: '' }, findsMisspelt),
    enabled: party !== undefined,
    refetchOnMount: 'always',
    refetchInterval: CHECK_EVERY_MS,
  });
  return useMemo(() => {
    if (!isAsked || (isError && !byPerson)) {
      return NOTHING;
    }
    if (!proposed || (proposed.patient && candidate.isPending)) {
      return undefined;
    }
    const { patient, ...rest } = proposed;
    if (!patient || !candidate.data) {
      return rest;
    }
    const isCertain = candidate.data.doubt === undefined && candidate.isFetchedAfterMount;
    return { ...rest, patient: { ...candidate.data, reason: patient.reason, isCertain } };
  }, [
    isAsked,
    isError,
    byPerson,
    proposed,
    candidate.isPending,
    candidate.data,
    candidate.isFetchedAfterMount,
  ]);
}

/** Loads what is proposed for a fax that comes next. */
export function usePrefetchProposal(): (fax: Fax) => void {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const types = useDocumentTypes();
  const findsMisspelt = useFindsMisspelt();
  return useCallback(
    (fax) => {
      if (!isProposable(fax)) {
        return;
      }
      const number = fax.originatingNumber ?? '';
      const load = async () => {
        const { patient } =
          personsProposal(fax) ??
          proposeFor(
            fax,
            withHeldFaxes(
              queryClient,
              await queryClient.fetchQuery(proposalQueries.sender(client, number)),
              number,
            ),
            types,
          );
        if (patient) {
          await queryClient.prefetchQuery(proposalQueries.candidate(client, patient.value, findsMisspelt));
        }
      };
      // Asked again, and told then, when the fax is opened.
      load().catch(() => undefined);
    },
    [client, queryClient, types, findsMisspelt],
  );
}
