import {
  badRequest,
  getSearchParameter,
  matchesSearchRequest,
  OperationOutcomeError,
  Operator,
  type SearchRequest,
} from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import { parseForm } from '../router/bodyParsers.ts';
import { parseSearch } from '../store/search/request.ts';

/** A subscription's criteria, checked. */
export interface Criteria {
  readonly resourceType: string;
  matches(resource: Resource): boolean;
}

/** How a value may be compared outside a search; each is one that `matchesSearchRequest` does right. */
const COMPARISONS: readonly Operator[] = [
  Operator.EQUALS,
  Operator.NOT_EQUALS,
  Operator.NOT,
  Operator.MISSING,
  Operator.PRESENT,
  Operator.GREATER_THAN,
  Operator.LESS_THAN,
  Operator.GREATER_THAN_OR_EQUALS,
  Operator.LESS_THAN_OR_EQUALS,
  Operator.STARTS_AFTER,
  Operator.ENDS_BEFORE,
];

/**
 * Reads criteria such as `Communication?medium=FAXWRIT&category=a,b`.
 * Whatever cannot be decided from the one resource (chains, `_has`) or is not known is refused here: accepted,
 * it would never deliver anything and nobody would know why.
 */
export function parseCriteria(criteria: string | undefined): Criteria {
  if (!criteria || !/^[A-Z][A-Za-z]+(\?|$)/.test(criteria)) {
    throw new OperationOutcomeError(
      badRequest('Criteria must be a search such as Communication?medium=FAXWRIT'),
    );
  }
  const searchRequest = readSearch(criteria);
  for (const { code, operator } of searchRequest.filters ?? []) {
    if (!isParameter(searchRequest.resourceType, code) || !COMPARISONS.includes(operator)) {
      throw new OperationOutcomeError(
        badRequest(`"${code}" cannot be used in the criteria of a subscription`, 'Subscription.criteria'),
      );
    }
  }
  refuseMoreThanFilters(searchRequest);
  return {
    resourceType: searchRequest.resourceType,
    matches: (resource) => matchesSearchRequest(resource, searchRequest),
  };
}

/** As a search reads it, so that a modifier nobody knows is refused; core throws plain errors on some values. */
function readSearch(criteria: string): SearchRequest {
  const [resourceType = '', query = ''] = criteria.split(/\?(.*)/s);
  try {
    return parseSearch(resourceType, parseForm(query));
  } catch (error) {
    if (error instanceof OperationOutcomeError) {
      throw error;
    }
    throw new OperationOutcomeError(badRequest('The criteria cannot be read', 'Subscription.criteria'));
  }
}

function isParameter(resourceType: string, code: string): boolean {
  return !(code in {}) && getSearchParameter(resourceType, code) !== undefined;
}

function refuseMoreThanFilters({ include, revInclude, types }: SearchRequest): void {
  if (include?.length || revInclude?.length || types?.length) {
    throw new OperationOutcomeError(
      badRequest('Criteria cannot include other resources', 'Subscription.criteria'),
    );
  }
}
