import type { SortRule } from '@medplum/core';
import type { Connection } from '../connection.ts';
import type { ParameterIds } from '../parameters.ts';
import { type Criterion, EVERYTHING, NOTHING } from './criteria.ts';
import { naturalOrder, orderBy } from './order.ts';
import { led, postingSource, resourceSource, type Source } from './sources.ts';
import { ConditionWriter, json, type Sql, sql } from './sql.ts';
import { Statistics } from './statistics.ts';

/** Far ends of a chain or `_has` looked up first, so that they may lead the search, up to this many. */
const RESOLVED = 500;
/** Below this many candidates no other way to find them is looked for. */
const FEW = 1000;
/** Candidates in another order than asked for are all read and sorted; never more than this. */
const SORTABLE = 3000;

export interface PlannedSearch {
  resourceType: string;
  criteria: Criterion[];
  sortRules: SortRule[];
}

interface PlannerOptions {
  /** Resources without the sort parameter come first in a descending list, as on a Medplum server. */
  missingFirst: boolean;
  /** Whether the counts kept of terms are exact; in an open transaction they are not. */
  exactCounts: boolean;
}

/** Chooses how a search is run and writes its SQL. */
export class Planner {
  readonly #connection: Connection;
  readonly #parameters: ParameterIds;
  readonly #statistics: Statistics;
  readonly #missingFirst: boolean;

  constructor(connection: Connection, parameters: ParameterIds, options: PlannerOptions) {
    this.#connection = connection;
    this.#parameters = parameters;
    this.#statistics = new Statistics(connection, parameters, options.exactCounts);
    this.#missingFirst = options.missingFirst;
  }

  /** Numbers of the matching resources and of their current versions, in order. */
  page(search: PlannedSearch, limit: number, offset: number): Sql {
    const criteria = this.#resolved(search);
    const source = this.#source(search, criteria);
    const where = whereOf(source.fromWithResource, source, criteria);
    const mayLackSort = () =>
      !criteria.some(({ kind }) => kind === 'sort' || kind === 'sorted') &&
      this.#statistics.someLackSort(search.resourceType);
    const ordering = { ...search, missingFirst: this.#missingFirst, mayLackSort };
    const order = orderBy(ordering, source.row, this.#parameters);
    return {
      text: `SELECT ${source.row.rid} AS rid, r.current ${where.text} ORDER BY ${order.text} LIMIT ? OFFSET ?`,
      values: [...where.values, ...order.values, limit, offset],
    };
  }

  /** The number of matching resources. */
  count(search: PlannedSearch): number {
    const criteria = this.#resolved(search);
    const known =
      criteria.length < 2 ? this.#statistics.knownCount(search.resourceType, criteria[0]) : undefined;
    if (known !== undefined) return known;
    const source = this.#source({ ...search, sortRules: [] }, criteria);
    const { text, values } = whereOf(source.from, source, criteria);
    return this.#connection.get<{ n: number }>(`SELECT count(*) AS n ${text}`, ...values)?.n ?? 0;
  }

  /** Flattens nested ANDs, and looks the far ends of chains up first where nothing else is selective. */
  #resolved({ resourceType, criteria }: PlannedSearch): Criterion[] {
    const flat = criteria
      .flatMap(flatten)
      .map((criterion) => this.#simplified(resourceType, criterion))
      .filter((criterion) => criterion !== EVERYTHING);
    const isSelective = flat.some((criterion) => {
      const estimate = this.#statistics.estimate(resourceType, criterion);
      return estimate !== undefined && estimate <= FEW;
    });
    return isSelective ? flat : flat.map((criterion) => this.#resolve(criterion));
  }

  /**
   * What all resources of a type have, such as the medium of a fax, need not be probed, and "none without it" is known
   * without looking at any.
   */
  #simplified(resourceType: string, criterion: Criterion): Criterion {
    const isNegated = criterion.kind === 'not';
    const having = this.#statistics.knownCount(resourceType, isNegated ? criterion.of : criterion);
    if (having === undefined || having < this.#statistics.wholeType(resourceType).count) return criterion;
    return isNegated ? NOTHING : EVERYTHING;
  }

  #resolve(criterion: Criterion): Criterion {
    if (criterion.kind !== 'has' && criterion.kind !== 'refers') return criterion;
    const far = { resourceType: criterion.type, criteria: [criterion.of], sortRules: [] };
    const { text, values } = this.page(far, RESOLVED + 1, 0);
    const rids = this.#connection.all<{ rid: number }>(text, ...values).map(({ rid }) => rid);
    if (rids.length > RESOLVED) return criterion;
    if (criterion.kind === 'refers') return { kind: 'postings', pids: [criterion.pid], keys: rids };
    const targets = this.#connection.all<{ key: number }>(
      'SELECT DISTINCT key FROM entry WHERE rid IN (SELECT value FROM json_each(?)) AND pid = ? AND key > 0',
      json(rids),
      criterion.pid,
    );
    return { kind: 'resources', rids: targets.map(({ key }) => key) };
  }

  /** The most selective criterion leads; when none is, the whole type in the order asked for. */
  #source({ resourceType, sortRules }: PlannedSearch, criteria: Criterion[]): Source {
    const order = naturalOrder(resourceType, sortRules);
    let best = this.#wholeTypeSource(resourceType, order);
    for (const criterion of criteria) {
      const estimate = this.#statistics.estimate(resourceType, criterion);
      if (estimate === undefined || estimate >= best.estimate) continue;
      const source = led(resourceType, criterion, estimate);
      if (!source) continue;
      // A page of candidates in the right order is read and no more; others would all have to be read and sorted.
      const readsInOrder = order === undefined || source.orderedBy === order;
      if (readsInOrder || estimate < SORTABLE) best = { ...source, settles: criterion };
    }
    return best;
  }

  #wholeTypeSource(resourceType: string, order: Source['orderedBy']): Source {
    if (order === 'updated') {
      const from = sql('FROM resource r WHERE r.type = ? AND r.current IS NOT NULL', resourceType);
      return resourceSource(from, Number.POSITIVE_INFINITY, order);
    }
    const { pid, key } = this.#statistics.wholeType(resourceType);
    return postingSource(pid, key, Number.POSITIVE_INFINITY);
  }
}

function whereOf(from: Sql, source: Source, criteria: Criterion[]): Sql {
  const writer = new ConditionWriter();
  const conditions = criteria
    .filter((criterion) => criterion !== source.settles)
    .map((criterion) => writer.condition(criterion, source.row));
  return {
    text: [from, ...conditions].map(({ text }) => text).join(' AND '),
    values: [from, ...conditions].flatMap(({ values }) => values),
  };
}

function flatten(criterion: Criterion): Criterion[] {
  return criterion.kind === 'and' ? criterion.of.flatMap(flatten) : [criterion];
}
