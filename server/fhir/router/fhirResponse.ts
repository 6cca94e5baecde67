import { getStatus } from '@medplum/core';
import type { Bundle, BundleEntry, OperationOutcome, Resource } from '@medplum/fhirtypes';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FHIR_JSON, sendOutcome } from './outcome.ts';

const WRITES = ['POST', 'PUT', 'PATCH'];

/** What a client wants back of a write; the resource unless it says so. https://www.hl7.org/fhir/R4/http.html#ops */
type Preference = 'minimal' | 'OperationOutcome' | 'representation';

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
    reply.header('location', `${fhirBase}/${versionedAddress(resource)}`);
  }
  switch (preferenceOf(request, resource)) {
    case 'minimal':
      return reply.send();
    case 'OperationOutcome':
      return reply.type(FHIR_JSON).send(JSON.stringify(outcome));
    case 'representation':
      return reply.type(FHIR_JSON).send(JSON.stringify(withVersions(resource)));
  }
}

/** Sends a search result whose JSON was put together by the store. */
export function sendText(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('cache-control', 'no-store').type(FHIR_JSON).send(text);
}

/** Headers that tell which version of a resource is sent. */
export function setVersionHeaders(reply: FastifyReply, resource: Resource): void {
  const { versionId, lastUpdated } = resource.meta ?? {};
  if (versionId) {
    reply.header('etag', `W/"${versionId}"`);
  }
  if (lastUpdated && resource.resourceType !== 'Bundle') {
    reply.header('last-modified', new Date(lastUpdated).toUTCString());
  }
}

function preferenceOf(request: FastifyRequest, resource: Resource): Preference {
  if (!WRITES.includes(request.method) || resource.resourceType === 'Bundle') {
    return 'representation';
  }
  const asked = /\breturn=(minimal|OperationOutcome)\b/.exec(String(request.headers.prefer ?? ''))?.[1];
  return asked === 'minimal' || asked === 'OperationOutcome' ? asked : 'representation';
}

/** The entries of an answered batch or transaction with the headers each would have had as a request of its own. */
function withVersions(resource: Resource): Resource {
  if (resource.resourceType !== 'Bundle' || !/^(batch|transaction)-response$/.test(resource.type)) {
    return resource;
  }
  const answered: Bundle = { ...resource, entry: resource.entry?.map(withVersion) };
  return answered;
}

function withVersion(entry: BundleEntry): BundleEntry {
  const { response, resource } = entry;
  const { versionId, lastUpdated } = resource?.meta ?? {};
  if (!response || !resource || !versionId) {
    return entry;
  }
  const location = response.location && versionedAddress(resource);
  return {
    ...entry,
    response: { ...response, location, etag: `W/"${versionId}"`, lastModified: lastUpdated },
  };
}

/** `<type>/<id>/_history/<version>`; of a Subscription no versions are kept. */
function versionedAddress({ resourceType, id, meta }: Resource): string {
  const version = resourceType === 'Subscription' ? undefined : meta?.versionId;
  return `${resourceType}/${id}${version ? `/_history/${version}` : ''}`;
}
