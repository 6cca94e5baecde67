import { badRequest, contentTooLarge, notFound, tooManyRequests } from '@medplum/core';
import type { OperationOutcome } from '@medplum/fhirtypes';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { httpOutcome, INTERNAL_ERROR, outcomeFor, sendOutcome } from './outcome.ts';

/** Inside this scope every error is an OperationOutcome, whoever raised it. */
export function setFhirErrors(scope: FastifyInstance): void {
  scope.setErrorHandler<FastifyError | Error>((error, request, reply) => {
    const outcome = outcomeFor(error);
    if (outcome) {
      return sendOutcome(reply, outcome);
    }
    const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
    if (status >= 500) {
      if (!brokeOff(error, request)) {
        request.log.error({ err: error }, 'Request failed');
      }
      return sendOutcome(reply, INTERNAL_ERROR, 500);
    }
    if (status === 416 && hasHeaders(error)) {
      // The size of the file, from the plugin that sends it.
      reply.header('content-range', error.headers['Content-Range']);
    }
    return sendOutcome(reply, outcomeOf(status, error.message), status);
  });
}

/** A client that goes away while it sends is no failure of the server's, and nobody is there to be answered. */
function brokeOff(error: Error, { raw }: FastifyRequest): boolean {
  return !raw.complete && 'code' in error && error.code === 'ECONNRESET';
}

/** Fastify's own refusals: body too large, media type unknown, too many requests. Their texts hold no data. */
function outcomeOf(status: number, message: string): OperationOutcome {
  switch (status) {
    case 404:
      return notFound;
    case 413:
      return contentTooLarge('The body is too large');
    case 429:
      return tooManyRequests;
    case 400:
      return badRequest(message);
    default:
      return httpOutcome(message);
  }
}

function hasHeaders(error: object): error is { headers: Record<string, string> } {
  return 'headers' in error && typeof error.headers === 'object' && error.headers !== null;
}
