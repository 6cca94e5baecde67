import { getStatus, type MedplumClient, OperationOutcomeError } from '@medplum/core';
import type { Basic, DocumentReference, Patient, Task } from '@medplum/fhirtypes';
import { identifierOf } from '../domain/fhir/elements.ts';

/** A server may refuse all but one of those who create at the same moment; the next try finds what the other made. */
const CREATE_TRIES = 6;

/** A create that any number of people may send: the identifier decides, and everybody gets what stands there. */
export async function createOnce<T extends Basic | DocumentReference | Task | Patient>(
  client: MedplumClient,
  resource: T,
  system: string,
): Promise<T> {
  const query = `identifier=${encodeURIComponent(`${system}|${identifierOf(resource, system)}`)}`;
  for (let tries = 1; ; tries++) {
    try {
      return await client.createResourceIfNoneExist(resource, query);
    } catch (error) {
      if (!isRaced(error) || tries === CREATE_TRIES) {
        throw error;
      }
    }
  }
}

/** Somebody else was writing the same. */
export function isRaced(error: unknown): boolean {
  const status = error instanceof OperationOutcomeError ? getStatus(error.outcome) : undefined;
  return status === 412 || status === 409;
}
