import { expect, test } from 'vitest';
import { ALVAREZ, LEE } from '../testing/communications.ts';
import { doubtAbout } from './doubts.ts';

const TWIN = { reference: 'Patient/twin', name: 'Elena Alvarez', birthDate: '1961-03-14' };

test.each([
  ['nobody else', ALVAREZ, [], undefined],
  ['a twin', ALVAREZ, [TWIN], 'Easily taken for Elena Alvarez, 14 Mar 1961.'],
  ['two alike', ALVAREZ, [TWIN, LEE], 'Easily taken for Elena Alvarez, 14 Mar 1961, and 1 more.'],
  ['somebody who died', { ...ALVAREZ, isDeceased: true }, [], 'This patient has died.'],
  [
    'a name alone',
    { reference: 'Patient/p', name: 'Maria Alvarez' },
    [],
    'The record has neither a birth date nor an MRN.',
  ],
  [
    'a merged record',
    { ...ALVAREZ, mergedFrom: 'M. Alvarez' },
    [TWIN],
    'The record the faxes were filed to was merged into this one since.',
  ],
])('%s', (_, patient, others, sentence) => {
  expect(doubtAbout(patient, others)).toBe(sentence);
});
