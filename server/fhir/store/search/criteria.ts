import type { Interval } from '../intervals.ts';

/** How an interval of a resource is compared with the searched one. */
export type Comparison = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/**
 * One condition of a search with every name already turned into a number of the index.
 * - `postings`: has any of the keys under any of the parameters;
 * - `terms`: has a term for which an SQL condition on `term t` holds; for sets too large to list;
 * - `present`: has anything under the parameters;
 * - `interval`: has an interval under the parameter that compares so; only its start counts when `byStart`;
 * - `sort`, `updated`: the sort key or `_lastUpdated` compares so;
 * - `resources`: is one of these;
 * - `has`: is what a resource of the type that meets `of` refers to under the parameter;
 * - `refers`: refers under the parameter to a resource of the type that meets `of`.
 */
export type Criterion =
  | { kind: 'postings'; pids: number[]; keys: number[] }
  | { kind: 'terms'; pid: number; sql: string; values: (string | number)[] }
  | { kind: 'present'; pids: number[] }
  | { kind: 'interval'; pid: number; comparison: Comparison; interval: Interval; byStart: boolean }
  | { kind: 'sort'; comparison: Comparison; interval: Interval }
  | { kind: 'sorted' }
  | { kind: 'updated'; comparison: Comparison; interval: Interval }
  | { kind: 'resources'; rids: number[] }
  | { kind: 'has'; pid: number; type: string; of: Criterion }
  | { kind: 'refers'; pid: number; type: string; of: Criterion }
  | { kind: 'not'; of: Criterion }
  | { kind: 'and' | 'or'; of: Criterion[] };

export const NOTHING: Criterion = { kind: 'or', of: [] };
export const EVERYTHING: Criterion = { kind: 'and', of: [] };

/** Resources that do not meet a criterion. */
export function not(of: Criterion): Criterion {
  return { kind: 'not', of };
}

/** Resources that meet one of the criteria; none meets an empty list. */
export function anyOf(of: Criterion[]): Criterion {
  const [only] = of;
  return only && of.length === 1 ? only : { kind: 'or', of };
}

/** Resources that meet all criteria; every one meets an empty list. */
export function allOf(of: Criterion[]): Criterion {
  const [only] = of;
  return only && of.length === 1 ? only : { kind: 'and', of };
}

/** The criterion, or its opposite. */
export function negatedIf(negated: boolean, criterion: Criterion): Criterion {
  return negated ? not(criterion) : criterion;
}
