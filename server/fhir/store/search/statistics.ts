import type { Connection } from '../connection.ts';
import { NO_SORT, type ParameterIds, WHOLE_TYPE_CODE } from '../parameters.ts';
import type { Criterion } from './criteria.ts';
import { compare, compareRange, json, type Sql } from './sql.ts';

/** Candidates are counted one by one where no count is kept, up to this many; then they are taken for "many". */
const COUNTED = 2000;
const MANY = 10_000;

/** How many resources there are of what. */
export class Statistics {
  readonly #connection: Connection;
  readonly #parameters: ParameterIds;
  readonly #exactCounts: boolean;

  /** @param exactCounts whether the counts kept of terms are exact; in an open transaction they are not. */
  constructor(connection: Connection, parameters: ParameterIds, exactCounts: boolean) {
    this.#connection = connection;
    this.#parameters = parameters;
    this.#exactCounts = exactCounts;
  }

  /** The term that all resources of a type have. With none there is no term, and no term has the key 0. */
  wholeType(resourceType: string): { pid: number; key: number; count: number } {
    const pid = this.#parameters.of(resourceType, WHOLE_TYPE_CODE);
    const statement = 'SELECT tid, count FROM term WHERE pid = ?';
    const row = this.#connection.get<{ tid: number; count: number }>(statement, pid);
    return { pid, key: row ? -row.tid : 0, count: row?.count ?? 0 };
  }

  /** The number of resources with one term, or of the whole type; undefined when it would have to be counted. */
  knownCount(resourceType: string, criterion: Criterion | undefined): number | undefined {
    if (!this.#exactCounts) return undefined;
    if (!criterion) return this.wholeType(resourceType).count;
    const isTerm =
      criterion.kind === 'postings' && criterion.keys.length === 1 && (criterion.keys[0] ?? 0) < 0;
    return isTerm ? this.estimate(resourceType, criterion) : undefined;
  }

  /** About how many resources meet a criterion; undefined when it cannot lead a search. */
  estimate(resourceType: string, criterion: Criterion): number | undefined {
    switch (criterion.kind) {
      case 'postings':
        return this.#postings(criterion.pids, criterion.keys);
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

  /** Whether some resources of the type are without the parameter that their lists are sorted by. */
  someLackSort(resourceType: string): boolean {
    const { pid, key } = this.wholeType(resourceType);
    const statement = 'SELECT 1 FROM posting WHERE pid = ? AND key = ? AND sort = ? LIMIT 1';
    return this.#connection.get(statement, pid, key, NO_SORT) !== undefined;
  }

  #postings(pids: number[], keys: number[]): number {
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

  #counted(from: string, ...values: Sql['values']): number {
    const statement = `SELECT count(*) AS n FROM (SELECT 1 ${from} LIMIT ${COUNTED})`;
    const n = this.#connection.get<{ n: number }>(statement, ...values)?.n ?? 0;
    return n < COUNTED ? n : MANY;
  }
}
