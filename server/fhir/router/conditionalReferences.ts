import { badRequest, multipleMatches, OperationOutcomeError } from '@medplum/core';
import type { SqliteRepository } from '../store/repository.ts';
import { parseSearch } from '../store/search/request.ts';
import { parseForm } from './bodyParsers.ts';
import { checkCriteria } from './checkRequest.ts';

/** `Patient?identifier=…` where an id should be. */
const CONDITIONAL = /^([A-Z][A-Za-z]+)\?(.+)$/s;

/**
 * The body of a transaction with every conditional reference replaced by what it finds, as its writer may see it.
 * The router stores them as they are, and a document would belong to no patient.
 * https://www.hl7.org/fhir/R4/http.html#trules
 * @throws {OperationOutcomeError} 400 when a reference finds nothing or cannot be read, 412 when it finds several.
 */
export async function resolveConditionalReferences<T>(body: T, repository: SqliteRepository): Promise<T> {
  const found = new Map<string, string>();
  for (const reference of conditionalReferencesIn(body)) {
    if (!found.has(reference)) {
      found.set(reference, await find(reference, repository));
    }
  }
  return found.size === 0 ? body : replaced(body, found);
}

function* conditionalReferencesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  for (const [key, element] of Object.entries(value)) {
    if (key === 'reference' && typeof element === 'string' && CONDITIONAL.test(element)) {
      yield element;
    } else {
      yield* conditionalReferencesIn(element);
    }
  }
}

async function find(reference: string, repository: SqliteRepository): Promise<string> {
  const [, type = '', query = ''] = CONDITIONAL.exec(reference) ?? [];
  const criteria = parseForm(query);
  checkCriteria(type, criteria);
  const { entry = [] } = await repository.search({ ...parseSearch(type, criteria), count: 2, offset: 0 });
  const matches = entry.filter(({ search }) => search?.mode === 'match');
  if (matches.length > 1) {
    throw new OperationOutcomeError(multipleMatches);
  }
  const id = matches[0]?.resource?.id;
  if (!id) {
    throw new OperationOutcomeError(badRequest(`A conditional reference finds no ${type}`));
  }
  return `${type}/${id}`;
}

function replaced<T>(value: T, found: ReadonlyMap<string, string>): T {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    // Mapping element by element keeps the array's type.
    return value.map((element) => replaced(element, found)) as T;
  }
  const entries = Object.entries(value).map(([key, element]) => [
    key,
    key === 'reference' && typeof element === 'string'
      ? (found.get(element) ?? element)
      : replaced(element, found),
  ]);
  // Same keys, same kinds of values: still a T.
  return Object.fromEntries(entries) as T;
}
