import { allOk, forbidden, Operator, type SearchRequest } from '@medplum/core';
import type { FhirRouteHandler } from '@medplum/fhir-router';
import { readQuery } from '../router/bodyParsers.ts';
import { configOf } from '../router/requestConfig.ts';
import { parseSearch } from '../store/search/request.ts';

/**
 * Searches AuditEvents. Whoever may read a fax may see who saw that fax; what one person did all day is the
 * admin's to ask.
 */
export const searchAudit: FhirRouteHandler = async (request, repository) => {
  const search = parseSearch(
    'AuditEvent',
    request.method === 'POST' ? readQuery(request.body) : request.query,
  );
  const { principal, faxAudit } = configOf(request);
  if (principal.role === 'admin') {
    return [allOk, await repository.search(search)];
  }
  return isOfOneFax(search) ? [allOk, await faxAudit().search(search)] : [forbidden];
};

function isOfOneFax({ filters = [], revInclude = [] }: SearchRequest): boolean {
  const namesFax = filters.some(
    ({ code, operator, value }) =>
      code === 'entity' && operator === Operator.EQUALS && /^Communication\/[^,]+$/.test(value),
  );
  // Included events would be of other faxes.
  return namesFax && revInclude.length === 0;
}
