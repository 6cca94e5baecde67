import { formatSearchQuery, type SearchRequest } from '@medplum/core';
import type { BundleLink } from '@medplum/fhirtypes';
import type { SearchContext } from './context.ts';
import { allOf, type Criterion } from './criteria.ts';
import { FilterReader } from './filters.ts';
import { includedResources } from './includes.ts';
import { type PlannedSearch, Planner } from './plan.ts';
import { type Page, pageOf } from './request.ts';
import { json } from './sql.ts';

/** A resource as a search finds it: its JSON text untouched. */
export interface FoundText {
  rid: number;
  type: string;
  id: string;
  /** JSON text of a Reference to who wrote this version. */
  author: string | null;
  text: string;
}

/** What the user may see, when that is not everything of a type. */
interface ReadRights {
  /** Whether every resource of the type may be read, so that texts need not be looked into. */
  readsAll(resourceType: string): boolean;
  /** For a type of which only some may be read. */
  mayRead(found: FoundText): boolean;
}

export interface SearchResult {
  matches: FoundText[];
  included: FoundText[];
  total: number | undefined;
  links: BundleLink[];
}

/** Candidates looked at per step where the rights of each have to be checked. */
const CHECKED_AT_ONCE = 200;

/** Runs searches on one connection. Everything in here is synchronous: a search sees one state of the data. */
export class SearchRunner {
  readonly #context: SearchContext;
  readonly #planner: Planner;
  readonly #rights: ReadRights;

  constructor(context: Omit<SearchContext, 'readable'>, rights: ReadRights) {
    this.#context = { ...context, readable: (type, criterion) => this.#readable(type, criterion) };
    const { connection, parameters, careless, exactCounts } = context;
    this.#planner = new Planner(connection, parameters, { missingFirst: careless, exactCounts });
    this.#rights = rights;
  }

  /** @throws {OperationOutcomeError} 400 on anything not understood, 403 on a type one may not search. */
  run(search: SearchRequest): SearchResult {
    const page = pageOf(search);
    const planned = this.#planned(search);
    const total =
      search.total === 'accurate' || search.total === 'estimate' ? this.#count(planned) : undefined;
    // One more than asked for tells whether there is a next page.
    const found = page.count > 0 ? this.#matches(planned, page.count + 1, page.offset) : [];
    const matches = found.slice(0, page.count);
    const { include = [], revInclude = [] } = search;
    const rids = include.length + revInclude.length > 0 ? matches.map(({ rid }) => rid) : [];
    const { connection, parameters } = this.#context;
    const included = this.#texts(
      includedResources(connection, parameters, { include, revInclude }, rids),
    ).filter((one) => this.#context.canSearch(one.type) && this.#mayRead(one));
    return { matches, included, total, links: this.#links(search, page, found.length > page.count) };
  }

  /** The statements that a search consists of, with the plan of each; for tests that no list is scanned. */
  explain(search: SearchRequest): { sql: string; plan: string[] }[] {
    const { connection } = this.#context;
    return connection
      .recordStatements(() => this.run(search))
      .map((sql) => ({
        sql,
        plan: connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail),
      }));
  }

  #planned({ resourceType, filters, sortRules }: SearchRequest): PlannedSearch {
    const criteria = new FilterReader(this.#context).read(resourceType, filters ?? []);
    return { resourceType, criteria, sortRules: sortRules ?? [] };
  }

  #count(planned: PlannedSearch): number {
    if (this.#rights.readsAll(planned.resourceType)) return this.#planner.count(planned);
    let count = 0;
    for (const _ of this.#readableMatches(planned)) count += 1;
    return count;
  }

  #matches(planned: PlannedSearch, limit: number, offset: number): FoundText[] {
    if (this.#rights.readsAll(planned.resourceType)) return this.#page(planned, limit, offset);
    const found: FoundText[] = [];
    let skip = offset;
    for (const match of this.#readableMatches(planned)) {
      if (skip-- > 0) continue;
      found.push(match);
      if (found.length === limit) break;
    }
    return found;
  }

  /** All matches the user may read, in order: a page must not be shorter because of rows that were left out. */
  *#readableMatches(planned: PlannedSearch): Generator<FoundText, void> {
    for (let offset = 0; ; offset += CHECKED_AT_ONCE) {
      const page = this.#page(planned, CHECKED_AT_ONCE, offset);
      yield* page.filter((found) => this.#rights.mayRead(found));
      if (page.length < CHECKED_AT_ONCE) return;
    }
  }

  #page(planned: PlannedSearch, limit: number, offset: number): FoundText[] {
    const { text, values } = this.#planner.page(planned, limit, offset);
    const rows = this.#context.connection.all<{ rid: number; current: number }>(text, ...values);
    return rows.flatMap(({ current }) => this.#text(current) ?? []);
  }

  #texts(rids: number[]): FoundText[] {
    if (rids.length === 0) return [];
    return this.#context.connection.all<FoundText>(
      `SELECT r.rid, r.type, r.id, v.author, v.text FROM resource r CROSS JOIN version v
       WHERE r.rid IN (SELECT value FROM json_each(?)) AND v.vid = r.current`,
      json(rids),
    );
  }

  #text(vid: number): FoundText | undefined {
    return this.#context.connection.get<FoundText>(
      `SELECT r.rid, r.type, r.id, v.author, v.text FROM version v CROSS JOIN resource r
       WHERE v.vid = ? AND r.rid = v.rid`,
      vid,
    );
  }

  #mayRead(found: FoundText): boolean {
    return this.#rights.readsAll(found.type) || this.#rights.mayRead(found);
  }

  /** Where only some resources of a type may be read, the far end of a chain is settled by reading them. */
  #readable(resourceType: string, criterion: Criterion): Criterion {
    if (this.#rights.readsAll(resourceType)) return criterion;
    const planned = { resourceType, criteria: [allOf([criterion])], sortRules: [] };
    return { kind: 'resources', rids: [...this.#readableMatches(planned)].map(({ rid }) => rid) };
  }

  #links(search: SearchRequest, { count, offset }: Page, hasNext: boolean): BundleLink[] {
    const link = (relation: string, at: number): BundleLink => {
      const query = formatSearchQuery({ ...search, offset: at });
      return { relation, url: this.#context.localBase + search.resourceType + query };
    };
    return [
      link('self', offset),
      link('first', 0),
      ...(hasNext ? [link('next', offset + count)] : []),
      ...(offset > 0 ? [link('previous', Math.max(0, offset - count))] : []),
    ];
  }
}
