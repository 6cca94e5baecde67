import { describe, expect, test } from 'vitest';
import { formatNumber, numberOfTel, parseNumber, telUri, usualWritings } from './phone.ts';

describe('a number', () => {
  test.each([
    ['(415) 555-0100', '+14155550100'],
    ['+1 415.555.0100', '+14155550100'],
    ['15551234567', '+15551234567'],
    ['+442079460123', '+442079460123'],
    ['911', undefined],
    ['ANONYMOUS', undefined],
    ['', undefined],
  ])('%j', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });

  test.each(['+14155550100', '+442079460123', '+15551234567'])('%s is the same as a tel URI', (number) => {
    expect(numberOfTel(telUri(number))).toBe(number);
  });

  test.each([
    ['tel:+1-415-555-0100', '+14155550100'],
    ['TEL:+1(415)555.0100;ext=7', '+14155550100'],
    ['+14155550100', undefined],
    [undefined, undefined],
  ])('of %j', (uri, number) => {
    expect(numberOfTel(uri)).toBe(number);
  });

  test.each([
    ['+14155550100', '+1 415 555 0100'],
    ['extension 7', 'extension 7'],
    [undefined, ''],
  ])('%j is shown as %j', (number, words) => {
    expect(formatNumber(number)).toBe(words);
  });
});

test('the usual writings of a number', () => {
  const writings = usualWritings('+14155550100');
  expect(writings).toEqual(
    expect.arrayContaining([
      '+14155550100',
      '4155550100',
      '(415) 555-0100',
      '415-555-0100',
      '+1 415 555 0100',
    ]),
  );
  expect(writings.every((writing) => parseNumber(writing) === '+14155550100')).toBe(true);
});
