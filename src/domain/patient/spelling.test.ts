import { describe, expect, test } from 'vitest';
import { foldedWords, isNear, isOneEditApart, spellingsOf } from './spelling.ts';

test.each([
  ['García Núñez, José', ['garcia', 'nunez', 'jose']],
  ["O'Dwyer", ['odwyer']],
  ['Łukasz Sørensen-Groß', ['lukasz', 'sorensen', 'gross']],
  ['  ', []],
])('the folded words of %s', (name, words) => {
  expect(foldedWords(name)).toEqual(words);
});

test.each([
  ['Smith-Larsen', ['smithlarsen', 'smith', 'larsen']],
  ['O’Dwyer', ['odwyer', 'dwyer']],
  ['Maria Elena', ['maria', 'elena']],
])('%s is found by', (name, spellings) => {
  expect(spellingsOf(name)).toEqual(spellings);
});

describe('one typing error', () => {
  test.each([
    ['a wrong letter', 'alvarez', 'alvatez', true],
    ['a wrong first letter', 'alvarez', 'slvarez', true],
    ['a missing letter', 'alvarez', 'alvrez', true],
    ['a missing last letter', 'alvarez', 'alvare', true],
    ['a doubled letter', 'alvarez', 'alvvarez', true],
    ['two exchanged', 'alvarez', 'avlarez', true],
    ['the last two exchanged', 'alvarez', 'alvarze', true],
    ['two wrong letters', 'alvarez', 'alfared', false],
    ['two missing', 'alvarez', 'alvar', false],
    ['two exchanged that are no neighbours', 'alvarez', 'avlraez', false],
  ])('%s: %s, %s', (_, a, b, expected) => {
    expect(isOneEditApart(a, b)).toBe(expected);
    expect(isOneEditApart(b, a)).toBe(expected);
  });

  test('makes no neighbours of short words', () => {
    expect(isNear('kim', 'tim')).toBe(false);
    expect(isNear('kim', 'kim')).toBe(true);
  });
});
