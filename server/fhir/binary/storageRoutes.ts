import { unauthorized } from '@medplum/core';
import type { Binary } from '@medplum/fhirtypes';
import type { FastifyInstance } from 'fastify';
import { setFhirErrors } from '../router/errors.ts';
import type { FhirContext } from '../router/fhirContext.ts';
import { sendOutcome } from '../router/outcome.ts';
import type { PresignedUrls } from '../router/presignedUrls.ts';
import { sendFile } from './sendFile.ts';

interface Presigned {
  Params: { id: string; version: string };
  Querystring: { Expires?: string; Signature?: string };
}

/** `/storage/<id>/<version>?Expires=…&Signature=…`: a document without signing in, for an hour. */
export function registerStorageRoutes(app: FastifyInstance, context: FhirContext, urls: PresignedUrls): void {
  app.register(async (scope) => {
    setFhirErrors(scope);
    scope.get<Presigned>('/storage/:id/:version', async ({ params, query }, reply) => {
      const { id, version } = params;
      if (!urls.isValid(id, version, query.Expires ?? '', query.Signature ?? '')) {
        return sendOutcome(reply, unauthorized);
      }
      const binary = await context.ownRepository.readVersion<Binary>('Binary', id, version);
      return sendFile(reply, context.files, binary);
    });
  });
}
