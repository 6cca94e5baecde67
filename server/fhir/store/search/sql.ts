import type { SqlValue } from '../connection.ts';
import type { Interval } from '../intervals.ts';
import { NO_SORT } from '../parameters.ts';
import type { Comparison, Criterion } from './criteria.ts';

/** A piece of SQL with the values of its question marks. */
export interface Sql {
  text: string;
  values: SqlValue[];
}

/** SQL expressions for the candidate row that a condition is about. */
export interface Row {
  rid: string;
  sort: string;
  updated: string;
}

/** Lists travel as one JSON value, so that the text of a statement, and with it its plan, stays the same. */
const LISTED = 'IN (SELECT value FROM json_each(?))';

/** Writes criteria as SQL conditions that are probes into the index by `rid`. */
export class ConditionWriter {
  /** Nested conditions need table names of their own. */
  #aliases = 0;

  condition(criterion: Criterion, row: Row): Sql {
    switch (criterion.kind) {
      case 'postings':
        return this.#postings(criterion.pids, criterion.keys, row);
      case 'terms': {
        const e = this.#alias('e');
        // Aliased as `t`, which the criterion's own SQL names.
        return sql(
          `EXISTS (SELECT 1 FROM entry ${e} CROSS JOIN term t WHERE ${e}.rid = ${row.rid} AND ${e}.pid = ? AND t.tid = -${e}.key AND (${criterion.sql}))`,
          criterion.pid,
          ...criterion.values,
        );
      }
      case 'present':
        return sql(
          `(EXISTS (SELECT 1 FROM entry WHERE rid = ${row.rid} AND pid ${LISTED}) OR EXISTS (SELECT 1 FROM range WHERE rid = ${row.rid} AND pid ${LISTED}))`,
          json(criterion.pids),
          json(criterion.pids),
        );
      case 'interval': {
        const compared = compareRange(criterion, 'g.');
        return sql(
          `EXISTS (SELECT 1 FROM range g WHERE g.rid = ${row.rid} AND g.pid = ? AND ${compared.text})`,
          criterion.pid,
          ...compared.values,
        );
      }
      case 'sort': {
        const compared = compare(criterion.comparison, criterion.interval, row.sort, row.sort);
        return sql(`(${row.sort} > ${NO_SORT} AND ${compared.text})`, ...compared.values);
      }
      case 'sorted':
        return sql(`${row.sort} > ${NO_SORT}`);
      case 'updated':
        return compare(criterion.comparison, criterion.interval, row.updated, row.updated);
      case 'resources':
        return sql(`${row.rid} ${LISTED}`, json(criterion.rids));
      case 'has':
        return this.#has(criterion, row);
      case 'refers':
        return this.#refers(criterion, row);
      case 'not': {
        const inner = this.condition(criterion.of, row);
        return sql(`NOT (${inner.text})`, ...inner.values);
      }
      case 'and':
      case 'or':
        return this.#joined(criterion.kind, criterion.of, row);
    }
  }

  #postings(pids: number[], keys: number[], row: Row): Sql {
    const pid = pids.length === 1 ? sql('pid = ?', pids[0] ?? 0) : sql(`pid ${LISTED}`, json(pids));
    // The plus keeps several keys from being looked up one by one: a resource has few under one parameter.
    const key = keys.length === 1 ? sql('key = ?', keys[0] ?? 0) : sql(`+key ${LISTED}`, json(keys));
    return sql(
      `EXISTS (SELECT 1 FROM entry WHERE rid = ${row.rid} AND ${pid.text} AND ${key.text})`,
      ...pid.values,
      ...key.values,
    );
  }

  #has({ pid, of }: Extract<Criterion, { kind: 'has' }>, row: Row): Sql {
    const p = this.#alias('p');
    const updated = `(SELECT updated FROM resource WHERE rid = ${p}.rid)`;
    const inner = this.condition(of, { rid: `${p}.rid`, sort: `${p}.sort`, updated });
    return sql(
      `EXISTS (SELECT 1 FROM posting ${p} WHERE ${p}.pid = ? AND ${p}.key = ${row.rid} AND ${inner.text})`,
      pid,
      ...inner.values,
    );
  }

  #refers({ pid, type, of }: Extract<Criterion, { kind: 'refers' }>, row: Row): Sql {
    const e = this.#alias('e');
    const r = this.#alias('r');
    const inner = this.condition(of, { rid: `${r}.rid`, sort: `${r}.sort`, updated: `${r}.updated` });
    return sql(
      `EXISTS (SELECT 1 FROM entry ${e} CROSS JOIN resource ${r} WHERE ${e}.rid = ${row.rid} AND ${e}.pid = ? AND ${r}.rid = ${e}.key AND ${r}.type = ? AND ${r}.current IS NOT NULL AND ${inner.text})`,
      pid,
      type,
      ...inner.values,
    );
  }

  #joined(kind: 'and' | 'or', of: Criterion[], row: Row): Sql {
    if (of.length === 0) return sql(kind === 'and' ? '1' : '0');
    const parts = of.map((criterion) => this.condition(criterion, row));
    return sql(
      `(${parts.map((part) => part.text).join(kind === 'and' ? ' AND ' : ' OR ')})`,
      ...parts.flatMap((part) => part.values),
    );
  }

  #alias(letter: string): string {
    this.#aliases += 1;
    return `${letter}${this.#aliases}`;
  }
}

/** The condition on a row of `range` with the given prefix to its columns. */
export function compareRange(
  { comparison, interval, byStart }: Extract<Criterion, { kind: 'interval' }>,
  prefix: string,
): Sql {
  return compare(comparison, interval, `${prefix}lo`, byStart ? `${prefix}lo` : `${prefix}hi`);
}

/**
 * A stored interval against a searched one, as FHIR defines the prefixes.
 * @see https://hl7.org/fhir/R4/search.html#prefix
 */
export function compare(comparison: Comparison, { lo, hi }: Interval, rowLo: string, rowHi: string): Sql {
  switch (comparison) {
    case 'eq':
      return sql(`(${rowLo} >= ? AND ${rowHi} <= ?)`, lo, hi);
    case 'ne':
      return sql(`NOT (${rowLo} >= ? AND ${rowHi} <= ?)`, lo, hi);
    case 'gt':
      return sql(`${rowHi} > ?`, hi);
    case 'lt':
      return sql(`${rowLo} < ?`, lo);
    case 'ge':
      return rowLo === rowHi ? sql(`${rowLo} >= ?`, lo) : sql(`(${rowHi} > ? OR ${rowLo} >= ?)`, hi, lo);
    case 'le':
      return rowLo === rowHi ? sql(`${rowHi} <= ?`, hi) : sql(`(${rowLo} < ? OR ${rowHi} <= ?)`, lo, hi);
    case 'sa':
      return sql(`${rowLo} > ?`, hi);
    case 'eb':
      return sql(`${rowHi} < ?`, lo);
    case 'ap':
      return sql(`(${rowLo} <= ? AND ${rowHi} >= ?)`, hi, lo);
  }
}

export function sql(text: string, ...values: SqlValue[]): Sql {
  return { text, values };
}

export function json(list: readonly number[]): string {
  return JSON.stringify(list);
}
