import { describe, expect, test } from 'vitest';
import { describeEarlier, duplicateReason, formatRepeats } from './duplicateWords.ts';
import type { DuplicateOf, Fax } from './fax.ts';
import { withFlag, withState } from './marks.ts';
import { parseFax } from './parseFax.ts';

const ZONE = 'America/Los_Angeles';
const MARCH: DuplicateOf = {
  reference: 'Communication/1',
  kind: 'same-pages',
  sent: '2026-03-03T22:02:00Z',
  pages: 2,
};
const DANA = { by: { reference: 'Practitioner/d', display: 'Dana Reyes' }, at: '2026-03-03T23:00:00Z' };

function read(communication: object): Fax {
  const fax = parseFax({ resourceType: 'Communication', id: '1', status: 'completed', ...communication });
  if (!fax.ok) throw new Error(fax.error);
  return fax.value;
}

const earlier = read({
  sent: MARCH.sent,
  sender: { display: 'Bay Lab' },
  category: [{ coding: [{ system: 'urn:faxwell:fax-state', code: 'open' }] }],
});
const filed = read({
  ...withFlag(earlier.communication, 'handled', DANA),
  extension: [
    {
      url: 'urn:faxwell:filing-part',
      extension: [
        { url: 'filing', valueString: 'f1' },
        { url: 'patient', valueReference: { reference: 'Patient/a', display: 'Ana Ruiz' } },
        { url: 'urn:faxwell:by', valueReference: { reference: 'Practitioner/d', display: 'Dana Reyes' } },
      ],
    },
  ],
});
const fax: Fax = { ...earlier, id: '2', pageCount: 2, duplicateOf: MARCH };

describe('a fax that came before, in words', () => {
  test('in its row', () => {
    const now = '2026-03-20T18:00:00Z';
    expect(formatRepeats(MARCH, now, ZONE)).toBe('Same as one of 3 Mar');
    expect(formatRepeats({ ...MARCH, kind: 'same-file' }, '2026-03-03T23:00:00Z', ZONE)).toBe(
      'Same file as one of 14:02',
    );
    expect(formatRepeats({ reference: 'Communication/1', kind: 'same-file' }, now, ZONE)).toBe(
      'Same file as one before',
    );
  });

  test('with what became of it', () => {
    expect(describeEarlier(fax, earlier, ZONE)).toBe(
      'The same pages came on Tue 3 Mar 2026, 14:02 from Bay Lab and were not worked on yet.',
    );
    expect(describeEarlier(fax, filed, ZONE)).toBe(
      'The same pages came on Tue 3 Mar 2026, 14:02 from Bay Lab and were filed to Ana Ruiz by Dana Reyes and handled.',
    );
    const trashed = read(withState(filed.communication, 'trash', DANA));
    expect(describeEarlier({ ...fax, duplicateOf: { ...MARCH, kind: 'same-file' } }, trashed, ZONE)).toBe(
      'This very file came on Tue 3 Mar 2026, 14:02 from Bay Lab and was filed to Ana Ruiz by Dana Reyes, handled and moved to Trash by Dana Reyes.',
    );
    expect(describeEarlier({ ...fax, pageCount: 90 }, earlier, ZONE)).toContain('The same first 2 pages');
  });

  test('as the reason it was thrown away', () => {
    expect(duplicateReason(MARCH, ZONE)).toBe('Duplicate of the fax of Tue 3 Mar 2026, 14:02');
  });
});
