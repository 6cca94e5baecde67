import type { MedplumClient } from '@medplum/core';
import { queryOptions } from '@tanstack/react-query';
import type { Party } from '../../domain/fhir/elements.ts';
import { doubtAbout, RECORD_GONE } from '../../domain/proposal/doubts.ts';
import { findLookAlikes } from '../patients/findLookAlikes.ts';
import { followPatient } from '../patients/followPatient.ts';
import { type Candidate, fetchSenderHistory } from './senderHistory.ts';

const MINUTE = 60_000;

/** What proposals are made of; loaded ahead with the next document, so that they are there when it is. */
export const proposalQueries = {
  /** @param number E.164 */
  sender: (client: MedplumClient, number: string) =>
    queryOptions({
      queryKey: ['proposals', 'sender', number] as const,
      queryFn: ({ signal }) => fetchSenderHistory(client, number, signal),
      staleTime: MINUTE,
      // Names and numbers do not stay behind in memory.
      gcTime: 5 * MINUTE,
      // What is proposed does not change under the reader.
      refetchOnWindowFocus: false,
    }),

  candidate: (client: MedplumClient, party: Party, findsMisspelt: boolean) =>
    queryOptions({
      queryKey: ['proposals', 'patient', party.reference] as const,
      queryFn: ({ signal }) => fetchCandidate(client, party, { findsMisspelt, signal }),
      staleTime: MINUTE / 2,
      gcTime: 5 * MINUTE,
    }),
};

async function fetchCandidate(
  client: MedplumClient,
  { reference, display }: Party,
  options: Parameters<typeof findLookAlikes>[2],
): Promise<Candidate> {
  const followed = await followPatient(client, reference);
  if (!followed.ok) {
    return { patient: { reference, name: display ?? 'A patient' }, doubt: RECORD_GONE };
  }
  const patient = followed.value;
  const doubt = doubtAbout(patient, await findLookAlikes(client, patient, options));
  return { patient, ...(doubt && { doubt }) };
}
