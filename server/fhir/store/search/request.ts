import {
  badRequest,
  DEFAULT_MAX_SEARCH_COUNT,
  DEFAULT_SEARCH_COUNT,
  OperationOutcomeError,
  Operator,
  parseSearchRequest,
  type SearchRequest,
} from '@medplum/core';
import type { Resource, ResourceType } from '@medplum/fhirtypes';
import { type CompiledSearchParameter, searchParametersOf } from '../definitions.ts';

/** A query as the router hands it over: repeated parameters as arrays. */
export type SearchQuery = Record<string, string | string[] | undefined>;

const MODIFIERS: Record<CompiledSearchParameter['type'], readonly string[]> = {
  date: ['missing'],
  number: ['missing'],
  quantity: ['missing'],
  reference: ['missing', 'identifier', 'not'],
  string: ['missing', 'contains', 'exact', 'text'],
  token: ['missing', 'not', 'text', 'contains', 'identifier'],
  uri: ['missing', 'below', 'contains', 'not'],
};

/** Search result parameters; what they may be followed by is checked by core. */
const RESULT_PARAMETERS =
  /^(_sort|_count|_offset|_total|_summary|_include|_revinclude|_fields|_elements|_format|_pretty|_filter|_has|_)$/;

/** Offsets past this are refused: paging by the sort value costs the same on every page, an offset does not. */
const MAX_OFFSET = 10_000;

/**
 * Parses a search as `parseSearchRequest` does, and refuses what that lets pass: it drops a modifier it does not know
 * (`status:foo=x` would answer as `status=x`), and reads `subject:Patient=1` as `subject=1`.
 * @throws {OperationOutcomeError} 400 with the parameter's name.
 */
export function parseSearch<T extends Resource>(resourceType: string, query: SearchQuery): SearchRequest<T> {
  const checked: SearchQuery = {};
  for (const [key, value] of Object.entries(query)) {
    const [name, checkedValue] = checkParameter(resourceType, key, value);
    const before = checked[name];
    checked[name] = before === undefined ? checkedValue : [before, checkedValue ?? ''].flat();
  }
  // Core's own type lists every FHIR resource; the repository refuses those that are not stored.
  const search = parseSearchRequest<T>(resourceType as ResourceType, checked);
  // https://hl7.org/fhir/R4/search.html#count: a page of nothing asks how many there are.
  return search.count === 0 ? { ...search, total: 'accurate' } : search;
}

function checkParameter(
  resourceType: string,
  key: string,
  value: string | string[] | undefined,
): [key: string, value: string | string[] | undefined] {
  const [code = '', modifier] = key.split(':');
  if (RESULT_PARAMETERS.test(code) || key.includes('.')) {
    checkValue(code, value);
    return [key, value];
  }
  if (code === '_id' || code === '_lastUpdated' || code === '_compartment') {
    if (modifier && !(code === '_id' && modifier === 'not')) throw invalidModifier(key);
    return [key, value];
  }
  const parameter = searchParametersOf(resourceType)?.[code];
  if (!parameter) throw new OperationOutcomeError(badRequest(`Unknown search parameter: ${code}`, code));
  if (modifier === 'missing') checkValue(':missing', value);
  if (modifier === undefined || MODIFIERS[parameter.type].includes(modifier)) return [key, value];
  if (parameter.type === 'reference' && /^[A-Z][A-Za-z]+$/.test(modifier)) {
    return [code, Array.isArray(value) ? value.map((v) => typed(modifier, v)) : typed(modifier, value ?? '')];
  }
  throw invalidModifier(key);
}

/** What a parameter's value has to be, where core takes anything for one of these. */
const VALUES: Partial<Record<string, RegExp>> = {
  ':missing': /^(true|false)$/,
  _count: /^\d{1,9}$/,
  _offset: /^\d{1,9}$/,
  _summary: /^(true|text|data|count|false)$/,
  _total: /^(none|estimate|accurate)$/,
};

function checkValue(name: string, value: string | string[] | undefined): void {
  const allowed = Object.hasOwn(VALUES, name) ? VALUES[name] : undefined;
  if (allowed && ![value ?? ''].flat().every((one) => allowed.test(one))) {
    throw new OperationOutcomeError(badRequest(`Invalid value of ${name}`, name));
  }
}

function typed(type: string, value: string): string {
  return value
    .split(',')
    .map((id) => (id.includes('/') ? id : `${type}/${id}`))
    .join(',');
}

function invalidModifier(key: string): OperationOutcomeError {
  return new OperationOutcomeError(badRequest(`Invalid modifier: ${key}`, key));
}

/** A page of a search: how many rows from where. */
export interface Page {
  count: number;
  offset: number;
}

/** @throws {OperationOutcomeError} 400 on an offset that is too large. */
export function pageOf(search: SearchRequest): Page {
  const count = search.count ?? DEFAULT_SEARCH_COUNT;
  const offset = search.offset ?? 0;
  if (offset > MAX_OFFSET) {
    throw new OperationOutcomeError(
      badRequest(`Search offset exceeds maximum (got ${offset}, max ${MAX_OFFSET})`),
    );
  }
  return { count: Math.min(count, DEFAULT_MAX_SEARCH_COUNT), offset };
}

/** Whether an operator only asks if the element is there. */
export function asksPresence(operator: Operator): boolean {
  return operator === Operator.MISSING || operator === Operator.PRESENT;
}
