import { describe, expect, it } from 'vitest';
import { faxOf, openFax } from '../testing/communications.ts';
import type { Fax } from './fax.ts';
import { compareRows, cursorAfter, cursorParams, insertionIndex } from './keyset.ts';

function row(id: string, second: number): Fax {
  return faxOf({ ...openFax, id, sent: `2026-11-20T09:41:${String(second).padStart(2, '0')}Z` });
}

describe('the cursor', () => {
  it('asks from the last second on, including it: others may share it', () => {
    const cursor = cursorAfter([row('a', 1), row('b', 2)]);
    expect(cursorParams(cursor, 'newest')).toEqual([
      ['sent', 'le2026-11-20T09:41:02Z'],
      ['_sort', '-sent,_id'],
    ]);
    expect(cursorParams(cursor, 'oldest')[0]).toEqual(['sent', 'ge2026-11-20T09:41:02Z']);
  });

  it('starts with everything that has a time', () => {
    expect(cursorParams(cursorAfter([]), 'oldest')).toEqual([
      ['sent:missing', 'false'],
      ['_sort', 'sent,_id'],
    ]);
  });
});

describe('the order of rows', () => {
  it('goes by time, then by id in both directions, as the server sorts', () => {
    const rows = [row('b', 2), row('a', 2), row('c', 1)];
    const ids = (order: 'newest' | 'oldest') =>
      [...rows].sort((a, b) => compareRows(a, b, order)).map((fax) => fax.id);
    expect(ids('oldest')).toEqual(['c', 'a', 'b']);
    expect(ids('newest')).toEqual(['a', 'b', 'c']);
  });

  it('puts an arrival where it belongs', () => {
    const rows = [row('a', 1), row('c', 3)];
    expect(insertionIndex(rows, row('b', 2), 'oldest')).toBe(1);
    expect(insertionIndex(rows, row('d', 4), 'oldest')).toBe(2);
    expect(insertionIndex([], row('d', 4), 'newest')).toBe(0);
  });
});
