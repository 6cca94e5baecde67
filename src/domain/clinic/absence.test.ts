import { describe, expect, it, test } from 'vitest';
import { DANA, KHAN } from '../testing/communications.ts';
import { type Absence, coveredBy, isAway, makeAbsence, parseAbsence } from './absence.ts';

const AWAY: Absence = { person: KHAN, cover: DANA, from: '2026-11-20', to: '2026-11-27' };

describe('an absence', () => {
  it('reads back as it was written', () => {
    expect(parseAbsence(makeAbsence(KHAN, AWAY))).toEqual(AWAY);
  });

  it('is over when its person is back', () => {
    expect(parseAbsence(makeAbsence(KHAN, undefined, makeAbsence(KHAN, AWAY)))).toBeUndefined();
  });

  it('of a newer version, or that is none, is not understood', () => {
    const basic = makeAbsence(KHAN, AWAY);
    const withValue = (schemaVersion: number, value: string) => ({
      ...basic,
      extension: [
        { url: 'urn:faxwell:schema-version', valueInteger: schemaVersion },
        { url: 'urn:faxwell:value', valueString: value },
      ],
    });
    const value = JSON.stringify({ from: AWAY.from, to: AWAY.to, cover: DANA });
    expect(parseAbsence(withValue(1, value))).toEqual(AWAY);
    for (const odd of [
      withValue(2, value),
      withValue(1, 'no'),
      withValue(1, 'null'),
      withValue(1, '{"from":3}'),
    ]) {
      expect(parseAbsence(odd)).toBeUndefined();
    }
  });

  test.each([
    ['2026-11-19', false],
    ['2026-11-20', true],
    ['2026-11-27', true],
    ['2026-11-28', false],
  ])('on %s holds: %s', (today, expected) => {
    expect(isAway(AWAY, today)).toBe(expected);
    expect(coveredBy([AWAY], DANA.reference, today)).toEqual(expected ? [KHAN.reference] : []);
  });

  it('gives nobody their own faxes twice', () => {
    expect(coveredBy([{ ...AWAY, cover: KHAN }], KHAN.reference, AWAY.from)).toEqual([]);
  });
});
