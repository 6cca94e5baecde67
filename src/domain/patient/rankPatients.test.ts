import type { Patient } from '@medplum/fhirtypes';
import { describe, expect, it, test } from 'vitest';
import { parsePatientQuery } from './patientQuery.ts';
import { besideLookAlikes, rankPatients } from './rankPatients.ts';

function patient(given: string, family: string, birthDate: string, maiden?: string): Patient {
  return {
    resourceType: 'Patient',
    id: given,
    name: [
      { use: 'official', given: [given], family },
      ...(maiden ? [{ use: 'maiden' as const, family: maiden }] : []),
    ],
    birthDate,
  };
}

const PATIENTS = [
  patient('Maria', 'Alvarez', '1961-03-14'),
  patient('Mario', 'Alvarez', '1961-03-14'),
  patient('Marianne', 'Alvarado', '1970-01-02', 'Smith-Larsen'),
  patient('Ruth', 'Okafor', '1961-03-15'),
];

function rank(typed: string): (string | undefined)[] {
  return rankPatients(parsePatientQuery(typed, '2026-11-20')!, PATIENTS).map(({ id }) => id);
}

describe('whoever a query may mean', () => {
  test.each<[string, string, string[]]>([
    ['as typed before one letter other', 'maria alvarez', ['Maria', 'Mario']],
    ['misspelt', 'mraia alvarez', ['Maria']],
    ['the beginning misspelt', 'alvra', ['Maria', 'Marianne', 'Mario']],
    ['by the maiden name', 'larsen', ['Marianne']],
    ['nobody by a word that fits nothing', 'maria zebra', []],
    ['born that day, with one name that fits', 'alvarez 3/14/1961', ['Maria', 'Mario']],
    ['born one digit away, behind', 'okafor 3/14/1961', ['Ruth']],
    ['nobody born at another time', 'alvarado 3/14/1961', []],
    ['everybody born that day', '3/14/1961', ['Maria', 'Mario', 'Marianne', 'Ruth']],
  ])('%s: %s', (_, typed, expected) => {
    expect(new Set(rank(typed))).toEqual(new Set(expected));
    expect(rank(typed)[0]).toBe(typed === '3/14/1961' ? 'Maria' : expected[0]);
  });

  it('stands beside whoever can be taken for them', () => {
    const twin = { reference: 'Patient/twin', name: 'Adaora Okonkwo', birthDate: '2014-07-19' };
    const other = { reference: 'Patient/other', name: 'Adaeze Obi', birthDate: '1999-01-01' };
    const first = { reference: 'Patient/first', name: 'Adaeze Okonkwo', birthDate: '2014-07-19' };
    expect(besideLookAlikes([first, other, twin])).toEqual([first, twin, other]);
  });
});
