import type { Criterion } from './criteria.ts';
import { compare, compareRange, json, type Row, type Sql, sql } from './sql.ts';

/** Where candidates come from: the rest of the criteria are probed for each of them. */
export interface Source {
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

/** Candidates that meet one criterion. */
export function led(resourceType: string, criterion: Criterion, estimate: number): Source | undefined {
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

export function postingSource(pid: number, key: number, estimate: number): Source {
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

/** Candidates straight from the table; `from` names it `r`. */
export function resourceSource(from: Sql, estimate: number, orderedBy: Source['orderedBy']): Source {
  return {
    from,
    fromWithResource: from,
    row: { rid: 'r.rid', sort: 'r.sort', updated: 'r.updated' },
    estimate,
    orderedBy,
    settles: undefined,
  };
}
