import { badRequest, getStatus, OperationOutcomeError } from '@medplum/core';
import type { OperationOutcome } from '@medplum/fhirtypes';
import type { FastifyReply } from 'fastify';

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** Answers with an OperationOutcome, its status taken from the outcome unless given. */
export function sendOutcome(reply: FastifyReply, outcome: OperationOutcome, status = statusOf(outcome)) {
  return reply.code(status).type(FHIR_JSON).header('cache-control', 'no-store').send(JSON.stringify(outcome));
}

/** Medplum's statuses know none for a server that has no room at the moment. */
function statusOf(outcome: OperationOutcome): number {
  return outcome.issue[0]?.code === 'no-store' ? 503 : getStatus(outcome);
}

/**
 * The answer to a client that an error is; undefined for a crash. A store without space says 500 and why: that is
 * for the log.
 */
export function outcomeFor(error: unknown): OperationOutcome | undefined {
  if (error instanceof OperationOutcomeError) {
    return getStatus(error.outcome) < 500 ? error.outcome : undefined;
  }
  return isTooLargeForSql(error) ? badRequest('The search has too many terms') : undefined;
}

/** SQLite's limits on one statement, https://sqlite.org/limits.html: met by a search of thousands of terms. */
function isTooLargeForSql(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_SQLITE_ERROR' &&
    /too many|too large|too deep|too big|too complex|stack overflow/i.test(error.message)
  );
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
