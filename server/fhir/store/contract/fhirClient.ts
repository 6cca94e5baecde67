import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes';

/** `fetch` below a FHIR server's base URL, with whatever signs the request in. */
type FhirFetch = (path: string, init?: RequestInit) => Promise<Response>;

/** An answer with its body read. */
export interface Answer<T = Resource> {
  status: number;
  /** Undefined when there was no body. */
  body: T;
  headers: Headers;
}

/** Plain FHIR REST, so that a test sees what any client would. */
export class FhirClient {
  readonly #fetch: FhirFetch;

  constructor(fetch: FhirFetch) {
    this.#fetch = fetch;
  }

  get<T = Resource>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.#send<T>('GET', path, undefined, headers);
  }

  create<T extends Resource>(resource: T, headers: Record<string, string> = {}): Promise<Answer<T & Stored>> {
    return this.#send('POST', resource.resourceType, resource, headers);
  }

  update<T extends Resource>(resource: T, headers: Record<string, string> = {}): Promise<Answer<T & Stored>> {
    return this.#send('PUT', `${resource.resourceType}/${resource.id}`, resource, headers);
  }

  put<T extends Resource>(
    path: string,
    resource: T,
    headers: Record<string, string> = {},
  ): Promise<Answer<T & Stored>> {
    return this.#send('PUT', path, resource, headers);
  }

  patch<T = Resource>(
    path: string,
    patch: object[],
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.#send('PATCH', path, patch, { 'content-type': 'application/json-patch+json', ...headers });
  }

  delete(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send('DELETE', path, undefined, headers);
  }

  bundle(type: 'batch' | 'transaction', entry: BundleEntry[]): Promise<Answer<Bundle>> {
    return this.#send('POST', '', { resourceType: 'Bundle', type, entry }, {});
  }

  /** POST with form parameters, as `_search` takes them. */
  postForm<T>(path: string, form: string): Promise<Answer<T>> {
    return this.#request<T>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form,
    });
  }

  /** @param query as written in a URL; values are to be encoded by the caller. */
  async search<T extends Resource>(type: string, query: string): Promise<Bundle<T>> {
    const { status, body } = await this.get<Bundle<T>>(`${type}?${query}`);
    if (status !== 200) throw new Error(`${type}?${query} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Creates many resources by batches, in order. @returns them as stored. */
  async createAll<T extends Resource>(resources: readonly T[], perBatch = 500): Promise<(T & Stored)[]> {
    const stored: (T & Stored)[] = [];
    for (let at = 0; at < resources.length; at += perBatch) {
      const entry = resources
        .slice(at, at + perBatch)
        .map((resource) => ({ resource, request: { method: 'POST' as const, url: resource.resourceType } }));
      const { status, body } = await this.bundle('batch', entry);
      if (status !== 200) throw new Error(`The batch answered ${status}: ${JSON.stringify(body)}`);
      for (const { response, resource } of body.entry ?? []) {
        if (response?.status !== '201') throw new Error(`Not created: ${JSON.stringify(response)}`);
        // The answer to a create is the created resource.
        stored.push(resource as T & Stored);
      }
    }
    return stored;
  }

  #send<T>(
    method: string,
    path: string,
    body: object | undefined,
    headers: Record<string, string>,
  ): Promise<Answer<T>> {
    return this.#request<T>(path, {
      method,
      headers: { ...(body ? { 'content-type': 'application/fhir+json' } : undefined), ...headers },
      ...(body ? { body: JSON.stringify(body) } : undefined),
    });
  }

  async #request<T>(path: string, init: RequestInit): Promise<Answer<T>> {
    const response = await this.#fetch(path, init);
    const text = await response.text();
    // What each request answers with is the test's to know and to assert.
    const body = (text ? JSON.parse(text) : undefined) as T;
    return { status: response.status, headers: response.headers, body };
  }
}

/** What every stored resource has. */
export interface Stored {
  id: string;
  meta: NonNullable<Resource['meta']> & { versionId: string; lastUpdated: string };
}
