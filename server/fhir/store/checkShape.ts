import { badRequest, OperationOutcomeError, validateResource } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';

/**
 * Checks a resource against its definition. Core's validator answers with every issue, but trips over elements of a kind
 * it does not expect (a number where a primitive's extensions belong): that is a client's mistake too.
 * @throws {OperationOutcomeError} 400
 */
export function checkShape(resource: Resource): void {
  try {
    validateResource(resource);
  } catch (error) {
    if (error instanceof OperationOutcomeError) throw error;
    throw new OperationOutcomeError(badRequest('The resource is not shaped as FHIR describes it'));
  }
}
