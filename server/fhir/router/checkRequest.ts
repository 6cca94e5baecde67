import { badRequest, OperationOutcomeError } from '@medplum/core';
import type { FhirRequest, RestInteraction } from '@medplum/fhir-router';
import { parseSearch, type SearchQuery } from '../store/search/request.ts';
import { parseForm, parseJson } from './bodyParsers.ts';

/** Interactions that cannot be answered without a body. */
const WITH_BODY = new Set<RestInteraction | undefined>(['batch', 'create', 'update', 'patch']);
const WRITES_ONE = new Set<RestInteraction | undefined>(['update', 'patch', 'delete']);

/**
 * What the router takes for granted of a request, or passes over: checked before its handler is called, for single
 * requests and entries of a Bundle alike. Throws an OperationOutcomeError with status 400.
 */
export function checkRequest(interaction: RestInteraction | undefined, request: FhirRequest): void {
  const { body, headers, params, query } = request;
  const { resourceType, id } = params;
  if (WITH_BODY.has(interaction) && (typeof body !== 'object' || body === null)) {
    throw refusal('The body is missing or incomplete');
  }
  if (interaction === 'patch') {
    checkPatch(body);
  }
  if (WRITES_ONE.has(interaction)) {
    checkIfMatch(headers?.['if-match']);
  }
  if (WRITES_ONE.has(interaction) && resourceType && id === undefined) {
    checkCriteria(resourceType, query);
  }
  const ifNoneExist = headers?.['if-none-exist'];
  if (interaction === 'create' && resourceType && ifNoneExist !== undefined) {
    checkCriteria(resourceType, parseForm(String(ifNoneExist)));
  }
}

/** The shape of a Bundle's entries, and what their addresses and patches say. */
export function checkEntries(body: unknown): void {
  const { entry, type } = isRecord(body) ? body : {};
  if (entry === undefined) {
    return;
  }
  if (!Array.isArray(entry)) {
    throw refusal('The entries of the Bundle are not shaped as FHIR describes');
  }
  for (const one of entry) {
    checkEntry(one, type === 'transaction');
  }
}

/** @param isAtomic Whether one entry that is wrong is all of them. */
function checkEntry(entry: unknown, isAtomic: boolean): void {
  const { request = {}, resource = {}, fullUrl } = isRecord(entry) ? entry : { request: null };
  if (
    !isRecord(request) ||
    !isRecord(resource) ||
    ![fullUrl, ...Object.values(request)].every(isTextIfThere)
  ) {
    throw refusal('The entries of the Bundle are not shaped as FHIR describes');
  }
  // Just seen to be text.
  const { method, url = '', ifNoneExist } = request as Partial<Record<string, string>>;
  const [path = '', criteria] = url.split(/\?(.*)/s);
  if (criteria !== undefined && (method === 'PUT' || method === 'PATCH' || method === 'DELETE')) {
    // The router looks for the resource before it calls the handler.
    checkCriteria(path, parseForm(criteria));
  }
  // In a batch the handler refuses a condition it cannot read; an empty one never gets there.
  if (method === 'POST' && (ifNoneExist === '' || (isAtomic && ifNoneExist !== undefined))) {
    checkCriteria(path, parseForm(ifNoneExist));
  }
  if (method === 'PATCH' && resource.resourceType === 'Binary') {
    parseJson(Buffer.from(String(resource.data ?? ''), 'base64').toString());
  }
}

/**
 * Of conditional writes. Core's parser drops a modifier it does not know, and `DELETE Patient?identifier:foo=1` would delete what
 * `identifier=1` finds.
 */
export function checkCriteria(resourceType: string, query: SearchQuery): void {
  const { filters = [] } = parseSearch(resourceType, query);
  // A search passes an empty parameter over; a condition that a client forgot to fill in would fit everything.
  if (filters.length === 0 || filters.some(({ value }) => /^[\s,]*$/.test(value))) {
    throw refusal('Search criteria are missing');
  }
}

/** A version that cannot be read would be passed over, and the write go through as if there were none to keep to. */
export function checkIfMatch(ifMatch: string | undefined): void {
  if (ifMatch !== undefined && ifMatch !== '*' && !/"[^"]+"/.test(ifMatch)) {
    throw refusal('If-Match is a version in quotes: W/"…"');
  }
}

/** Each `copy` may double the resource: forty of them are a terabyte. */
const MOST_COPIES = 4;

/** https://www.rfc-editor.org/rfc/rfc6902#section-4; whether the operations fit the resource is found out later. */
function checkPatch(patch: unknown): void {
  if (!Array.isArray(patch)) {
    return;
  }
  const isOperation = (item: unknown) =>
    isRecord(item) &&
    typeof item.op === 'string' &&
    typeof item.path === 'string' &&
    isTextIfThere(item.from);
  if (!patch.every(isOperation)) {
    throw refusal('A patch is a list of operations, each with op and path');
  }
  if (patch.filter(({ op }) => op === 'copy').length > MOST_COPIES) {
    throw refusal(`A patch may copy ${MOST_COPIES} times`);
  }
}

function refusal(text: string): OperationOutcomeError {
  return new OperationOutcomeError(badRequest(text));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextIfThere(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}
