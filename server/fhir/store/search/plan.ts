import { badRequest, OperationOutcomeError, type SortRule } from '@medplum/core';
import type { Connection } from '../connection.ts';
import { searchParametersOf } from '../definitions.ts';
import { NO_SORT, type ParameterIds, sortParameterOf, WHOLE_TYPE_CODE } from '../parameters.ts';
import { type Criterion, NOTHING } from './criteria.ts';
import { ConditionWriter, compare, compareRange, json, type Row, type Sql, sql } from './sql.ts';

/** Candidates are counted one by one where no count is kept, up to this many; then they are taken for "many". */
const COUNTED = 2000;
const MANY = 10_000;
/** Far ends of a chain or `_has` looked up first, so that they may lead the search, up to this many. */
const RESOLVED = 500;
/** Below this many candidates no other way to find them is looked for. */
const FEW = 1000;

/** Where candidates come from: the rest of the criteria are probed for each of them. */
interface Source {
  /** What to read, with a `WHERE` open for further conditions. */
  from: Sql;
  /** The same with `resource r`, which order and results need and a count does not. */
  fromWithResource: Sql;
  /** Candidate row of `from`. */
  row: Row;
  /** About how many candidates it gives. */
  estimate: number;
  /** What the candidates come ordered by, either way round. */
  orderedBy: 'sort' | 'updated' | undefined;
  /** The criterion it stands for, which need not be probed again. */
  settles: Criterion | undefined;
}

export interface PlannedSearch {
  resourceType: string;
  criteria: Criterion[];
  sortRules: SortRule[];
}

export interface PlannerOptions {
  /** Resources without the sort parameter come first in a descending list, as on a Medplum server. */
  missingFirst: boolean;
  /** Whether the counts kept of terms are exact; in an open transaction they are not. */
  exactCounts: boolean;
}

/** Chooses how a search is run and writes its SQL. */
export class Planner {
  readonly #connection: Connection;
  readonly #parameters: ParameterIds;
  readonly #options: PlannerOptions;

  constructor(connection: Connection, parameters: ParameterIds, options: PlannerOptions) {
    this.#connection = connection;
    this.#parameters = parameters;
    this.#options = options;
  }

  /** Numbers of the matching resources and of their current versions, in order. */
  page(search: PlannedSearch, limit: number, offset: number): Sql {
    const criteria = this.#resolved(search);
    const source = this.#source(search, criteria);
    const where = this.#where(source.fromWithResource, source, criteria);
    const order = this.#order(search, source, criteria);
    return {
      text: `SELECT ${source.row.rid} AS rid, r.current ${where.text} ORDER BY ${order.text} LIMIT ? OFFSET ?`,
      values: [...where.values, ...order.values, limit, offset],
    };
  }

  /** The number of matching resources. */
  count(search: PlannedSearch): number {
    const criteria = this.#resolved(search);
    const known = criteria.length < 2 ? this.#knownCount(search.resourceType, criteria[0]) : undefined;
    if (known !== undefined) return known;
    const source = this.#source({ ...search, sortRules: [] }, criteria);
    const { text, values } = this.#where(source.from, source, criteria);
    return this.#connection.get<{ n: number }>(`SELECT count(*) AS n ${text}`, ...values)?.n ?? 0;
  }

  /** The number of resources with one term, or of the whole type: those are counted as they are written. */
  #knownCount(resourceType: string, criterion: Criterion | undefined): number | undefined {
    if (!this.#options.exactCounts) return undefined;
    if (!criterion) return this.#wholeType(resourceType).count;
    const isTerm =
      criterion.kind === 'postings' && criterion.keys.length === 1 && (criterion.keys[0] ?? 0) < 0;
    return isTerm ? this.#estimate(resourceType, criterion) : undefined;
  }

  /** The term that all resources of a type have; without any there is none, and no term has number 0. */
  #wholeType(resourceType: string): { pid: number; key: number; count: number } {
    const pid = this.#parameters.of(resourceType, WHOLE_TYPE_CODE);
    const row = this.#connection.get<{ tid: number; count: number }>(
      'SELECT tid, count FROM term WHERE pid = ?',
      pid,
    );
    return { pid, key: row ? -row.tid : 0, count: row?.count ?? 0 };
  }

  #where(from: Sql, source: Source, criteria: Criterion[]): Sql {
    const writer = new ConditionWriter();
    const conditions = criteria
      .filter((criterion) => criterion !== source.settles)
      .map((criterion) => writer.condition(criterion, source.row));
    return {
      text: [from, ...conditions].map(({ text }) => text).join(' AND '),
      values: [from, ...conditions].flatMap(({ values }) => values),
    };
  }

  /** Flattens nested ANDs, and looks the far ends of chains up first where nothing else is selective. */
  #resolved({ resourceType, criteria }: PlannedSearch): Criterion[] {
    const flat = criteria.flatMap(flatten).map((criterion) => this.#emptied(resourceType, criterion));
    const estimates = flat.map(
      (criterion) => this.#estimate(resourceType, criterion) ?? Number.POSITIVE_INFINITY,
    );
    if (Math.min(...estimates) <= FEW) return flat;
    return flat.map((criterion) => this.#resolve(criterion));
  }

  /** "None without" something that all have, such as a state: known without looking at any. */
  #emptied(resourceType: string, criterion: Criterion): Criterion {
    if (criterion.kind !== 'not') return criterion;
    const having = this.#knownCount(resourceType, criterion.of);
    return having !== undefined && having === this.#wholeType(resourceType).count ? NOTHING : criterion;
  }

  #resolve(criterion: Criterion): Criterion {
    if (criterion.kind !== 'has' && criterion.kind !== 'refers') return criterion;
    const far = this.page(
      { resourceType: criterion.type, criteria: [criterion.of], sortRules: [] },
      RESOLVED + 1,
      0,
    );
    const rids = this.#connection.all<{ rid: number }>(far.text, ...far.values).map(({ rid }) => rid);
    if (rids.length > RESOLVED) return criterion;
    if (criterion.kind === 'refers') return { kind: 'postings', pids: [criterion.pid], keys: rids };
    const targets = this.#connection.all<{ key: number }>(
      'SELECT DISTINCT key FROM entry WHERE rid IN (SELECT value FROM json_each(?)) AND pid = ? AND key > 0',
      json(rids),
      criterion.pid,
    );
    return { kind: 'resources', rids: targets.map(({ key }) => key) };
  }

  /** About how many resources meet a criterion; undefined when it cannot lead a search. */
  #estimate(resourceType: string, criterion: Criterion): number | undefined {
    switch (criterion.kind) {
      case 'postings': {
        const { pids, keys } = criterion;
        if (keys.every((key) => key < 0)) {
          const counted = this.#connection.get<{ n: number | null }>(
            'SELECT sum(count) AS n FROM term WHERE tid IN (SELECT value FROM json_each(?))',
            json(keys.map((key) => -key)),
          );
          return counted?.n ?? 0;
        }
        return this.#counted(
          'FROM posting WHERE pid IN (SELECT value FROM json_each(?)) AND key IN (SELECT value FROM json_each(?))',
          json(pids),
          json(keys),
        );
      }
      case 'resources':
        return criterion.rids.length;
      case 'or':
        return criterion.of.length === 0 ? 0 : undefined;
      case 'interval': {
        if (criterion.comparison === 'ne') return undefined;
        const compared = compareRange(criterion, '');
        return this.#counted(
          `FROM range WHERE pid = ? AND ${compared.text}`,
          criterion.pid,
          ...compared.values,
        );
      }
      case 'updated': {
        if (criterion.comparison === 'ne') return undefined;
        const compared = compare(criterion.comparison, criterion.interval, 'updated', 'updated');
        return this.#counted(
          `FROM resource WHERE type = ? AND current IS NOT NULL AND ${compared.text}`,
          resourceType,
          ...compared.values,
        );
      }
      default:
        return undefined;
    }
  }

  #counted(from: string, ...values: Sql['values']): number {
    const statement = `SELECT count(*) AS n FROM (SELECT 1 ${from} LIMIT ${COUNTED})`;
    const n = this.#connection.get<{ n: number }>(statement, ...values)?.n ?? 0;
    return n < COUNTED ? n : MANY;
  }

  /** The most selective criterion leads; when none is, the whole type in the order asked for. */
  #source(search: PlannedSearch, criteria: Criterion[]): Source {
    const order = naturalOrder(search);
    const wholeType = this.#wholeType(search.resourceType);
    let best =
      order === 'updated'
        ? resourceSource(
            sql('FROM resource r WHERE r.type = ? AND r.current IS NOT NULL', search.resourceType),
            Number.POSITIVE_INFINITY,
            'updated',
          )
        : postingSource(wholeType.pid, wholeType.key, Number.POSITIVE_INFINITY);
    for (const criterion of criteria) {
      const estimate = this.#estimate(search.resourceType, criterion);
      if (estimate === undefined || estimate >= best.estimate) continue;
      const source = led(search.resourceType, criterion, estimate);
      if (!source) continue;
      // A page of candidates in the right order is read and no more; others would all have to be read and sorted.
      const readsInOrder = order === undefined || source.orderedBy === order;
      if (readsInOrder || estimate < FEW * 3) best = { ...source, settles: criterion };
    }
    return best;
  }

  #order(search: PlannedSearch, source: Source, criteria: Criterion[]): Sql {
    const terms = effectiveSort(search).map((rule) =>
      this.#orderTerm(search.resourceType, rule, source, criteria),
    );
    // Ids make the order total, so that pages neither repeat nor skip a row.
    return {
      text: [...terms.map(({ text }) => text), 'r.id'].join(', '),
      values: terms.flatMap(({ values }) => values),
    };
  }

  #orderTerm(type: string, { code, descending }: SortRule, source: Source, criteria: Criterion[]): Sql {
    const direction = descending ? 'DESC' : 'ASC';
    if (code === '_id') return sql(`r.id ${direction}`);
    if (code === '_lastUpdated') return sql(`r.updated ${direction}`);
    if (code === sortParameterOf(type)) {
      const sorted = sql(`${source.row.sort} ${direction}`);
      // Resources without it sort before all others in the index: right for neither of these.
      const misplaced = descending ? this.#options.missingFirst : true;
      if (!misplaced || !this.#mayLackSort(type, criteria)) return sorted;
      const missing = descending ? 'DESC' : 'ASC';
      return sql(`${source.row.sort} = ${NO_SORT} ${missing}, ${sorted.text}`);
    }
    const parameter = searchParametersOf(type)?.[code];
    if (!parameter) throw new OperationOutcomeError(badRequest(`Unknown sort parameter: ${code}`, '_sort'));
    const value = this.#sortValue(parameter.type, source.row.rid, Boolean(descending));
    const nulls = descending && this.#options.missingFirst ? 'NULLS FIRST' : 'NULLS LAST';
    return sql(`${value} ${direction} ${nulls}`, this.#parameters.of(type, code));
  }

  #sortValue(kind: string, rid: string, descending: boolean): string {
    switch (kind) {
      case 'date':
      case 'number':
      case 'quantity':
        return `(SELECT ${descending ? 'max(hi)' : 'min(lo)'} FROM range WHERE rid = ${rid} AND pid = ?)`;
      case 'reference':
        return `(SELECT min(o.type || '/' || o.id) FROM entry e JOIN resource o ON o.rid = e.key WHERE e.rid = ${rid} AND e.pid = ?)`;
      default:
        return `(SELECT min(coalesce(t.norm, t.code)) FROM entry e JOIN term t ON t.tid = -e.key WHERE e.rid = ${rid} AND e.pid = ?)`;
    }
  }

  #mayLackSort(type: string, criteria: Criterion[]): boolean {
    if (criteria.some(({ kind }) => kind === 'sort' || kind === 'sorted')) return false;
    const { pid, key } = this.#wholeType(type);
    const statement = 'SELECT 1 FROM posting WHERE pid = ? AND key = ? AND sort = ? LIMIT 1';
    return this.#connection.get(statement, pid, key, NO_SORT) !== undefined;
  }
}

/** The order in which candidates can be read without sorting them; undefined if the search asks for another. */
function naturalOrder(search: PlannedSearch): 'sort' | 'updated' | undefined {
  const [first] = effectiveSort(search);
  if (first?.code === '_lastUpdated') return 'updated';
  return first?.code === sortParameterOf(search.resourceType) ? 'sort' : undefined;
}

/** Candidates that meet one criterion. */
function led(resourceType: string, criterion: Criterion, estimate: number): Source | undefined {
  switch (criterion.kind) {
    case 'postings': {
      const [pid] = criterion.pids;
      const [key] = criterion.keys;
      if (
        pid !== undefined &&
        key !== undefined &&
        criterion.pids.length === 1 &&
        criterion.keys.length === 1
      ) {
        return postingSource(pid, key, estimate);
      }
      return listSource(
        sql(
          'SELECT DISTINCT rid FROM posting WHERE pid IN (SELECT value FROM json_each(?)) AND key IN (SELECT value FROM json_each(?))',
          json(criterion.pids),
          json(criterion.keys),
        ),
        resourceType,
        estimate,
      );
    }
    case 'or':
      // Only the empty one has an estimate: nothing meets it.
      return listSource(sql('SELECT NULL AS rid WHERE 0'), resourceType, estimate);
    case 'resources':
      return listSource(
        sql('SELECT DISTINCT value AS rid FROM json_each(?)', json(criterion.rids)),
        resourceType,
        estimate,
      );
    case 'interval': {
      const compared = compareRange(criterion, '');
      return listSource(
        sql(
          `SELECT DISTINCT rid FROM range WHERE pid = ? AND ${compared.text}`,
          criterion.pid,
          ...compared.values,
        ),
        resourceType,
        estimate,
      );
    }
    case 'updated': {
      const compared = compare(criterion.comparison, criterion.interval, 'r.updated', 'r.updated');
      const from = `FROM resource r WHERE r.type = ? AND r.current IS NOT NULL AND ${compared.text}`;
      return resourceSource(sql(from, resourceType, ...compared.values), estimate, 'updated');
    }
    default:
      return undefined;
  }
}

function postingSource(pid: number, key: number, estimate: number): Source {
  return {
    from: sql('FROM posting d WHERE d.pid = ? AND d.key = ?', pid, key),
    fromWithResource: sql(
      'FROM posting d CROSS JOIN resource r WHERE d.pid = ? AND d.key = ? AND r.rid = d.rid',
      pid,
      key,
    ),
    row: { rid: 'd.rid', sort: 'd.sort', updated: '(SELECT updated FROM resource WHERE rid = d.rid)' },
    estimate,
    orderedBy: 'sort',
    settles: undefined,
  };
}

function listSource(list: Sql, resourceType: string, estimate: number): Source {
  const from = `FROM (${list.text}) d CROSS JOIN resource r WHERE r.rid = d.rid AND r.type = ? AND r.current IS NOT NULL`;
  return resourceSource(sql(from, ...list.values, resourceType), estimate, undefined);
}

function resourceSource(from: Sql, estimate: number, orderedBy: Source['orderedBy']): Source {
  return {
    from,
    fromWithResource: from,
    row: { rid: 'r.rid', sort: 'r.sort', updated: 'r.updated' },
    estimate,
    orderedBy,
    settles: undefined,
  };
}

/** Newest first when nothing is asked for. */
function effectiveSort({ resourceType, sortRules }: PlannedSearch): SortRule[] {
  if (sortRules.length > 0) return sortRules;
  return [{ code: sortParameterOf(resourceType) ?? '_lastUpdated', descending: true }];
}

function flatten(criterion: Criterion): Criterion[] {
  return criterion.kind === 'and' ? criterion.of.flatMap(flatten) : [criterion];
}
