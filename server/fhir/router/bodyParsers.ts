import { badRequest, OperationOutcomeError } from '@medplum/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The fields of a form or a query; one that is repeated is a list. */
export type Query = Record<string, string | string[]>;

/** Accepts JSON under the names FHIR clients give it, and forms; nothing else. */
export function setBodyParsers(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    ['application/fhir+json', 'application/json', 'application/json-patch+json'],
    { parseAs: 'string' },
    // Some clients name a media type where they send nothing, with DELETE above all.
    async (_request: FastifyRequest, text: string) => (text === '' ? undefined : parseJson(text)),
  );
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: FastifyRequest, text: string) => parseForm(text),
  );
}

/** Throws an OperationOutcomeError with status 400 for anything but JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OperationOutcomeError(badRequest('The body is not JSON'));
  }
}

export function parseForm(text: string): Query {
  const query: Query = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    query[name] = before === undefined ? value : [before, value].flat();
  }
  return query;
}
