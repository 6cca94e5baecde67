import { describe, expect, test } from 'vitest';
import { extended, NOTHING_SELECTED, toggled, withAll, withoutThese } from './selection.ts';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id }));

describe('a selection', () => {
  test('takes a row in and lets it go', () => {
    const one = toggled(NOTHING_SELECTED, 'b');
    expect([...one.ids]).toEqual(['b']);
    expect([...toggled(one, 'b').ids]).toEqual([]);
  });

  test('reaches from the row last touched to another one, either way', () => {
    const down = extended(toggled(NOTHING_SELECTED, 'b'), ROWS, 'b', 'd');
    expect([...down.ids].sort()).toEqual(['b', 'c', 'd']);
    expect([...extended(down, ROWS, 'd', 'a').ids].sort()).toEqual(['a', 'b']);
  });

  test('begins a range at the row in focus when nothing is selected', () => {
    expect([...extended(NOTHING_SELECTED, ROWS, 'c', 'd').ids].sort()).toEqual(['c', 'd']);
    expect([...extended(NOTHING_SELECTED, ROWS, undefined, 'd').ids]).toEqual(['d']);
  });

  test('gives back what a range took in when it shrinks, and nothing else', () => {
    const apart = toggled(toggled(NOTHING_SELECTED, 'f'), 'a');
    const wide = extended(apart, ROWS, 'a', 'f');
    expect([...wide.ids].sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect([...extended(wide, ROWS, 'f', 'b').ids].sort()).toEqual(['a', 'b', 'f']);
  });

  test('begins a range anew when its anchor has left the list', () => {
    const gone = toggled(NOTHING_SELECTED, 'gone');
    expect([...extended(gone, ROWS, 'c', 'd').ids].sort()).toEqual(['c', 'd', 'gone']);
  });

  test('loses what leaves the list, and is the same when nothing of it does', () => {
    const all = withAll(NOTHING_SELECTED, ['a', 'b']);
    expect([...withoutThese(all, new Set(['b', 'x'])).ids]).toEqual(['a']);
    expect(withoutThese(all, new Set(['x']))).toBe(all);
  });
});
