import { ClientStorage, MedplumClient } from '@medplum/core';
import type { Bundle, Resource, ResourceType } from '@medplum/fhirtypes';
import type { AppConfig } from './config.ts';

const FHIR_PATH = 'fhir/R4';

/**
 * The FHIR client of this tab. Its own cache is off (TanStack Query is the only one), and its tokens live in
 * `sessionStorage`, so that closing the tab ends the sign-in on a shared desk.
 */
export function createClient(config: AppConfig): MedplumClient {
  const fhir = new URL(config.fhirBaseUrl, window.location.href).href.replace(/\/$/, '');
  return new MedplumClient({
    baseUrl: fhir.slice(0, -FHIR_PATH.length),
    fhirUrlPath: FHIR_PATH,
    cacheTime: 0,
    storage: new ClientStorage(window.sessionStorage),
    ...(config.clientId && { clientId: config.clientId }),
  });
}

/** A search. `isPrivate` sends it as POST, for parameters that hold names, dates or typed words. */
export async function search<T extends Resource>(
  client: MedplumClient,
  type: ResourceType,
  params: readonly (readonly [string, string])[],
  options: { isPrivate?: boolean; signal?: AbortSignal } = {},
): Promise<Bundle<T>> {
  const query = new URLSearchParams(params.map(([name, value]) => [name, value]));
  if (options.isPrivate) {
    const url = client.fhirUrl(type, '_search');
    return client.post(url, query.toString(), 'application/x-www-form-urlencoded', {
      signal: options.signal,
    });
  }
  const url = client.fhirUrl(type);
  url.search = query.toString();
  return client.get<Bundle<T>>(url, { signal: options.signal, cache: 'no-store' });
}

/** The resources of a search answer that matched, or that were included. */
export function resourcesOf<T extends Resource>(bundle: Bundle<T>, mode?: 'match' | 'include'): T[] {
  return (bundle.entry ?? []).flatMap((entry) =>
    entry.resource && (!mode || (entry.search?.mode ?? 'match') === mode) ? [entry.resource] : [],
  );
}
