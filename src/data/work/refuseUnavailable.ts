import { getStatus, type MedplumClient, OperationOutcomeError } from '@medplum/core';
import { idOf, type Party } from '../../domain/fhir/elements.ts';
import { RefusalError } from '../refusal.ts';

/** Looks again whether somebody is still there to be given work: what is offered may be some minutes old. */
export async function refuseUnavailable(client: MedplumClient, { reference, display }: Party): Promise<void> {
  const isTeam = reference.startsWith('CareTeam/');
  if (await isInUse(client, reference)) {
    return;
  }
  throw new RefusalError(
    isTeam
      ? `The team ${display ?? ''} is not in use any more. Choose another one; the fax stays where it was.`
      : `${display ?? 'That person'} does not work here any more. Choose somebody else; the fax stays where it was.`,
  );
}

async function isInUse(client: MedplumClient, reference: string): Promise<boolean> {
  const fresh = { cache: 'no-store' } as const;
  try {
    return reference.startsWith('CareTeam/')
      ? (await client.readResource('CareTeam', idOf(reference), fresh)).status === 'active'
      : (await client.readResource('Practitioner', idOf(reference), fresh)).active !== false;
  } catch (error) {
    const status = error instanceof OperationOutcomeError ? getStatus(error.outcome) : undefined;
    if (status === 404 || status === 410) {
      return false;
    }
    throw error;
  }
}
