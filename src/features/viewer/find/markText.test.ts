import { expect, test } from 'vitest';
import { findInPage, type PageText } from './findText.ts';
import { markText } from './markText.ts';

function marked(page: PageText, query: string): string[] {
  const matches = findInPage(1, page, query);
  return page.map(({ text }, piece) => markText(text, piece, matches));
}

test('marks every place in a piece and leaves the rest as it is', () => {
  const page = [{ text: 'Total: 12, total: 14', endsLine: true }];
  expect(marked(page, 'total')).toEqual([
    '<mark data-match="0">Total</mark>: 12, <mark data-match="1">total</mark>: 14',
  ]);
});

test('a match over several pieces has a mark in each of them', () => {
  const page = [
    { text: 'Lake', endsLine: false },
    { text: 'side', endsLine: true },
    { text: 'Cardiology', endsLine: true },
  ];
  expect(marked(page, 'akeside cardio')).toEqual([
    'L<mark data-match="0">ake</mark>',
    '<mark data-match="0">side</mark>',
    '<mark data-match="0">Cardio</mark>logy',
  ]);
});

test('text that looks like HTML stays text, marked or not', () => {
  const page = [{ text: '<b>A & B</b> <i>', endsLine: true }];
  expect(marked(page, '<b>')).toEqual(['<mark data-match="0">&lt;b></mark>A &amp; B&lt;/b> &lt;i>']);
});

test('a page without a match is only made safe', () => {
  expect(marked([{ text: 'Nothing < here', endsLine: true }], 'else')).toEqual(['Nothing &lt; here']);
});
