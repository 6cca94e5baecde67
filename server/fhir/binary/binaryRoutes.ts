import type { Readable } from 'node:stream';
import { allOk, badRequest, created, forbidden, OperationOutcomeError } from '@medplum/core';
import type { Binary } from '@medplum/fhirtypes';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isAllowed } from '../access/rights.ts';
import { parseJson } from '../router/bodyParsers.ts';
import { checkIfMatch } from '../router/checkRequest.ts';
import type { FhirContext } from '../router/fhirContext.ts';
import { sendFhir } from '../router/fhirResponse.ts';
import { formatOf, isJson } from '../router/formats.ts';
import { keepData, keepFile, withUrl } from './binaryResource.ts';
import { sendData } from './sendData.ts';
import { sendFile } from './sendFile.ts';

/** A Binary as FHIR JSON has to be held in memory as base64; large files come as their own bytes. */
const JSON_LIMIT_BYTES = 50 * 1024 * 1024;

interface ById {
  Params: { id: string };
}

/**
 * `Binary` over plain HTTP: raw bytes in and out, https://www.hl7.org/fhir/R4/binary.html#rest.
 * Other interactions, and entries of a batch, go through the FHIR router.
 */
export function registerBinaryRoutes(app: FastifyInstance, context: FhirContext): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/fhir+json',
      { parseAs: 'string', bodyLimit: JSON_LIMIT_BYTES },
      async (_request: FastifyRequest, text: string) => parseBinary(text),
    );
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

    scope.post('/fhir/R4/Binary', async (request, reply) => {
      const principal = context.principalOf(request);
      const binary = await keepBody(context, request, isAllowed(principal.role, 'Binary', 'create'));
      const saved = await context.repository(request).createResource(binary);
      return sendFhir(request, reply, context.fhirBase, [created, await context.present(withUrl(saved))]);
    });

    scope.put<ById>('/fhir/R4/Binary/:id', async (request, reply) => {
      const principal = context.principalOf(request);
      checkIfMatch(request.headers['if-match']);
      const binary = await keepBody(context, request, isAllowed(principal.role, 'Binary', 'update'));
      const ifMatch = /"([^"]+)"/.exec(request.headers['if-match'] ?? '')?.[1];
      const saved = await context
        .repository(request)
        .updateResource({ ...binary, id: request.params.id }, ifMatch ? { ifMatch } : undefined);
      return sendFhir(request, reply, context.fhirBase, [allOk, await context.present(withUrl(saved))]);
    });

    // Fastify answers HEAD by the same handler.
    scope.get<ById>('/fhir/R4/Binary/:id', async (request, reply) => {
      const binary = await context.repository(request).readResource<Binary>('Binary', request.params.id);
      return asksForResource(request)
        ? sendData(reply, context.files, binary)
        : sendFile(reply, context.files, binary);
    });
  });
}

/** Whether the Binary is wanted as FHIR describes it; any other type asked for means its bytes. */
function asksForResource(request: FastifyRequest): boolean {
  const format = formatOf(request);
  return format === undefined
    ? request.headers.accept?.includes('application/fhir+json') === true
    : isJson(format);
}

/** Nobody fills the disk who may not write: rights come before the bytes. */
async function keepBody(context: FhirContext, request: FastifyRequest, allowed: boolean): Promise<Binary> {
  if (!allowed) {
    throw new OperationOutcomeError(forbidden);
  }
  if (isBinary(request.body)) {
    return keepData(context.files, request.body);
  }
  if (!request.body) {
    throw new OperationOutcomeError(badRequest('A Binary needs a body'));
  }
  // Not JSON: the catch-all parser above handed the stream through.
  return keepFile(context.files, request.headers['content-type'] ?? '', request.body as Readable);
}

function isBinary(body: unknown): body is Binary {
  return (
    typeof body === 'object' && body !== null && 'resourceType' in body && body.resourceType === 'Binary'
  );
}

function parseBinary(text: string): Binary {
  const body = parseJson(text);
  if (!isBinary(body)) {
    throw new OperationOutcomeError(badRequest('Expected a Binary'));
  }
  return body;
}
