import { getStatus, type MedplumClient, OperationOutcomeError } from '@medplum/core';
import { useMedplum } from '@medplum/react-hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { type Absence, absenceKey, makeAbsence } from '../../domain/clinic/absence.ts';
import { type Party, versionTag } from '../../domain/fhir/elements.ts';
import { ABSENCE_IDENTIFIER } from '../../domain/fhir/systems.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { useSession } from '../session.ts';
import { useChanges } from '../undo/useChanges.ts';
import { ABSENCES_KEY, useAbsences } from './useAbsences.ts';

/** Says when the person at this desk is away and who covers, or that they are not; with undo. */
export function useSaveAbsence(): (absence: Absence | undefined) => Promise<boolean> {
  const client = useMedplum();
  const queryClient = useQueryClient();
  const { profile } = useSession();
  const before = useAbsences()?.find(({ person }) => person.reference === profile.reference);
  const { run } = useChanges();
  return useCallback(
    (absence) => {
      const save = async (next: Absence | undefined) => {
        await saveAbsence(client, profile, next);
        await queryClient.invalidateQueries({ queryKey: ABSENCES_KEY });
      };
      return run({
        done: absence ? `Away: ${absence.cover.display ?? 'somebody'} covers for you` : 'Not away',
        save: () => save(absence),
        takeBack: () => save(before),
      });
    },
    [client, queryClient, profile, before, run],
  );
}

async function saveAbsence(
  client: MedplumClient,
  person: Party,
  absence: Absence | undefined,
): Promise<void> {
  const query = `identifier=${encodeURIComponent(`${ABSENCE_IDENTIFIER}|${absenceKey(person)}`)}`;
  const standing = await client.createResourceIfNoneExist(makeAbsence(person, absence), query);
  const headers = { 'If-Match': versionTag(standing) };
  try {
    await client.updateResource(makeAbsence(person, absence, standing), { headers });
  } catch (error) {
    if (error instanceof OperationOutcomeError && getStatus(error.outcome) === 412) {
      throw new ConflictError(
        'Somebody changed your absence at the same moment. Look again before you decide.',
      );
    }
    throw error;
  }
}
