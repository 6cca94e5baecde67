import { describe, expect, test } from 'vitest';
import type { Fax, FaxState } from '../fax/fax.ts';
import { withState } from '../fax/marks.ts';
import { parseFax } from '../fax/parseFax.ts';
import { chooseCandidates, makeCompared, pickEarlier } from './duplicates.ts';
import { encodePage } from './fingerprint.ts';

const PRINT = encodePage([0.2, 0.4]);

function fax(id: string, received: string, more: Partial<Fax> = {}, state: FaxState = 'open'): Fax {
  const parsed = parseFax(
    withState({ resourceType: 'Communication', id, status: 'completed', received }, state, {}),
  );
  if (!parsed.ok) throw new Error(parsed.error);
  return { ...parsed.value, pageCount: 1, fingerprint: PRINT, ...more };
}

const MONDAY = '2026-11-16T09:00:00Z';
const TUESDAY = '2026-11-17T09:00:00Z';
const FRIDAY = '2026-11-20T09:00:00Z';

describe('the earlier fax that one repeats', () => {
  const now = fax('now', FRIDAY);

  test('is the newest before it, and one in Junk or Trash only when there is no other', () => {
    const [monday, tuesday] = [fax('a', MONDAY), fax('b', TUESDAY)];
    expect(pickEarlier(now, [monday, now, tuesday])).toBe(tuesday);
    const junked = fax('b', TUESDAY, {}, 'junk');
    expect(pickEarlier(now, [junked, monday])).toBe(monday);
    expect(pickEarlier(now, [junked])).toBe(junked);
  });

  test('is never itself, a later one, or both ways of two that came at once', () => {
    expect(pickEarlier(now, [now, fax('later', '2026-11-20T09:00:01Z')])).toBeUndefined();
    const [one, other] = [fax('1', FRIDAY), fax('2', FRIDAY)];
    expect([pickEarlier(one, [one, other]), pickEarlier(other, [one, other])]).toEqual([undefined, one]);
  });

  test('is looked for among those with as many pages and ink in the same places, thrown away ones last', () => {
    const near = encodePage([0.21, 0.4]);
    const trashed = fax('trashed', MONDAY, {}, 'trash');
    const { fingerprint: _, ...unread } = fax('unread', TUESDAY);
    const found = [
      trashed,
      fax('longer', MONDAY, { pageCount: 2 }),
      fax('far', MONDAY, { fingerprint: encodePage([0.6, 0.9]) }),
      fax('near', MONDAY, { fingerprint: near }),
      fax('same', TUESDAY),
      unread,
    ];
    expect(chooseCandidates(now, PRINT, found).map(({ id }) => id)).toEqual(['same', 'near', 'trashed']);
  });
});

test('of a sender of one form the newest and the nearest are looked at, and no more', () => {
  const now = fax('now', FRIDAY);
  const found = Array.from({ length: 50 }, (_, day) =>
    // The older, the nearer.
    fax(`f${day}`, new Date(Date.parse(FRIDAY) - (day + 1) * 3_600_000).toISOString(), {
      fingerprint: encodePage([0.2, 0.4 + (50 - day) / 1000]),
    }),
  );
  const chosen = chooseCandidates(now, PRINT, found).map(({ id }) => id);
  expect(chosen).toHaveLength(12);
  expect(chosen[0]).toBe('f49');
  expect(chosen.at(-1)).toBe('f0');
});

test('what was found out is written once and read as it was written', () => {
  const { communication } = fax('now', FRIDAY);
  const { fingerprint: _, ...plain } = fax('now', FRIDAY);
  const duplicateOf = {
    reference: 'Communication/a',
    kind: 'same-pages',
    sent: MONDAY,
    pages: 1,
  } as const;
  const written = makeCompared(plain, { fingerprint: PRINT, duplicateOf });
  const read = parseFax(written);
  expect(read).toMatchObject({ ok: true, value: { fingerprint: PRINT, duplicateOf } });
  expect(read.ok && makeCompared(read.value, { fingerprint: PRINT, duplicateOf })).toBeUndefined();
  expect(makeCompared(plain, {})).toBeUndefined();
  expect(written?.category).toEqual(communication.category);
});
