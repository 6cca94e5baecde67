import { type FaxRow, hasFlag } from './fax.ts';
import type { FaxOrder } from './faxFilter.ts';

/**
 * Paging is a keyset on a time with ties: carriers give whole seconds, so a page asks for what was sent at or before
 * the last row (`le`, not `lt`, which loses faxes that share its second) and drops the rows already held.
 */
export interface FaxCursor {
  /** The time of the last row held that the list is sorted by, as the server wrote it. */
  readonly at: string;
}

/** What a list is sorted by. `received` only within what is open: over all faxes it has no index on every server. */
const SORTED_BY = { newest: 'sent', oldest: 'sent', waiting: 'received' } as const;

/** The search parameters of a page after a cursor; without one, of the first. */
export function cursorParams(cursor: FaxCursor | undefined, order: FaxOrder): [string, string][] {
  const name = SORTED_BY[order];
  const isNewestFirst = order === 'newest';
  const sort: [string, string] = ['_sort', `${isNewestFirst ? '-' : ''}${name},_id`];
  // Faxes without a time sort differently from server to server; the gateway gives every fax both.
  const range: [string, string] = cursor
    ? [name, `${isNewestFirst ? 'le' : 'ge'}${cursor.at}`]
    : [`${name}:missing`, 'false'];
  return [range, sort];
}

/** Where the page after these rows begins; `undefined` when none of them tells. */
export function cursorAfter(rows: readonly FaxRow[], order: FaxOrder): FaxCursor | undefined {
  const at = rows.map((row) => timeOf(row, order)).findLast((time) => time !== undefined);
  return at ? { at } : undefined;
}

/** How the rows of a list are sorted. */
export interface RowOrder {
  readonly order: FaxOrder;
  /** Urgent faxes stand before all others. */
  readonly urgentOnTop: boolean;
}

/** Where a fax belongs between rows in an order: the index it is inserted at. Ties go by id, as the server sorts them. */
export function insertionIndex(rows: readonly FaxRow[], row: FaxRow, order: RowOrder): number {
  const index = rows.findIndex((other) => compareRows(row, other, order) < 0);
  return index === -1 ? rows.length : index;
}

/** Negative when `a` comes before `b`. */
export function compareRows(a: FaxRow, b: FaxRow, { order, urgentOnTop }: RowOrder): number {
  const byUrgency = urgentOnTop ? Number(isUrgent(b)) - Number(isUrgent(a)) : 0;
  const difference = Date.parse(timeOf(a, order) ?? '') - Date.parse(timeOf(b, order) ?? '');
  const byTime = order === 'newest' ? -difference : difference;
  return byUrgency || byTime || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function timeOf(row: FaxRow, order: FaxOrder): string | undefined {
  return SORTED_BY[order] === 'received' && row.kind === 'fax' ? row.received : row.sent;
}

function isUrgent(row: FaxRow): boolean {
  return row.kind === 'fax' && hasFlag(row, 'urgent');
}
