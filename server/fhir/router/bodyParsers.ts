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

/** No resource comes near it, and what walks resources calls itself once a level. */
const MAX_DEPTH = 100;

/** Throws an OperationOutcomeError with status 400 for anything but JSON of reasonable depth. */
export function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_DEPTH) {
    throw new OperationOutcomeError(badRequest('The body is nested too deeply'));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new OperationOutcomeError(badRequest('The body is not JSON'));
  }
}

/** How deep arrays and objects stand in each other; brackets in strings do not count. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/g)) {
    if (token === '[' || token === '{') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (token === ']' || token === '}') {
      depth -= 1;
    }
  }
  return deepest;
}

export function parseForm(text: string): Query {
  // Without a prototype: a form may name any key.
  const query: Query = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query[name];
    query[name] = before === undefined ? value : [before, value].flat();
  }
  return query;
}
