import {
  applyPatch,
  badRequest,
  fhirpathPatchTypedValue,
  normalizeOperationOutcome,
  type Operation,
  OperationOutcomeError,
  parseFhirPathPatchParameters,
  toTypedValue,
} from '@medplum/core';
import type { Parameters, Resource } from '@medplum/fhirtypes';

/**
 * Applies a JSON Patch or a FHIRPath Patch in place. The result may be invalid.
 * @throws {OperationOutcomeError} 400 when an operation, above all a `test`, fails.
 */
export function applyPatchTo(resource: Resource, patch: Operation[] | Parameters): void {
  try {
    if (Array.isArray(patch)) applyJsonPatch(resource, patch);
    else fhirpathPatchTypedValue(toTypedValue(resource), parseFhirPathPatchParameters(patch));
  } catch (error) {
    throw new OperationOutcomeError(normalizeOperationOutcome(error));
  }
}

function applyJsonPatch(resource: Resource, patch: Operation[]): void {
  const failed = applyPatch(resource, patch).filter((result) => result !== null);
  if (failed.length > 0) {
    throw new OperationOutcomeError(badRequest(failed.map(({ message }) => message).join('\n')));
  }
}
