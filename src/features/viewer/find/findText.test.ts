import { describe, expect, test } from 'vitest';
import { findInPage, hasText, type PageText } from './findText.ts';

const page: PageText = [
  { text: 'Re: ALVAREZ, Maria', endsLine: true },
  { text: 'Résumé of the', endsLine: true },
  { text: 'exercise  study for Maria', endsLine: false },
];

/** The text between the two points of each match, to read what would be marked. */
function found(pieces: PageText, query: string): string[] {
  return findInPage(1, pieces, query).map(({ start, end }) =>
    pieces
      .map(({ text }, index) => {
        if (index < start.piece || index > end.piece) {
          return '';
        }
        const from = index === start.piece ? start.offset : 0;
        return text.slice(from, index === end.piece ? end.offset : undefined);
      })
      .join('|'),
  );
}

describe('finding', () => {
  test('finds every place whatever its case', () => {
    expect(found(page, 'maria')).toEqual(['Maria||', '||Maria']);
  });

  test('finds words with and without their accents', () => {
    expect(found(page, 'resume')).toEqual(['|Résumé|']);
    expect(found(page, 'RÉSUMÉ')).toEqual(['|Résumé|']);
  });

  test('finds words over the end of a line and over several spaces', () => {
    expect(found(page, 'of the exercise study')).toEqual(['|of the|exercise  study']);
    expect(found(page, 'maria résumé')).toEqual(['Maria|Résumé|']);
  });

  test('finds nothing for an empty or blank query', () => {
    expect(found(page, '')).toEqual([]);
    expect(found(page, '   ')).toEqual([]);
  });

  test('marks the right letters after ones that fold to several or take two units', () => {
    const odd: PageText = [{ text: '𝐀 ﬁt for ECG', endsLine: false }];
    expect(found(odd, 'ecg')).toEqual(['ECG']);
    expect(found(odd, 'fit')).toEqual(['ﬁt']);
  });

  test('places that would overlap are counted once', () => {
    expect(found([{ text: 'aaaa', endsLine: false }], 'aa')).toEqual(['aa', 'aa']);
  });
});

test('a scan with blank pieces has no text', () => {
  expect(
    hasText([
      { text: ' ', endsLine: true },
      { text: '—', endsLine: false },
    ]),
  ).toBe(false);
  expect(hasText(page)).toBe(true);
});
