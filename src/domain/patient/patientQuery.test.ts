import { describe, expect, it, test } from 'vitest';
import { parseBirthDates, parsePatientQuery } from './patientQuery.ts';

const TODAY = '2026-11-20';

describe('a birth date', () => {
  test.each([
    ['1961-03-14', ['1961-03-14']],
    ['1961/3/14', ['1961-03-14']],
    ['3/14/1961', ['1961-03-14']],
    ['14.3.1961', ['1961-03-14']],
    ['03141961', ['1961-03-14']],
    ['19610314', ['1961-03-14']],
    ['14 Mar 1961', ['1961-03-14']],
    ['March 14, 1961', ['1961-03-14']],
    ['14th march 1961', ['1961-03-14']],
    ['mar 14 61', ['1961-03-14']],
    ['3-14-61', ['1961-03-14']],
    ['3/4/1961', ['1961-03-04', '1961-04-03']],
    ['4/4/1961', ['1961-04-04']],
    ['2/29/2024', ['2024-02-29']],
  ])('%s', (text, dates) => {
    expect(parseBirthDates(text, TODAY)).toEqual(dates);
  });

  test.each([
    '2/30/1961',
    '13/13/1961',
    '1/1/1879',
    '12/30/2026',
    '1961',
    'march 1961',
    '14 foo 1961',
    '123',
  ])('%s is none', (text) => {
    expect(parseBirthDates(text, TODAY)).toEqual([]);
  });

  it('with two digits of a year is the latest that is past', () => {
    expect(parseBirthDates('1/2/26', TODAY)).toEqual(['2026-01-02', '2026-02-01']);
    expect(parseBirthDates('1/2/27', TODAY)).toEqual(['1927-01-02', '1927-02-01']);
  });
});

describe('what somebody typed', () => {
  test.each([
    ['', undefined],
    ['   ', undefined],
    ['alvarez', { kind: 'name', words: ['alvarez'], birthDates: [] }],
    ['Alvarez, Maria', { kind: 'name', words: ['Alvarez', 'Maria'], birthDates: [] }],
    ["o'brien-smith", { kind: 'name', words: ["o'brien-smith"], birthDates: [] }],
    ['alvarez 3/14/1961', { kind: 'name', words: ['alvarez'], birthDates: ['1961-03-14'] }],
    ['3/14/1961 alvarez', { kind: 'name', words: ['alvarez'], birthDates: ['1961-03-14'] }],
    ['alvarez 14 mar 1961', { kind: 'name', words: ['alvarez'], birthDates: ['1961-03-14'] }],
    [
      'maria 14 march 1961 alvarez',
      { kind: 'name', words: ['maria', 'alvarez'], birthDates: ['1961-03-14'] },
    ],
    ['march', { kind: 'name', words: ['march'], birthDates: [] }],
    ['3/14/1961', { kind: 'birth-date', birthDates: ['1961-03-14'] }],
    ['48213', { kind: 'identifier', value: '48213' }],
    ['MRN 48213', { kind: 'identifier', value: '48213' }],
    ['mrn: A-48213', { kind: 'identifier', value: 'A-48213' }],
    ['#48213', { kind: 'identifier', value: '48213' }],
    ['mrn 03141961', { kind: 'identifier', value: '03141961' }],
  ])('%j', (text, query) => {
    expect(parsePatientQuery(text, TODAY)).toEqual(query);
  });
});
