import { allOk, forbidden, Operator } from '@medplum/core';
import type { FhirRouteHandler } from '@medplum/fhir-router';
import { principalOfRequest } from '../router/requestConfig.ts';
import { parseSearch } from '../store/search/request.ts';

/**
 * Searches AuditEvents. Whoever may read a fax may see who saw that fax; what one person did all day is the
 * admin's to ask.
 */
export const searchAudit: FhirRouteHandler = async (request, repository) => {
  const query = request.method === 'POST' ? request.body : request.query;
  const search = parseSearch('AuditEvent', query ?? {});
  const isOfOneFax = (search.filters ?? []).some(
    ({ code, operator, value }) =>
      code === 'entity' && operator === Operator.EQUALS && /^Communication\/[^,]+$/.test(value),
  );
  if (!isOfOneFax && principalOfRequest(request).role !== 'admin') {
    return [forbidden];
  }
  return [allOk, await repository.search(search)];
};
