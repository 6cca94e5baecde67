import { getStatus } from '@medplum/core';
import type { OperationOutcome, Resource } from '@medplum/fhirtypes';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FHIR_JSON, sendOutcome } from './outcome.ts';

const WRITES = ['POST', 'PUT', 'PATCH'];

/** Sends what the router answered, with the headers of https://www.hl7.org/fhir/R4/http.html#versions */
export function sendFhir(
  request: FastifyRequest,
  reply: FastifyReply,
  fhirBase: string,
  [outcome, resource]: readonly [OperationOutcome, Resource?, ...unknown[]],
): FastifyReply {
  if (!resource) {
    return sendOutcome(reply, outcome);
  }
  const status = getStatus(outcome);
  reply.code(status).header('cache-control', 'no-store');
  setVersionHeaders(reply, resource);
  if (status === 201) {
    reply.header('location', `${fhirBase}/${resource.resourceType}/${resource.id}`);
  }
  if (isMinimal(request, resource)) {
    return reply.send();
  }
  return reply.type(FHIR_JSON).send(JSON.stringify(resource));
}

/** Sends a search result whose JSON was put together by the store. */
export function sendText(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('cache-control', 'no-store').type(FHIR_JSON).send(text);
}

function setVersionHeaders(reply: FastifyReply, resource: Resource): void {
  const { versionId, lastUpdated } = resource.meta ?? {};
  if (versionId) {
    reply.header('etag', `W/"${versionId}"`);
  }
  if (lastUpdated && resource.resourceType !== 'Bundle') {
    reply.header('last-modified', new Date(lastUpdated).toUTCString());
  }
}

function isMinimal(request: FastifyRequest, resource: Resource): boolean {
  return (
    WRITES.includes(request.method) &&
    resource.resourceType !== 'Bundle' &&
    String(request.headers.prefer ?? '').includes('return=minimal')
  );
}
