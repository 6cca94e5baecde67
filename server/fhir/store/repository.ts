import {
  allOk,
  applyPatch,
  badRequest,
  created,
  deepEquals,
  fhirpathPatchTypedValue,
  gone,
  multipleMatches,
  normalizeOperationOutcome,
  notFound,
  type Operation,
  OperationOutcomeError,
  Operator,
  parseFhirPathPatchParameters,
  preconditionFailed,
  type SearchRequest,
  toTypedValue,
  validateResource,
  type WithId,
} from '@medplum/core';
import {
  type CreateResourceOptions,
  type DeleteResourceOptions,
  FhirRepository,
  type ReadHistoryOptions,
  type TransactionOptions,
  type UpdateResourceOptions,
} from '@medplum/fhir-router';
import type {
  Bundle,
  BundleEntry,
  OperationOutcome,
  Parameters,
  Reference,
  Resource,
} from '@medplum/fhirtypes';
import type { Connection } from './connection.ts';
import { searchParametersOf } from './definitions.ts';
import {
  addVersion,
  countVersions,
  readLastText,
  readStored,
  readStoredVersion,
  readVersions,
  type StoredResource,
  type StoredVersion,
} from './resources.ts';
import { bundleText, elementsOf, type FoundText, SearchRunner } from './search/run.ts';
import type { StoreInternals } from './store.ts';
import { asOutcome, type WriteTarget } from './writer.ts';

/** Who a repository acts for. */
export interface Author {
  /** Recorded with every version written. */
  reference: Reference;
  /** Without rules everything is allowed. */
  access?: AccessRules;
}

/** Rights, asked inside the repository so that searches, chains, includes and operations cannot go round them. */
export interface AccessRules {
  canRead(resource: Resource): boolean;
  canSearch(resourceType: string): boolean;
  /** An outcome refuses the write. Asked with the state that would be stored. */
  check(
    interaction: 'create' | 'update' | 'delete',
    resource: Resource,
    before?: Resource,
  ): OperationOutcome | undefined;
  /**
   * Whether {@link canRead} is true for every resource of the type; then searches join stored texts without parsing
   * them. Absent: false.
   */
  readsAll?(resourceType: string): boolean;
}

export interface RepositoryOptions {
  /** Show who wrote a version as `meta.author`, as Medplum does for requests with `X-Medplum: extended`. */
  extended?: boolean;
}

const ID = /^[A-Za-z0-9\-.]{1,64}$/;
/** Versions in a page of history when nothing is asked for, and at most. */
const HISTORY_PAGE = 100;
const MAX_HISTORY_PAGE = 1000;

/** The FHIR repository of one user over the data file; made per request by `Store.repository`. */
export class SqliteRepository extends FhirRepository {
  readonly #store: StoreInternals;
  readonly #author: Author;
  readonly #options: RepositoryOptions;
  readonly #target: WriteTarget;
  /** Inside a step of the writer, where reads must see what it has written. */
  #writing = false;

  /** @param target where writes go, and what reads see: the store's queue, or one open transaction. */
  constructor(store: StoreInternals, author: Author, options: RepositoryOptions, target: WriteTarget) {
    super();
    this.#store = store;
    this.#author = author;
    this.#options = options;
    this.#target = target;
  }

  /** Reads and writes go where they belong by themselves. */
  setMode(): void {}

  generateId(): string {
    return crypto.randomUUID();
  }

  async createResource<T extends Resource>(resource: T, options?: CreateResourceOptions): Promise<WithId<T>> {
    const valid = this.#validated(resource);
    return this.#write(() => this.#create(valid, options));
  }

  async updateResource<T extends Resource>(resource: T, options?: UpdateResourceOptions): Promise<WithId<T>> {
    const valid = this.#validated(resource);
    return this.#write(() => this.#update(valid, options));
  }

  async patchResource<T extends Resource>(
    resourceType: T['resourceType'],
    id: string,
    patch: Operation[] | Parameters,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    return this.#write(() => this.#patch<T>(resourceType, id, patch, options));
  }

  async deleteResource(resourceType: string, id: string, options?: DeleteResourceOptions): Promise<void> {
    return this.#write(() => this.#delete(resourceType, id, options));
  }

  async readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    const stored = this.#stored(resourceType, id);
    if (!stored) throw new OperationOutcomeError(notFound);
    if (stored.text === null) throw new OperationOutcomeError(gone);
    return this.#shown<T>(stored.text, stored.author);
  }

  async readReference<T extends Resource>({ reference }: Reference<T>): Promise<WithId<T>> {
    const [type, id, ...rest] = reference?.split('/') ?? [];
    if (!type || !id || rest.length > 0) throw new OperationOutcomeError(badRequest('Invalid reference'));
    return this.readResource(type, id);
  }

  async readReferences<T extends Resource>(references: readonly Reference<T>[]): Promise<(T | Error)[]> {
    return Promise.all(references.map((reference) => this.readReference(reference).catch(asOutcome)));
  }

  async readHistory<T extends Resource>(
    resourceType: string,
    id: string,
    options: ReadHistoryOptions = {},
  ): Promise<Bundle<WithId<T>>> {
    const connection = this.#connection;
    const stored = this.#stored(resourceType, id);
    const lastText = stored && readLastText(connection, stored.rid);
    if (!stored || !lastText) throw new OperationOutcomeError(notFound);
    this.#assertReadable(parse(lastText));
    const limit = Math.min(Math.max(options.limit || HISTORY_PAGE, 1), MAX_HISTORY_PAGE);
    const versions = readVersions(connection, stored.rid, limit, Math.max(options.offset || 0, 0));
    return {
      resourceType: 'Bundle',
      type: 'history',
      total: countVersions(connection, stored.rid),
      entry: versions.map((version) => this.#historyEntry<T>(`${resourceType}/${id}`, version)),
    };
  }

  async readVersion<T extends Resource>(resourceType: string, id: string, vid: string): Promise<WithId<T>> {
    const stored = this.#stored(resourceType, id);
    const version = stored && readStoredVersion(this.#connection, stored.rid, vid);
    if (!version) throw new OperationOutcomeError(notFound);
    if (version.text === null) throw new OperationOutcomeError(gone);
    return this.#shown<T>(version.text, version.author);
  }

  async search<T extends Resource>(search: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const { matches, included, total, links } = this.#runner().run(search);
    const pick = elementsOf(search) ?? ((resource: Resource) => resource);
    const entry = (found: FoundText, mode: 'match' | 'include'): BundleEntry<WithId<T>> => ({
      fullUrl: `${this.#store.localBase}${found.type}/${found.id}`,
      search: { mode },
      // An included resource is of another type; a Bundle's type parameter cannot say so.
      resource: pick(this.#withAuthor(parse(found.text), found.author)) as WithId<T>,
    });
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      ...(total === undefined ? undefined : { total }),
      link: links,
      ...(matches.length + included.length > 0
        ? { entry: [...matches.map((m) => entry(m, 'match')), ...included.map((i) => entry(i, 'include'))] }
        : undefined),
    };
  }

  /**
   * The same as {@link search} as JSON text, joined from the stored texts: what an HTTP answer needs and no more.
   * @throws {OperationOutcomeError} as `search` rejects.
   */
  searchText(search: SearchRequest): string {
    const result = this.#runner().run(search);
    const pick = elementsOf(search);
    if (!pick && !this.#options.extended) return bundleText(result, this.#store.localBase);
    const shown = (found: FoundText): FoundText => {
      const resource = this.#withAuthor(parse(found.text), found.author);
      return { ...found, text: JSON.stringify(pick ? pick(resource) : resource) };
    };
    const { matches, included } = result;
    return bundleText(
      { ...result, matches: matches.map(shown), included: included.map(shown) },
      this.#store.localBase,
    );
  }

  /** The statements a search runs, each with SQLite's plan for it. */
  explain(search: SearchRequest): { sql: string; plan: string[] }[] {
    return this.#runner().explain(search);
  }

  async searchByReference<T extends Resource>(
    search: SearchRequest<T>,
    referenceField: string,
    references: string[],
  ): Promise<Record<string, WithId<T>[]>> {
    const found: Record<string, WithId<T>[]> = {};
    for (const reference of references) {
      const filter = { code: referenceField, operator: Operator.EQUALS, value: reference };
      found[reference] = await this.searchResources({
        ...search,
        filters: [...(search.filters ?? []), filter],
      });
    }
    return found;
  }

  /**
   * Search and write in one step of the writer. The inherited method does the same in a transaction, which would keep
   * the writer across awaits and make forty clients wait for forty commits.
   */
  override async conditionalCreate<T extends Resource>(
    resource: T,
    search: SearchRequest<T>,
    options?: CreateResourceOptions,
  ): Promise<{ resource: WithId<T>; outcome: OperationOutcome }> {
    this.#assertSameType(resource, search);
    const valid = this.#validated(resource);
    return this.#write(() => {
      const existing = this.#onlyMatch<T>(search);
      if (!existing) return { resource: this.#create(valid, options), outcome: created };
      if (!options?.assignedId && resource.id && resource.id !== existing.id) throw differentId(resource);
      return { resource: existing, outcome: allOk };
    });
  }

  override async conditionalUpdate<T extends Resource>(
    resource: T,
    search: SearchRequest,
    options?: CreateResourceOptions & UpdateResourceOptions,
  ): Promise<{ resource: WithId<T>; outcome: OperationOutcome }> {
    this.#assertSameType(resource, search);
    const valid = this.#validated(resource);
    return this.#write(() => {
      const existing = this.#onlyMatch<T>(search);
      if (existing) {
        if (resource.id && !options?.assignedId && resource.id !== existing.id) throw differentId(resource);
        return { resource: this.#update({ ...valid, id: existing.id }, options), outcome: allOk };
      }
      if (resource.id && !options?.assignedId) {
        throw new OperationOutcomeError(
          badRequest(
            'Cannot perform create as update with client-assigned ID',
            `${resource.resourceType}.id`,
          ),
        );
      }
      return { resource: this.#create(valid, options), outcome: created };
    });
  }

  override async conditionalDelete(search: SearchRequest): Promise<void> {
    return this.#write(() => {
      const existing = this.#onlyMatch(search);
      if (existing) this.#delete(existing.resourceType, existing.id);
    });
  }

  override async conditionalPatch(
    search: SearchRequest,
    patch: Operation[],
    options?: UpdateResourceOptions,
  ): Promise<WithId<Resource>> {
    return this.#write(() => {
      const existing = this.#onlyMatch(search);
      if (!existing) throw new OperationOutcomeError(notFound);
      return this.#patch(existing.resourceType, existing.id, patch, options);
    });
  }

  /**
   * Runs `callback` as one transaction: its writes are seen by its own reads only, until all of them commit together.
   * It keeps the writer, so it must not wait for a write made through another repository.
   * On a careless store, as on a Medplum server by default, there are no transactions and each write stands for itself.
   */
  async withTransaction<TResult>(
    callback: (txRepo: this) => Promise<TResult>,
    _options?: TransactionOptions,
  ): Promise<TResult> {
    if (this.#store.careless) return callback(this);
    return this.#target.transaction((target) => callback(this.#on(target)));
  }

  /**
   * Runs `callback` with a repository whose writes stand each for itself but wait for the disk only once, at the end.
   * For `batch` Bundles. Nothing of it may be answered before the promise resolves.
   */
  async withSharedCommit<TResult>(callback: (repository: this) => Promise<TResult>): Promise<TResult> {
    return this.#store.writer.sharedCommit((target) => callback(this.#on(target)));
  }

  get #connection(): Connection {
    return this.#writing ? this.#target.connection : this.#target.readConnection;
  }

  #write<T>(work: () => T): Promise<T> {
    return this.#target.write(() => {
      this.#writing = true;
      try {
        return work();
      } finally {
        this.#writing = false;
      }
    });
  }

  #on(target: WriteTarget): this {
    // There are no subclasses, so `this` is what is made here.
    return new SqliteRepository(this.#store, this.#author, this.#options, target) as this;
  }

  #runner(): SearchRunner {
    const { access } = this.#author;
    const { localBase, careless, now, parameters } = this.#store;
    return new SearchRunner(
      {
        connection: this.#connection,
        exactCounts: this.#connection !== this.#store.writer.connection,
        parameters,
        localBase,
        careless,
        now,
        canSearch: (type) => !access || access.canSearch(type),
      },
      {
        readsAll: (type) => !access || Boolean(access.readsAll?.(type)),
        mayRead: ({ text }) => !access || access.canRead(parse(text)),
      },
    );
  }

  #stored(resourceType: string, id: string): StoredResource | undefined {
    if (!searchParametersOf(resourceType)) throw new OperationOutcomeError(notFound);
    return readStored(this.#connection, resourceType, id);
  }

  #validated<T extends Resource>(resource: T): T {
    if (!searchParametersOf(resource.resourceType)) {
      throw new OperationOutcomeError(badRequest(`Unsupported resource type: ${resource.resourceType}`));
    }
    validateResource(resource);
    return resource;
  }

  #assertSameType(resource: Resource, search: SearchRequest): void {
    if (search.resourceType === resource.resourceType) return;
    throw new OperationOutcomeError(badRequest('Search type must match resource type'));
  }

  #onlyMatch<T extends Resource>(search: SearchRequest): WithId<T> | undefined {
    const narrowed = { ...search, count: 2, offset: 0, sortRules: undefined, total: undefined };
    const { matches } = this.#runner().run(narrowed);
    if (matches.length > 1) throw new OperationOutcomeError(multipleMatches);
    const [only] = matches;
    return only && this.#shown<T>(only.text, only.author);
  }

  #create<T extends Resource>(resource: T, options: CreateResourceOptions | undefined): WithId<T> {
    const id = options?.assignedId && resource.id ? resource.id : this.generateId();
    if (!ID.test(id))
      throw new OperationOutcomeError(badRequest('Invalid id', `${resource.resourceType}.id`));
    const { dictionary } = this.#store;
    const isNew = dictionary.newResource(resource.resourceType, id);
    if (isNew === undefined && this.#stored(resource.resourceType, id)) {
      throw new OperationOutcomeError(badRequest('Assigned ID is already in use'));
    }
    const rid = isNew ?? dictionary.resource(resource.resourceType, id);
    return this.#save('create', rid, { ...resource, id });
  }

  #update<T extends Resource>(resource: T, options: UpdateResourceOptions | undefined): WithId<T> {
    const { resourceType, id } = resource;
    if (!id || !ID.test(id)) throw new OperationOutcomeError(badRequest('Invalid id', `${resourceType}.id`));
    const before = this.#stored(resourceType, id);
    if (!before) throw new OperationOutcomeError(notFound);
    this.#assertMatches(before, options?.ifMatch);
    const previous = before.text === null ? undefined : parse<T>(before.text);
    if (previous) {
      this.#assertReadable(previous);
      // Differs only in what the server writes: nothing to store.
      if (deepEquals(stripped(previous), stripped({ ...resource, id }))) {
        return this.#shown<T>(before.text ?? '', before.author);
      }
    }
    // A deleted resource has no index rows.
    const indexed = previous && { resource: previous, sort: before.sort };
    return this.#save('update', before.rid, { ...resource, id }, indexed);
  }

  #patch<T extends Resource>(
    resourceType: T['resourceType'],
    id: string,
    patch: Operation[] | Parameters,
    options: UpdateResourceOptions | undefined,
  ): WithId<T> {
    const before = this.#stored(resourceType, id);
    if (!before) throw new OperationOutcomeError(notFound);
    if (before.text === null) throw new OperationOutcomeError(gone);
    if (!this.#store.careless) this.#assertMatches(before, options?.ifMatch);
    const resource = parse<T>(before.text);
    this.#assertReadable(resource);
    applyTo(resource, patch);
    if (resource.resourceType !== resourceType || resource.id !== id) {
      throw new OperationOutcomeError(badRequest('A patch cannot change type or id'));
    }
    return this.#update(this.#validated(resource), undefined);
  }

  #delete(resourceType: string, id: string, options?: DeleteResourceOptions): void {
    const before = this.#stored(resourceType, id);
    if (!before) throw new OperationOutcomeError(notFound);
    if (!this.#store.careless) this.#assertMatches(before, options?.ifMatch);
    // Deleting is idempotent.
    if (before.text === null) return;
    const last = parse(before.text);
    this.#assertReadable(last);
    this.#assertAllowed('delete', last, last);
    const { connection } = this.#store.writer;
    this.#store.index.replace(before.rid, undefined, before.sort);
    const version = this.#newVersion('delete');
    addVersion(connection, before.rid, { ...version, text: null }, before.sort);
    this.#target.changes.push({ interaction: 'delete', resource: last });
  }

  #save<T extends Resource>(
    interaction: 'create' | 'update',
    rid: number,
    resource: T & { id: string },
    before?: { resource: T; sort: number },
  ): WithId<T> {
    const version = this.#newVersion(interaction);
    const { id, resourceType, meta, ...content } = resource;
    const { versionId: _versionId, lastUpdated: _lastUpdated, author: _author, ...keptMeta } = meta ?? {};
    const saved = {
      resourceType,
      id,
      meta: {
        ...keptMeta,
        versionId: version.versionId,
        lastUpdated: new Date(version.updated).toISOString(),
      },
      ...content,
      // Spreading a type parameter loses it: these are the members of T with new `meta`.
    } as unknown as WithId<T>;
    this.#assertAllowed(interaction, saved, before?.resource);
    const { connection } = this.#store.writer;
    const sort = this.#store.index.replace(rid, saved, before?.sort);
    addVersion(connection, rid, { ...version, text: JSON.stringify(saved) }, sort);
    this.#target.changes.push({
      interaction,
      resource: saved,
      ...(before ? { previous: before.resource } : undefined),
    });
    return this.#withAuthor(saved, version.author);
  }

  #newVersion(interaction: StoredVersion['interaction']): Omit<StoredVersion, 'text'> {
    return {
      versionId: crypto.randomUUID(),
      updated: this.#store.nextTimestamp(),
      interaction,
      author: JSON.stringify(this.#author.reference),
    };
  }

  #assertMatches(before: StoredResource, ifMatch: string | undefined): void {
    if (ifMatch && ifMatch !== before.versionId) throw new OperationOutcomeError(preconditionFailed);
  }

  #assertAllowed(interaction: 'create' | 'update' | 'delete', resource: Resource, before?: Resource): void {
    const refused = this.#author.access?.check(interaction, resource, before);
    if (refused) throw new OperationOutcomeError(refused);
  }

  /** What may not be read does not exist. */
  #assertReadable(resource: Resource): void {
    const { access } = this.#author;
    if (access && !access.canRead(resource)) throw new OperationOutcomeError(notFound);
  }

  #shown<T extends Resource>(text: string, author: string | null): WithId<T> {
    const resource = parse<T>(text);
    this.#assertReadable(resource);
    return this.#withAuthor(resource, author);
  }

  #withAuthor<T extends Resource>(resource: WithId<T>, author: string | null): WithId<T> {
    if (!this.#options.extended || author === null) return resource;
    // Written by #newVersion from a Reference.
    return { ...resource, meta: { ...resource.meta, author: JSON.parse(author) as Reference } } as WithId<T>;
  }

  #historyEntry<T extends Resource>(reference: string, version: StoredVersion): BundleEntry<WithId<T>> {
    const { interaction, text, author, versionId, updated } = version;
    const method = interaction === 'create' ? 'POST' : interaction === 'update' ? 'PUT' : 'DELETE';
    return {
      fullUrl: this.#store.localBase + reference,
      request: { method, url: reference },
      response: {
        status: interaction === 'create' ? '201' : interaction === 'update' ? '200' : '204',
        etag: `W/"${versionId}"`,
        lastModified: new Date(updated).toISOString(),
      },
      ...(text === null ? undefined : { resource: this.#withAuthor(parse<T>(text), author) }),
    };
  }
}

/** Stored texts were written by `#save` from validated resources. */
function parse<T extends Resource>(text: string): WithId<T> {
  return JSON.parse(text) as WithId<T>;
}

function applyTo(resource: Resource, patch: Operation[] | Parameters): void {
  try {
    if (Array.isArray(patch)) {
      const errors = applyPatch(resource, patch).filter((error) => error !== null);
      if (errors.length > 0) {
        throw new OperationOutcomeError(badRequest(errors.map(({ message }) => message).join('\n')));
      }
      return;
    }
    fhirpathPatchTypedValue(toTypedValue(resource), parseFhirPathPatchParameters(patch));
  } catch (error) {
    throw new OperationOutcomeError(normalizeOperationOutcome(error));
  }
}

/** A resource without what the server writes into `meta`. */
function stripped(resource: Resource): Resource {
  const { meta, ...content } = resource;
  const { versionId: _versionId, lastUpdated: _lastUpdated, author: _author, ...kept } = meta ?? {};
  // Undefined members and an empty meta do not survive as JSON, so they are no difference either.
  return JSON.parse(JSON.stringify(Object.keys(kept).length > 0 ? { ...content, meta: kept } : content));
}

function differentId(resource: Resource): OperationOutcomeError {
  return new OperationOutcomeError(
    badRequest('Resource ID did not match resolved ID', `${resource.resourceType}.id`),
  );
}
