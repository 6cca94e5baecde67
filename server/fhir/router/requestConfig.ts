import type { FhirRequest, FhirRequestConfig } from '@medplum/fhir-router';
import type { Principal } from '../auth/principal.ts';

/** What travels with a request into the router, and from a batch into each of its entries. */
export interface RequestConfig extends FhirRequestConfig {
  readonly principal: Principal;
}

/** Who sent a request. */
export function principalOfRequest(request: FhirRequest): Principal {
  // `config` is always a RequestConfig here: only `fhirRoutes.ts` makes requests.
  return (request.config as RequestConfig).principal;
}
