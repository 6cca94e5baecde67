import {
  badRequest,
  deepEquals,
  gone,
  notFound,
  type Operation,
  OperationOutcomeError,
  preconditionFailed,
  type WithId,
} from '@medplum/core';
import type { Parameters, Resource } from '@medplum/fhirtypes';
import { type Author, assertAllowed, assertReadable } from './access.ts';
import { checkShape } from './checkShape.ts';
import { searchParametersOf } from './definitions.ts';
import { applyPatchTo } from './patch.ts';
import { addVersion, parseStored, readStored, type StoredResource, type StoredVersion } from './resources.ts';
import type { StoreInternals } from './store.ts';
import type { ResourceChange } from './writeTarget.ts';

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/** A resource with the JSON text of a Reference to who wrote this version. */
export interface Written<T extends Resource> {
  resource: WithId<T>;
  author: string | null;
}

/** Checks a resource against its definition. @throws {OperationOutcomeError} 400 with every issue found. */
export function assertValid(resource: Resource): void {
  if (!searchParametersOf(resource.resourceType)) {
    throw new OperationOutcomeError(badRequest(`Unsupported resource type: ${resource.resourceType}`));
  }
  checkShape(resource);
}

/** The writes of one user. Each method is one step inside of `WriteTarget.write`; what it throws undoes it. */
export class ResourceWriter {
  readonly #store: StoreInternals;
  readonly #author: Author;
  readonly #changes: ResourceChange[];

  constructor(store: StoreInternals, author: Author, changes: ResourceChange[]) {
    this.#store = store;
    this.#author = author;
    this.#changes = changes;
  }

  /** @param resource valid; @param id one that nothing has. */
  create<T extends Resource>(resource: T, id: string): Written<T> {
    const { resourceType } = resource;
    assertId(resourceType, id);
    const { dictionary } = this.#store;
    const isNew = dictionary.newResource(resourceType, id);
    if (isNew === undefined && this.#stored(resourceType, id)) {
      throw new OperationOutcomeError(badRequest('Assigned ID is already in use'));
    }
    return this.#save('create', isNew ?? dictionary.resource(resourceType, id), { ...resource, id });
  }

  /** @param resource valid. An unchanged one makes no version; a deleted one comes back. */
  update<T extends Resource>(resource: T, ifMatch: string | undefined): Written<T> {
    const { resourceType, id = '' } = resource;
    assertId(resourceType, id);
    const before = this.#existing(resourceType, id, ifMatch);
    if (before.text === null) return this.#save('update', before.rid, { ...resource, id });
    const previous = parseStored<T>(before.text);
    assertReadable(this.#author, previous);
    if (deepEquals(withoutServerMeta(previous), withoutServerMeta(resource))) {
      return { resource: previous, author: before.author };
    }
    const indexed = { resource: previous, sort: before.sort };
    return this.#save('update', before.rid, { ...resource, id }, indexed);
  }

  patch<T extends Resource>(
    resourceType: T['resourceType'],
    id: string,
    patch: Operation[] | Parameters,
    ifMatch: string | undefined,
  ): Written<T> {
    const before = this.#existing(resourceType, id, this.#store.careless ? undefined : ifMatch);
    if (before.text === null) throw new OperationOutcomeError(gone);
    const resource = parseStored<T>(before.text);
    assertReadable(this.#author, resource);
    applyPatchTo(resource, patch);
    if (resource.resourceType !== resourceType || resource.id !== id) {
      throw new OperationOutcomeError(badRequest('A patch cannot change type or id'));
    }
    assertValid(resource);
    return this.update(resource, undefined);
  }

  /** Deleting what is deleted already is no error. */
  delete(resourceType: string, id: string, ifMatch: string | undefined): void {
    const before = this.#existing(resourceType, id, this.#store.careless ? undefined : ifMatch);
    if (before.text === null) return;
    const last = parseStored(before.text);
    assertReadable(this.#author, last);
    assertAllowed(this.#author, 'delete', last, last);
    this.#store.index.replace(before.rid, undefined, before.sort);
    const version = { ...this.#newVersion('delete'), text: null };
    addVersion(this.#store.writer.connection, before.rid, version, before.sort);
    this.#changes.push({ interaction: 'delete', resource: last });
  }

  #stored(resourceType: string, id: string): StoredResource | undefined {
    if (!searchParametersOf(resourceType)) throw new OperationOutcomeError(notFound);
    return readStored(this.#store.writer.connection, resourceType, id);
  }

  #existing(resourceType: string, id: string, ifMatch: string | undefined): StoredResource {
    const stored = this.#stored(resourceType, id);
    if (!stored) throw new OperationOutcomeError(notFound);
    if (ifMatch && ifMatch !== stored.versionId) throw new OperationOutcomeError(preconditionFailed);
    return stored;
  }

  /** @param before what is indexed at present; a deleted resource is not. */
  #save<T extends Resource>(
    interaction: 'create' | 'update',
    rid: number,
    resource: T & { id: string },
    before?: { resource: T; sort: number },
  ): Written<T> {
    const version = this.#newVersion(interaction);
    const saved = withServerMeta(resource, version);
    assertAllowed(this.#author, interaction, saved, before?.resource);
    const text = JSON.stringify(saved);
    const sort = this.#store.index.replace(rid, saved, before?.sort);
    addVersion(this.#store.writer.connection, rid, { ...version, text }, sort);
    // Parsed anew: what is returned is the caller's to change before listeners are told.
    this.#changes.push({ interaction, resource: parseStored(text) });
    return { resource: saved, author: version.author };
  }

  #newVersion(interaction: StoredVersion['interaction']): Omit<StoredVersion, 'text'> {
    return {
      versionId: crypto.randomUUID(),
      updated: this.#store.nextTimestamp(),
      interaction,
      author: JSON.stringify(this.#author.reference),
    };
  }
}

function assertId(resourceType: string, id: string): void {
  if (!ID.test(id)) throw new OperationOutcomeError(badRequest('Invalid id', `${resourceType}.id`));
}

function withServerMeta<T extends Resource>(
  resource: T & { id: string },
  { versionId, updated }: Omit<StoredVersion, 'text'>,
): WithId<T> {
  const { id, resourceType, meta, ...content } = resource;
  const lastUpdated = new Date(updated).toISOString();
  // Spreading a type parameter loses it: these are the members of T with new `meta`.
  return {
    resourceType,
    id,
    meta: { ...clientMeta(meta), versionId, lastUpdated },
    ...content,
  } as unknown as WithId<T>;
}

/** What a client says of version, time and author is ignored. */
function clientMeta(meta: Resource['meta']): Resource['meta'] {
  const { versionId: _versionId, lastUpdated: _lastUpdated, author: _author, ...kept } = meta ?? {};
  return kept;
}

function withoutServerMeta(resource: Resource): unknown {
  const { meta, ...content } = resource;
  const kept = clientMeta(meta) ?? {};
  // Undefined members and an empty meta do not survive as JSON, so they are no difference either.
  return JSON.parse(JSON.stringify(Object.keys(kept).length > 0 ? { ...content, meta: kept } : content));
}
