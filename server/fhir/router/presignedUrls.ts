import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Resource } from '@medplum/fhirtypes';

/** Addresses of documents that work for an hour without signing in, as Medplum hands them out. */
export interface PresignedUrls {
  /** Replaces every `Binary/<id>` in a `url` element. */
  presign<T extends Resource>(resource: T, versionOf: VersionOf): Promise<T>;
  /** Puts `Binary/<id>` back where a client writes such an address. */
  restore<T>(body: T): T;
  isValid(id: string, version: string, expires: string, signature: string): boolean;
}

/** The current version of a Binary, or undefined when there is none to hand out. */
type VersionOf = (binaryId: string) => Promise<string | undefined>;

const LIFETIME_S = 3600;
const BINARY = /^Binary\/([A-Za-z0-9\-.]{1,64})$/;
const PRESIGNED = /\/storage\/([A-Za-z0-9\-.]{1,64})\/[^/?]+\?Expires=/;

export function createPresignedUrls(key: Buffer, baseUrl: string, now: () => number): PresignedUrls {
  const sign = (id: string, version: string, expires: string) =>
    createHmac('sha256', key).update(`storage ${id} ${version} ${expires}`).digest('base64url');

  const address = (id: string, version: string) => {
    const expires = String(Math.floor(now() / 1000) + LIFETIME_S);
    const signature = sign(id, version, expires);
    return `${baseUrl}/storage/${id}/${version}?Expires=${expires}&Signature=${signature}`;
  };

  return {
    async presign(resource, versionOf) {
      const addresses = new Map<string, string>();
      for (const id of binaryIdsIn(resource)) {
        const version = await versionOf(id);
        if (version) {
          addresses.set(`Binary/${id}`, address(id, version));
        }
      }
      return mapUrls(resource, (url) => addresses.get(url) ?? url);
    },
    restore: (body) =>
      mapUrls(body, (url) => {
        const id = PRESIGNED.exec(url)?.[1];
        return id ? `Binary/${id}` : url;
      }),
    isValid(id, version, expires, signature) {
      const [expected, actual] = [Buffer.from(sign(id, version, expires)), Buffer.from(signature)];
      const fits = expected.length === actual.length && timingSafeEqual(expected, actual);
      return fits && Number(expires) * 1000 > now();
    },
  };
}

function binaryIdsIn(resource: Resource): Set<string> {
  const ids = new Set<string>();
  mapUrls(resource, (url) => {
    const id = BINARY.exec(url)?.[1];
    if (id) {
      ids.add(id);
    }
    return url;
  });
  return ids;
}

/** A copy of a JSON value with every string under a key `url` mapped. */
function mapUrls<T>(value: T, map: (url: string) => string): T {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    // Mapping element by element keeps the array's type.
    return value.map((element) => mapUrls(element, map)) as T;
  }
  const entries = Object.entries(value).map(([key, element]) => [
    key,
    key === 'url' && typeof element === 'string' ? map(element) : mapUrls(element, map),
  ]);
  // Same keys, same kinds of values: still a T.
  return Object.fromEntries(entries) as T;
}
