import {
  allOk,
  badRequest,
  created,
  gone,
  multipleMatches,
  notFound,
  type Operation,
  OperationOutcomeError,
  Operator,
  type SearchRequest,
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
import type { Bundle, OperationOutcome, Parameters, Reference, Resource } from '@medplum/fhirtypes';
import { type Author, assertReadable } from './access.ts';
import { historyBundle, type Presentation, present, searchBundle, searchBundleText } from './bundles.ts';
import type { Connection } from './connection.ts';
import { searchParametersOf } from './definitions.ts';
import {
  countVersions,
  parseStored,
  readLastText,
  readStored,
  readStoredVersion,
  readVersions,
  type StoredResource,
} from './resources.ts';
import { assertValid, ResourceWriter, type Written } from './resourceWriter.ts';
import { SearchRunner } from './search/run.ts';
import type { StoreInternals } from './store.ts';
import { asOutcome, type WriteTarget } from './writeTarget.ts';

export interface RepositoryOptions {
  /** Show who wrote a version as `meta.author`, as Medplum does for requests with `X-Medplum: extended`. */
  extended?: boolean;
}

export interface HistoryOptions extends ReadHistoryOptions {
  /** Milliseconds since 1970; older versions are left out. */
  since?: number;
}

/** Versions in a page of history when nothing is asked for, and at most. */
const HISTORY_PAGE = 100;
const MAX_HISTORY_PAGE = 1000;

/** The FHIR repository of one user over the data file; made per request by `Store.repository`. */
export class SqliteRepository extends FhirRepository {
  readonly #store: StoreInternals;
  readonly #author: Author;
  readonly #options: RepositoryOptions;
  readonly #target: WriteTarget;

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
    assertValid(resource);
    return this.#write((writer) => writer.create(resource, this.#newId(resource, options)));
  }

  async updateResource<T extends Resource>(resource: T, options?: UpdateResourceOptions): Promise<WithId<T>> {
    assertValid(resource);
    return this.#write((writer) => writer.update(resource, options?.ifMatch));
  }

  async patchResource<T extends Resource>(
    resourceType: T['resourceType'],
    id: string,
    patch: Operation[] | Parameters,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    return this.#write((writer) => writer.patch<T>(resourceType, id, patch, options?.ifMatch));
  }

  async deleteResource(resourceType: string, id: string, options?: DeleteResourceOptions): Promise<void> {
    return this.#step((writer) => writer.delete(resourceType, id, options?.ifMatch));
  }

  async readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    return this.#shown<T>(this.#stored(resourceType, id));
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
    options: HistoryOptions = {},
  ): Promise<Bundle<WithId<T>>> {
    const connection = this.#target.readConnection;
    const { rid } = this.#stored(resourceType, id);
    assertReadable(this.#author, parseStored(readLastText(connection, rid)));
    const page = {
      limit: Math.min(Math.max(options.limit || HISTORY_PAGE, 1), MAX_HISTORY_PAGE),
      offset: Math.max(options.offset || 0, 0),
      since: options.since ?? 0,
    };
    const versions = readVersions(connection, rid, page);
    const total = countVersions(connection, rid, page.since);
    return historyBundle(`${resourceType}/${id}`, versions, { ...page, total }, this.#presentation);
  }

  async readVersion<T extends Resource>(resourceType: string, id: string, vid: string): Promise<WithId<T>> {
    const { rid } = this.#stored(resourceType, id);
    const version = readStoredVersion(this.#target.readConnection, rid, vid);
    if (!version) throw new OperationOutcomeError(notFound);
    return this.#shown<T>(version);
  }

  async search<T extends Resource>(search: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    return searchBundle(search, this.#runner().run(search), this.#presentation);
  }

  /**
   * The same as {@link search} as JSON text, joined from the stored texts: what an HTTP answer needs and no more.
   * @throws {OperationOutcomeError} as `search` rejects.
   */
  searchText(search: SearchRequest): string {
    return searchBundleText(search, this.#runner().run(search), this.#presentation);
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
    for (const value of references) {
      const filter = { code: referenceField, operator: Operator.EQUALS, value };
      found[value] = await this.searchResources({ ...search, filters: [...(search.filters ?? []), filter] });
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
    assertSameType(resource, search);
    assertValid(resource);
    return this.#step((writer) => {
      const existing = this.#onlyMatch<T>(search);
      if (existing) {
        assertSameId(resource, existing, options);
        return { resource: existing, outcome: allOk };
      }
      const written = writer.create(resource, this.#newId(resource, options));
      return { resource: this.#presented(written), outcome: created };
    });
  }

  override async conditionalUpdate<T extends Resource>(
    resource: T,
    search: SearchRequest,
    options?: CreateResourceOptions & UpdateResourceOptions,
  ): Promise<{ resource: WithId<T>; outcome: OperationOutcome }> {
    assertSameType(resource, search);
    assertValid(resource);
    return this.#step((writer) => {
      const existing = this.#onlyMatch<T>(search);
      if (existing) {
        assertSameId(resource, existing, options);
        const written = writer.update({ ...resource, id: existing.id }, options?.ifMatch);
        return { resource: this.#presented(written), outcome: allOk };
      }
      if (resource.id && !options?.assignedId) {
        throw new OperationOutcomeError(badRequest('A client cannot choose the id of what it creates'));
      }
      const written = writer.create(resource, this.#newId(resource, options));
      return { resource: this.#presented(written), outcome: created };
    });
  }

  override async conditionalDelete(search: SearchRequest): Promise<void> {
    return this.#step((writer) => {
      const existing = this.#onlyMatch(search);
      if (existing) writer.delete(existing.resourceType, existing.id, undefined);
    });
  }

  override async conditionalPatch(
    search: SearchRequest,
    patch: Operation[],
    options?: UpdateResourceOptions,
  ): Promise<WithId<Resource>> {
    return this.#write((writer) => {
      const existing = this.#onlyMatch(search);
      if (!existing) throw new OperationOutcomeError(notFound);
      return writer.patch(existing.resourceType, existing.id, patch, options?.ifMatch);
    });
  }

  /**
   * Runs `callback` as one transaction: its writes are seen by its own reads only, until all of them commit together.
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

  #on(target: WriteTarget): this {
    // There are no subclasses, so `this` is what is made here.
    return new SqliteRepository(this.#store, this.#author, this.#options, target) as this;
  }

  /** One step of the writer, which happens as a whole or not at all. */
  #step<T>(work: (writer: ResourceWriter) => T): Promise<T> {
    return this.#target.write(() =>
      work(new ResourceWriter(this.#store, this.#author, this.#target.changes)),
    );
  }

  #write<T extends Resource>(work: (writer: ResourceWriter) => Written<T>): Promise<WithId<T>> {
    return this.#step((writer) => this.#presented(work(writer)));
  }

  #newId({ id }: Resource, options: CreateResourceOptions | undefined): string {
    return options?.assignedId && id ? id : this.generateId();
  }

  #runner(connection: Connection = this.#target.readConnection): SearchRunner {
    const { access } = this.#author;
    const { localBase, careless, now, parameters, writer } = this.#store;
    return new SearchRunner(
      {
        connection,
        exactCounts: connection !== writer.connection,
        parameters,
        localBase,
        careless,
        now,
        canSearch: (type) => !access || access.canSearch(type),
      },
      {
        readsAll: (type) => !access || Boolean(access.readsAll?.(type)),
        mayRead: ({ text }) => !access || access.canRead(parseStored(text)),
      },
    );
  }

  /** The one match of a conditional write, looked up in the step that writes. */
  #onlyMatch<T extends Resource>(search: SearchRequest): WithId<T> | undefined {
    // Without criteria the one resource of a type would be the match, and be overwritten or deleted.
    if (!search.filters?.length) throw new OperationOutcomeError(badRequest('Search criteria are missing'));
    const narrowed = { ...search, count: 2, offset: 0, sortRules: undefined, total: undefined };
    const { matches } = this.#runner(this.#store.writer.connection).run(narrowed);
    if (matches.length > 1) throw new OperationOutcomeError(multipleMatches);
    return matches[0] && this.#shown<T>(matches[0]);
  }

  #stored(resourceType: string, id: string): StoredResource {
    const isKnown = searchParametersOf(resourceType) !== undefined;
    const stored = isKnown ? readStored(this.#target.readConnection, resourceType, id) : undefined;
    if (!stored) throw new OperationOutcomeError(notFound);
    return stored;
  }

  #shown<T extends Resource>({ text, author }: { text: string | null; author: string | null }): WithId<T> {
    if (text === null) throw new OperationOutcomeError(gone);
    const resource = parseStored<T>(text);
    assertReadable(this.#author, resource);
    return this.#presented({ resource, author });
  }

  #presented<T extends Resource>({ resource, author }: Written<T>): WithId<T> {
    return present(resource, author, this.#presentation);
  }

  get #presentation(): Presentation {
    return { localBase: this.#store.localBase, extended: this.#options.extended ?? false };
  }
}

function assertSameType(resource: Resource, search: SearchRequest): void {
  if (search.resourceType === resource.resourceType) return;
  throw new OperationOutcomeError(badRequest('Search type must match resource type'));
}

/** A client that names an id means this resource and no other; one that the router assigned means nothing. */
function assertSameId(
  resource: Resource,
  existing: { id: string },
  options: CreateResourceOptions | undefined,
): void {
  if (options?.assignedId || !resource.id || resource.id === existing.id) return;
  const expression = `${resource.resourceType}.id`;
  throw new OperationOutcomeError(badRequest('Resource ID did not match resolved ID', expression));
}
