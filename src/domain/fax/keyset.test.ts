import { describe, expect, it } from 'vitest';
import { faxOf, openFax } from '../testing/communications.ts';
import type { Fax } from './fax.ts';
import { compareRows, cursorAfter, cursorParams, insertionIndex } from './keyset.ts';
import { withFlag } from './marks.ts';

function row(id: string, second: number): Fax {
  return faxOf({ ...openFax, id, sent: `2026-11-20T09:41:${String(second).padStart(2, '0')}Z` });
}

const OLDEST = { order: 'oldest', urgentOnTop: false } as const;

describe('the cursor', () => {
  it('asks from the last second on, including it: others may share it', () => {
    const cursor = cursorAfter([row('a', 1), row('b', 2)], 'newest');
    expect(cursorParams(cursor, 'newest')).toEqual([
      ['sent', 'le2026-11-20T09:41:02Z'],
      ['_sort', '-sent,_id'],
    ]);
    expect(cursorParams(cursor, 'oldest')[0]).toEqual(['sent', 'ge2026-11-20T09:41:02Z']);
  });

  it('starts with everything that has a time', () => {
    expect(cursorParams(cursorAfter([], 'oldest'), 'oldest')).toEqual([
      ['sent:missing', 'false'],
      ['_sort', 'sent,_id'],
    ]);
  });

  it('goes by what has waited longest here where that is asked for', () => {
    const late = { ...row('a', 1), received: '2026-11-20T12:00:00.000Z' };
    expect(cursorParams(cursorAfter([late], 'waiting'), 'waiting')).toEqual([
      ['received', 'ge2026-11-20T12:00:00.000Z'],
      ['_sort', 'received,_id'],
    ]);
    expect(compareRows(late, row('b', 2), { order: 'waiting', urgentOnTop: false })).toBeGreaterThan(0);
  });
});

describe('the order of rows', () => {
  it('goes by time, then by id in both directions, as the server sorts', () => {
    const rows = [row('b', 2), row('a', 2), row('c', 1)];
    const ids = (order: 'newest' | 'oldest') =>
      [...rows].sort((a, b) => compareRows(a, b, { order, urgentOnTop: false })).map((fax) => fax.id);
    expect(ids('oldest')).toEqual(['c', 'a', 'b']);
    expect(ids('newest')).toEqual(['a', 'b', 'c']);
  });

  it('puts an arrival where it belongs', () => {
    const rows = [row('a', 1), row('c', 3)];
    expect(insertionIndex(rows, row('b', 2), OLDEST)).toBe(1);
    expect(insertionIndex(rows, row('d', 4), OLDEST)).toBe(2);
    expect(insertionIndex([], row('d', 4), OLDEST)).toBe(0);
  });

  it('puts urgent ones on top where that is asked for', () => {
    const urgent = faxOf(withFlag(row('z', 9).communication, 'urgent', {}));
    expect(insertionIndex([row('a', 1)], urgent, { ...OLDEST, urgentOnTop: true })).toBe(0);
    expect(insertionIndex([urgent], row('a', 1), { ...OLDEST, urgentOnTop: true })).toBe(1);
    expect(insertionIndex([row('a', 1)], urgent, OLDEST)).toBe(1);
  });
});
