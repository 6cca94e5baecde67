import type { FhirRequest, FhirRequestConfig } from '@medplum/fhir-router';
import type { Principal } from '../auth/principal.ts';
import type { SqliteRepository } from '../store/repository.ts';

/** What travels with a request into the router, and from a batch into each of its entries. */
export interface RequestConfig extends FhirRequestConfig {
  readonly principal: Principal;
  /** What `searchAudit.ts` searches when somebody asks who saw one fax. */
  readonly faxAudit: () => SqliteRepository;
}

export function configOf(request: FhirRequest): RequestConfig {
  // `config` is always a RequestConfig here: only `fhirRoutes.ts` makes requests.
  return request.config as RequestConfig;
}

/** Who sent a request. */
export function principalOfRequest(request: FhirRequest): Principal {
  return configOf(request).principal;
}
