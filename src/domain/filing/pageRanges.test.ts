import { describe, expect, it, test } from 'vitest';
import { describePages, formatPages, pagesIn, parsePages } from './pageRanges.ts';

describe('pages somebody typed', () => {
  test.each<[string, readonly number[]]>([
    ['1-4, 7', [1, 2, 3, 4, 7]],
    ['  7 ,1 - 3 ', [1, 2, 3, 7]],
    ['2', [2]],
    ['1–2;4', [1, 2, 4]],
    ['1,2,3,', [1, 2, 3]],
  ])('%j', (text, pages) => {
    expect(parsePages(text, 7)).toEqual({ ok: true, value: pages });
  });

  test.each<[string, string]>([
    ['', 'Write the pages, for example 1-4, 7.'],
    [' , ', 'Write the pages, for example 1-4, 7.'],
    ['4-1', 'Write 1-4 instead of 4-1.'],
    ['1-4, 3', 'Page 3 is named twice.'],
    ['2,2', 'Page 2 is named twice.'],
    ['5-9', 'There is no page 9: the fax has 7 pages.'],
    ['0-2', 'The first page is page 1.'],
    ['all', '“all” is no page. Write pages as 1-4, 7.'],
    ['1-', '“1-” is no page. Write pages as 1-4, 7.'],
    ['1-2-3', '“1-2-3” is no page. Write pages as 1-4, 7.'],
    ['-3', '“-3” is no page. Write pages as 1-4, 7.'],
  ])('%j is refused in a sentence', (text, sentence) => {
    expect(parsePages(text, 7)).toEqual({ ok: false, error: sentence });
  });

  it('have no end where the fax does not say how many it has, but are no list of a million', () => {
    expect(parsePages('200', undefined)).toEqual({ ok: true, value: [200] });
    expect(parsePages('1-999999999', undefined).ok).toBe(false);
  });
});

describe('pages as they are kept', () => {
  test.each([[[1, 2, 3, 4, 7]], [[2]], [[1, 3, 5, 6]]])('%j reads back', (pages) => {
    expect(pagesIn(formatPages(pages))).toEqual(pages);
  });

  it('are none when they cannot be read', () => {
    expect([undefined, 'front', '9-1'].map(pagesIn)).toEqual([[], [], []]);
  });

  test.each([
    [[7], 'page 7'],
    [[1, 2, 3, 4], 'pages 1-4'],
    [[1, 2, 3, 4, 7], 'pages 1-4 and 7'],
    [[1, 3, 5, 6], 'pages 1, 3 and 5-6'],
  ])('%j are %s', (pages, words) => {
    expect(describePages(pages)).toBe(words);
  });
});
