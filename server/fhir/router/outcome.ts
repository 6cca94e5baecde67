import { getStatus, OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome } from '@medplum/fhirtypes';
import type { FastifyReply } from 'fastify';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** Answers with an OperationOutcome, its status taken from the outcome unless given. */
export function sendOutcome(reply: FastifyReply, outcome: OperationOutcome, status = getStatus(outcome)) {
  return reply.code(status).type(FHIR_JSON).header('cache-control', 'no-store').send(JSON.stringify(outcome));
}

/** Whether an error is an answer meant for the client, not a crash. */
export function isExpected(error: unknown): error is OperationOutcomeError {
  return error instanceof OperationOutcomeError;
}

/** What a client learns of a crash; the rest stays in the log. */
export const INTERNAL_ERROR: OperationOutcome = {
  resourceType: 'OperationOutcome',
  id: 'internal-error',
  issue: [
    { severity: 'error', code: 'exception', details: { text: 'The server could not answer this request' } },
  ],
};

/** An outcome for a refusal that has no ready-made one. */
export function httpOutcome(text: string): OperationOutcome {
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'invalid', details: { text } }],
  };
}
