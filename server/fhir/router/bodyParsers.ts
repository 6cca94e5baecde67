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
  if (isTooDeep(text)) {
    throw new OperationOutcomeError(badRequest('The body is nested too deeply'));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new OperationOutcomeError(badRequest('The body is not JSON'));
  }
}

/** Whether arrays and objects stand in each other deeper than `MAX_DEPTH`; brackets in strings do not count. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  for (let index = 0; index < json.length && depth <= MAX_DEPTH; index++) {
    const character = json[index];
    if (character === '"') {
      index = endOfString(json, index + 1);
    } else if (character === '[' || character === '{') {
      depth += 1;
    } else if (character === ']' || character === '}') {
      depth -= 1;
    }
  }
  return depth > MAX_DEPTH;
}

/**
 * Where the string ends whose first character is at `from`. Not by a regular expression: it overflows the stack on
 * the megabytes of a document in base64.
 */
function endOfString(json: string, from: number): number {
  for (let quote = json.indexOf('"', from); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (json[quote - 1 - backslashes] === '\\') {
      backslashes += 1;
    }
    if (backslashes % 2 === 0) {
      return quote;
    }
  }
  return json.length;
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

/**
 * A search sent as JSON, as some clients do instead of a form. Throws an OperationOutcomeError with status 400 where
 * a value is no text and no list of texts.
 */
export function readQuery(body: unknown): Query {
  const query: Query = Object.create(null);
  for (const [name, value] of Object.entries(body ?? {})) {
    const values = [value ?? ''].flat();
    if (values.some((single) => typeof single === 'object')) {
      throw new OperationOutcomeError(badRequest('A search parameter is text', name));
    }
    query[name] = Array.isArray(value) ? values.map(String) : String(value ?? '');
  }
  return query;
}
