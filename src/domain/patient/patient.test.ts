import type { Patient } from '@medplum/fhirtypes';
import { describe, expect, it, test } from 'vitest';
import {
  formatHumanName,
  hasTwoIdentifiers,
  makePatient,
  newPatientProblems,
  parsePatient,
  survivorOf,
} from './patient.ts';

const patient: Patient = {
  resourceType: 'Patient',
  id: 'alvarez',
  name: [
    { use: 'maiden', given: ['Maria'], family: 'Lopez' },
    { use: 'official', given: ['Maria', 'Elena'], family: 'Alvarez' },
  ],
  birthDate: '1961-03-14',
  gender: 'female',
  identifier: [
    { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-00-1111' },
    { system: 'urn:faxwell:mrn', value: '48213' },
  ],
};

describe('a patient', () => {
  it('is shown by the official name, birth date and MRN', () => {
    expect(parsePatient(patient)).toEqual({
      reference: 'Patient/alvarez',
      name: 'Maria Elena Alvarez',
      birthDate: '1961-03-14',
      mrn: '48213',
      gender: 'female',
    });
  });

  it('of another system has the MRN that is typed as one, and never another number for it', () => {
    const typed = { type: { coding: [{ code: 'MR' }] }, value: 'H-7' };
    expect(parsePatient({ ...patient, identifier: [typed] }).mrn).toBe('H-7');
    expect(parsePatient({ ...patient, identifier: [patient.identifier![0]!] })).not.toHaveProperty('mrn');
  });

  test.each([
    [undefined, ''],
    [{ text: 'Maria A.' }, 'Maria A.'],
    [{ family: 'Alvarez' }, 'Alvarez'],
    [{ given: ['Maria'], family: 'Alvarez', text: 'ignored' }, 'Maria Alvarez'],
  ])('name %o', (name, words) => {
    expect(formatHumanName(name)).toBe(words);
  });
});

describe('two identifiers', () => {
  const reference = 'Patient/p';
  test.each([
    [{ reference, name: 'Maria Alvarez', birthDate: '1961-03-14' }, true],
    [{ reference, name: 'Maria Alvarez', mrn: '48213' }, true],
    [{ reference, name: 'Maria Alvarez' }, false],
    [parsePatient({ resourceType: 'Patient', id: 'p', birthDate: '1961-03-14' }), false],
  ])('%o', (summary, expected) => {
    expect(hasTwoIdentifiers(summary)).toBe(expected);
  });
});

describe('a merged patient', () => {
  test.each<[string, Patient['link'], string | undefined]>([
    [
      'leads to the record that replaced it',
      [{ other: { reference: 'Patient/b' }, type: 'replaced-by' }],
      'Patient/b',
    ],
    [
      'is not the one that replaced another',
      [{ other: { reference: 'Patient/b' }, type: 'replaces' }],
      undefined,
    ],
    ['is nobody without a reference', [{ other: { display: 'b' }, type: 'replaced-by' }], undefined],
    ['is not one without links', undefined, undefined],
  ])('%s', (_, link, survivor) => {
    expect(survivorOf({ resourceType: 'Patient', link })).toBe(survivor);
  });
});

describe('a patient made here', () => {
  const typed = { given: 'Ana Maria', family: 'Newcomb', birthDate: '1980-04-05', mrn: 'N-2' };

  it('is read back as typed', () => {
    expect(parsePatient({ ...makePatient(typed, 'form'), id: 'p' })).toEqual({
      reference: 'Patient/p',
      name: 'Ana Maria Newcomb',
      birthDate: '1980-04-05',
      mrn: 'N-2',
    });
  });

  test.each([
    ['nothing', { given: '', family: '', birthDate: '' }, ['given', 'family', 'birthDate']],
    ['a birth date in the future', { ...typed, birthDate: '2026-11-21' }, ['birthDate']],
    ['a birth date of long ago', { ...typed, birthDate: '0198-04-05' }, ['birthDate']],
    ['everything', typed, []],
    ['somebody born today without an MRN', { given: 'A', family: 'B', birthDate: '2026-11-20' }, []],
  ])('of %s', (_, patient, problems) => {
    expect(Object.keys(newPatientProblems(patient, '2026-11-20'))).toEqual(problems);
  });
});
