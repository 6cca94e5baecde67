import { getStatus, type MedplumClient, OperationOutcomeError, type WithId } from '@medplum/core';
import type { Identifier, Resource } from '@medplum/fhirtypes';
import { identifierOf, versionTag } from '../../src/domain/fhir/elements.ts';

/** Writes that are right on a server that guarantees little: checked PUTs and conditional creates, nothing else. */

/** The HTTP status of a refusal; `undefined` when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof OperationOutcomeError ? getStatus(error.outcome) : undefined;
}

/**
 * A PUT of the whole resource that changes nothing when anybody changed it since it was read; other failures throw.
 * @returns the new version
 */
export async function putChecked<T extends Resource>(
  client: MedplumClient,
  resource: T,
): Promise<WithId<T> | 'conflict'> {
  try {
    return await client.updateResource(resource, { headers: { 'If-Match': versionTag(resource) } });
  } catch (error) {
    if (statusOf(error) === 412 || statusOf(error) === 409) {
      return 'conflict';
    }
    throw error;
  }
}

/** Medplum answers 409 when conditional creates of one identifier race; the next try finds what the other made. */
const CREATE_TRIES = 6;

/**
 * Creates a resource unless one with its identifier of a system exists; answers what stands there now.
 * Repeating is harmless, so the client's own retries stay on.
 */
export async function createOnce<T extends Resource & { identifier?: Identifier[] }>(
  client: MedplumClient,
  resource: T,
  system: string,
): Promise<WithId<T>> {
  const value = identifierOf(resource, system);
  if (!value) {
    throw new Error(`A resource without ${system} identifier cannot be created once`);
  }
  const query = `identifier=${encodeURIComponent(`${system}|${value}`)}`;
  for (let tries = 1; ; tries++) {
    try {
      return await client.createResourceIfNoneExist(resource, query);
    } catch (error) {
      if (statusOf(error) !== 409 || tries === CREATE_TRIES) {
        throw error;
      }
    }
  }
}

/** The resource that carries an identifier of ours, read afresh. */
export async function findByIdentifier<T extends 'Communication' | 'Task'>(
  client: MedplumClient,
  resourceType: T,
  identifier: { readonly system: string; readonly value: string },
) {
  const query = new URLSearchParams({ identifier: `${identifier.system}|${identifier.value}`, _count: '1' });
  return await client.searchOne(resourceType, query, { cache: 'reload' });
}
