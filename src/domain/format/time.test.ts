import { describe, expect, it, test } from 'vitest';
import {
  addDays,
  dateOf,
  formatDate,
  formatInstant,
  formatWaiting,
  formatWhen,
  isDate,
  startOfDay,
} from './time.ts';

const ZONE = 'America/Los_Angeles';
const NOW = '2026-11-20T18:00:00Z';

describe('when', () => {
  test.each([
    ['2026-11-20T17:41:00Z', '9:41'],
    // After midnight in London, the same day in Los Angeles.
    ['2026-11-20T08:05:00Z', '0:05'],
    ['2026-11-20T07:59:00Z', 'Thu 23:59'],
    ['2026-11-14T18:00:00Z', 'Sat 10:00'],
    ['2026-11-13T18:00:00Z', '13 Nov'],
    ['2025-03-14T18:00:00Z', '14 Mar 2025'],
    ['2026-11-22T18:00:00Z', '22 Nov'],
    [undefined, ''],
    ['not a time', ''],
  ])('%j is %j', (instant, words) => {
    expect(formatWhen(instant, NOW, ZONE)).toBe(words);
  });

  it('in full has the day, the date and the time', () => {
    expect(formatInstant('2026-11-20T17:41:00Z', ZONE)).toBe('Fri 20 Nov 2026, 9:41');
    expect(formatInstant(undefined, ZONE)).toBe('');
    expect(formatInstant('2026-11-20T17:41:00Z', 'UTC')).toBe('Fri 20 Nov 2026, 17:41');
  });
});

describe('a birth date', () => {
  test.each([
    ['1961-03-14', '14 Mar 1961'],
    ['1961-03', '1961-03'],
    ['1961', '1961'],
    ['1961-02-31', '1961-02-31'],
    [undefined, ''],
  ])('%j is %j', (date, words) => {
    expect(formatDate(date)).toBe(words);
  });
});

describe('waiting', () => {
  test.each([
    ['2026-11-20T17:59:30Z', ''],
    ['2026-11-20T17:55:00Z', '5 min'],
    ['2026-11-20T16:00:00Z', '2 h'],
    ['2026-11-20T15:50:00Z', '2 h 10 min'],
    ['2026-11-19T17:00:00Z', '1 day'],
    ['2026-11-17T17:00:00Z', '3 days'],
    ['2026-11-20T19:00:00Z', ''],
    [undefined, ''],
  ])('since %j is %j', (since, words) => {
    expect(formatWaiting(since, NOW)).toBe(words);
  });
});

describe('a day of the clinic', () => {
  test.each([
    ['2026-11-20', ZONE, '2026-11-20T08:00:00.000Z'],
    ['2026-07-01', ZONE, '2026-07-01T07:00:00.000Z'],
    ['2026-03-08', ZONE, '2026-03-08T08:00:00.000Z'],
    ['2026-03-09', ZONE, '2026-03-09T07:00:00.000Z'],
    ['2026-11-20', 'UTC', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20', 'Asia/Kolkata', '2026-11-19T18:30:00.000Z'],
    ['2026-11-20', 'Pacific/Auckland', '2026-11-19T11:00:00.000Z'],
    // The clocks go from midnight to one, in the west and in the east.
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ])('%s in %s begins at %s', (date, zone, instant) => {
    expect(startOfDay(date, zone)).toBe(instant);
    expect(dateOf(instant, zone)).toBe(date);
  });

  it('is followed by the next, also over the end of a month and a leap day', () => {
    expect(['2026-11-30', '2024-02-28', '2026-12-31'].map((date) => addDays(date, 1))).toEqual([
      '2026-12-01',
      '2024-02-29',
      '2027-01-01',
    ]);
    // A week with 23 hours in one of its days.
    expect(addDays('2026-03-10', -6)).toBe('2026-03-04');
  });

  it('is one of the calendar', () => {
    expect(['2026-11-20', '2024-02-29'].every(isDate)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-11', 'today', '', undefined].some(isDate)).toBe(false);
  });
});
