import type { SearchRequest, WithId } from '@medplum/core';
import { subsetResource } from '@medplum/core';
import type { Bundle, BundleEntry, BundleLink, Reference, Resource } from '@medplum/fhirtypes';
import { summaryElementsOf } from './definitions.ts';
import { parseStored, type StoredVersion, type VersionPage } from './resources.ts';
import type { FoundText, SearchResult } from './search/run.ts';

/** How resources are shown to whoever asked. */
export interface Presentation {
  /** FHIR base URL with a slash at its end. */
  localBase: string;
  /** Show who wrote a version as `meta.author`. */
  extended: boolean;
}

/** A stored text as a resource. */
export function present<T extends Resource>(
  resource: WithId<T>,
  author: string | null,
  { extended }: Pick<Presentation, 'extended'>,
): WithId<T> {
  if (!extended || author === null) return resource;
  // Written from a Reference by ResourceWriter.
  return { ...resource, meta: { ...resource.meta, author: JSON.parse(author) as Reference } } as WithId<T>;
}

export function searchBundle<T extends Resource>(
  search: SearchRequest,
  { matches, included, total, links }: SearchResult,
  presentation: Presentation,
): Bundle<WithId<T>> {
  const pick = elementsOf(search);
  const entryOf =
    (mode: 'match' | 'include') =>
    (found: FoundText): BundleEntry<WithId<T>> => {
      // An included resource is of another type; a Bundle's type parameter cannot say so.
      const resource = present(parseStored<T>(found.text), found.author, presentation);
      const shown = (pick ? pick(resource) : resource) as WithId<T>;
      return {
        fullUrl: `${presentation.localBase}${found.type}/${found.id}`,
        search: { mode },
        resource: shown,
      };
    };
  const entry = [...matches.map(entryOf('match')), ...included.map(entryOf('include'))];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(total === undefined ? undefined : { total }),
    link: links,
    ...(entry.length > 0 ? { entry } : undefined),
  };
}

/** The text of {@link searchBundle}, joined from the stored texts; they are parsed only to cut or extend them. */
export function searchBundleText(
  search: SearchRequest,
  result: SearchResult,
  presentation: Presentation,
): string {
  if (presentation.extended || elementsOf(search)) {
    return JSON.stringify(searchBundle(search, result, presentation));
  }
  const { matches, included, total, links } = result;
  const entries = [
    ...matches.map((found) => entryText(found, 'match', presentation)),
    ...included.map((found) => entryText(found, 'include', presentation)),
  ];
  const count = total === undefined ? '' : `,"total":${total}`;
  const entry = entries.length > 0 ? `,"entry":[${entries.join(',')}]` : '';
  return `{"resourceType":"Bundle","type":"searchset"${count},"link":${JSON.stringify(links)}${entry}}`;
}

function entryText({ type, id, text }: FoundText, mode: string, { localBase }: Presentation): string {
  return `{"fullUrl":"${localBase}${type}/${id}","search":{"mode":"${mode}"},"resource":${text}}`;
}

/** What cuts a resource down to the elements a search asked for; undefined for whole resources. */
function elementsOf({
  fields,
  summary,
  resourceType,
}: SearchRequest): ((r: Resource) => Resource) | undefined {
  if (fields) return (resource) => subset(resource, fields);
  switch (summary) {
    case 'true':
      return (resource) => subset(resource, summaryElementsOf(resource.resourceType));
    case 'text':
      return (resource) =>
        subset(resource, resource.resourceType === resourceType ? ['text', 'status'] : ['text']);
    case 'data':
      return (resource) =>
        subset(
          resource,
          Object.keys(resource).filter((name) => name !== 'text'),
        );
    default:
      return undefined;
  }
}

function subset(resource: Resource, elements: string[]): Resource {
  return subsetResource(resource, elements) ?? resource;
}

const HISTORY_WORDS = {
  create: { method: 'POST', status: '201' },
  update: { method: 'PUT', status: '200' },
  delete: { method: 'DELETE', status: '204' },
} as const;

/** @param versions newest first; @param page where they stand among the `total` of all pages. */
export function historyBundle<T extends Resource>(
  reference: string,
  versions: StoredVersion[],
  page: VersionPage & { total: number },
  presentation: Presentation,
): Bundle<WithId<T>> {
  const entry = versions.map(({ interaction, text, author, versionId, updated }): BundleEntry<WithId<T>> => {
    const { method, status } = HISTORY_WORDS[interaction];
    return {
      fullUrl: presentation.localBase + reference,
      request: { method, url: reference },
      response: { status, etag: `W/"${versionId}"`, lastModified: new Date(updated).toISOString() },
      ...(text === null ? undefined : { resource: present(parseStored<T>(text), author, presentation) }),
    };
  });
  const link = historyLinks(`${presentation.localBase}${reference}/_history`, page);
  return { resourceType: 'Bundle', type: 'history', total: page.total, link, entry };
}

function historyLinks(
  url: string,
  { limit, offset, since, total }: VersionPage & { total: number },
): BundleLink[] {
  const link = (relation: string, at: number): BundleLink => {
    const query = new URLSearchParams({ _count: String(limit), _offset: String(at) });
    if (since > 0) query.set('_since', new Date(since).toISOString());
    return { relation, url: `${url}?${query}` };
  };
  return [
    link('self', offset),
    link('first', 0),
    ...(offset + limit < total ? [link('next', offset + limit)] : []),
    ...(offset > 0 ? [link('previous', Math.max(0, offset - limit))] : []),
  ];
}
