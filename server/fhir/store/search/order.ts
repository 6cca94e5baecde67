import { badRequest, OperationOutcomeError, type SortRule } from '@medplum/core';
import { searchParametersOf } from '../definitions.ts';
import { NO_SORT, type ParameterIds, sortParameterOf } from '../parameters.ts';
import { type Row, type Sql, sql } from './sql.ts';

interface Ordering {
  resourceType: string;
  sortRules: SortRule[];
  /** Resources without the sort parameter come first in a descending list, as on a Medplum server. */
  missingFirst: boolean;
  /** Whether some candidates may be without it. */
  mayLackSort(): boolean;
}

/** The sort asked for; newest first when nothing is. */
function effectiveSort(resourceType: string, sortRules: SortRule[]): SortRule[] {
  if (sortRules.length > 0) return sortRules;
  return [{ code: sortParameterOf(resourceType) ?? '_lastUpdated', descending: true }];
}

/** The order in which candidates can be read without sorting them; undefined if the search asks for another. */
export function naturalOrder(resourceType: string, sortRules: SortRule[]): 'sort' | 'updated' | undefined {
  const [first] = effectiveSort(resourceType, sortRules);
  if (first?.code === '_lastUpdated') return 'updated';
  return first?.code === sortParameterOf(resourceType) ? 'sort' : undefined;
}

/**
 * What follows `ORDER BY`. Ids come last and make the order total, so that pages neither repeat nor skip a row.
 * @throws {OperationOutcomeError} 400 on an unknown sort parameter.
 */
export function orderBy(ordering: Ordering, row: Row, parameters: ParameterIds): Sql {
  const { resourceType, sortRules } = ordering;
  const terms = effectiveSort(resourceType, sortRules).map((rule) =>
    orderTerm(ordering, rule, row, parameters),
  );
  return {
    text: [...terms.map(({ text }) => text), 'r.id'].join(', '),
    values: terms.flatMap(({ values }) => values),
  };
}

function orderTerm(
  ordering: Ordering,
  { code, descending }: SortRule,
  row: Row,
  parameters: ParameterIds,
): Sql {
  const { resourceType, missingFirst } = ordering;
  const direction = descending ? 'DESC' : 'ASC';
  if (code === '_id') return sql(`r.id ${direction}`);
  if (code === '_lastUpdated') return sql(`r.updated ${direction}`);
  if (code === sortParameterOf(resourceType)) {
    // In the index, resources without it come before all others.
    const isMisplaced = descending ? missingFirst : true;
    if (!isMisplaced || !ordering.mayLackSort()) return sql(`${row.sort} ${direction}`);
    return sql(`${row.sort} = ${NO_SORT} ${direction}, ${row.sort} ${direction}`);
  }
  const parameter = searchParametersOf(resourceType)?.[code];
  if (!parameter) throw new OperationOutcomeError(badRequest(`Unknown sort parameter: ${code}`, '_sort'));
  const value = sortValue(parameter.type, row.rid, Boolean(descending));
  const missing = descending && missingFirst ? 'NULLS FIRST' : 'NULLS LAST';
  return sql(`${value} ${direction} ${missing}`, parameters.of(resourceType, code));
}

/** Of several values, the one that brings the resource furthest to the front. */
function sortValue(type: string, rid: string, descending: boolean): string {
  const first = descending ? 'max' : 'min';
  switch (type) {
    case 'date':
    case 'number':
    case 'quantity':
      return `(SELECT ${first}(${descending ? 'hi' : 'lo'}) FROM range WHERE rid = ${rid} AND pid = ?)`;
    case 'reference':
      return `(SELECT ${first}(o.type || '/' || o.id) FROM entry e JOIN resource o ON o.rid = e.key WHERE e.rid = ${rid} AND e.pid = ?)`;
    default:
      return `(SELECT ${first}(coalesce(t.norm, t.code)) FROM entry e JOIN term t ON t.tid = -e.key WHERE e.rid = ${rid} AND e.pid = ?)`;
  }
}
