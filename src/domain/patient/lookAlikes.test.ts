import { expect, test } from 'vitest';
import { lookAlikes } from './lookAlikes.ts';
import type { PatientSummary } from './patient.ts';

const maria: PatientSummary = { reference: 'Patient/1', name: 'Maria Álvarez', birthDate: '1961-03-14' };

test.each<[string, Omit<PatientSummary, 'reference'>, boolean]>([
  ['the same name', { name: 'Maria Álvarez', birthDate: '1988-07-01' }, true],
  ['the same name without accents, the other way round', { name: 'ALVAREZ, Maria' }, true],
  ['the same name and one more', { name: 'Maria Elena Alvarez', birthDate: '1988-07-01' }, true],
  ['a twin', { name: 'Elena Alvarez', birthDate: '1961-03-14' }, true],
  ['day and month exchanged', { name: 'Elena Alvarez', birthDate: '1961-14-03' }, true],
  ['one letter more and one digit less', { name: 'Mariah Alvarez', birthDate: '1961-03-04' }, true],
  ['one letter more and no birth date', { name: 'Mariah Alvarez' }, true],
  ['one letter more and born at another time', { name: 'Mariah Alvarez', birthDate: '1990-01-01' }, false],
  ['a relative', { name: 'Elena Alvarez', birthDate: '1990-01-01' }, false],
  ['half of the name', { name: 'Maria', birthDate: '1990-01-01' }, false],
  ['the same birth date alone', { name: 'Tom Lee', birthDate: '1961-03-14' }, false],
  ['nobody alike', { name: 'Tom Lee', birthDate: '1990-01-01' }, false],
])('%s', (_, other, expected) => {
  const patients = [maria, { ...other, reference: 'Patient/2' }];
  expect(lookAlikes(maria, patients).length > 0).toBe(expected);
});

test('two without a birth date are not alike for lacking one', () => {
  const ana = { reference: 'Patient/3', name: 'Ana Álvarez' };
  const eva = { reference: 'Patient/4', name: 'Eva Álvarez' };
  expect(lookAlikes(ana, [ana, eva])).toEqual([]);
});
