import type { ValueSet } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { faxOf, openFax, TYPES } from '../testing/communications.ts';
import { needsReview, parseDocumentTypes } from './documentTypes.ts';

const valueSet: ValueSet = {
  resourceType: 'ValueSet',
  status: 'active',
  compose: {
    include: [
      {
        system: 'http://loinc.org',
        concept: [
          { code: '57133-1', display: 'Referral note' },
          {
            code: '64290-0',
            display: 'Insurance',
            extension: [{ url: 'urn:faxwell:needs-review', valueBoolean: false }],
          },
          { code: '11502-2' },
        ],
      },
      { system: 'http://snomed.info/sct', concept: [{ code: '1' }] },
    ],
  },
};

test('the clinic’s types come in its order, and need a review unless they say no', () => {
  expect(parseDocumentTypes(valueSet)).toEqual([
    { code: '57133-1', display: 'Referral note', needsReview: true },
    { code: '64290-0', display: 'Insurance', needsReview: false },
    { code: '11502-2', display: '11502-2', needsReview: true },
  ]);
  expect(parseDocumentTypes(undefined)).toEqual([]);
});

test('nothing clinical slips by unread: no type and an unlisted type need a review', () => {
  const fax = faxOf(openFax);
  expect(needsReview(fax, TYPES)).toBe(true);
  expect(needsReview({ ...fax, type: { code: '1-8', display: 'Odd' } }, TYPES)).toBe(true);
  expect(needsReview({ ...fax, type: { code: '64290-0', display: 'Insurance' } }, TYPES)).toBe(false);
});
