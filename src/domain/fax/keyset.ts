import type { FaxRow } from './fax.ts';
import type { FaxFilter } from './faxFilter.ts';

/**
 * Paging is a keyset on `sent` with ties: carriers give whole seconds, so a page asks for what was sent at or before
 * the last row (`le`, not `lt`, which loses faxes that share its second) and drops the rows already held.
 */
export interface FaxCursor {
  /** `sent` of the last row held, as the server wrote it. */
  readonly sent: string;
}

export type FaxOrder = FaxFilter['order'];

/** The search parameters of a page after a cursor; without one, of the first. */
export function cursorParams(cursor: FaxCursor | undefined, order: FaxOrder): [string, string][] {
  const sort: [string, string] = ['_sort', order === 'newest' ? '-sent,_id' : 'sent,_id'];
  // Faxes without `sent` sort differently from server to server; the gateway gives every fax one.
  const range: [string, string] = cursor
    ? ['sent', `${order === 'newest' ? 'le' : 'ge'}${cursor.sent}`]
    : ['sent:missing', 'false'];
  return [range, sort];
}

/** Where the page after these rows begins; `undefined` when none of them tells. */
export function cursorAfter(rows: readonly FaxRow[]): FaxCursor | undefined {
  const sent = rows.findLast((row) => row.sent)?.sent;
  return sent ? { sent } : undefined;
}

/** Where a fax belongs between rows in an order: the index it is inserted at. Ties go by id, as the server sorts them. */
export function insertionIndex(rows: readonly FaxRow[], row: FaxRow, order: FaxOrder): number {
  const index = rows.findIndex((other) => compareRows(row, other, order) < 0);
  return index === -1 ? rows.length : index;
}

/** Negative when `a` comes before `b`. */
export function compareRows(a: FaxRow, b: FaxRow, order: FaxOrder): number {
  const difference = Date.parse(a.sent ?? '') - Date.parse(b.sent ?? '');
  const bySent = order === 'newest' ? -difference : difference;
  return bySent || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
