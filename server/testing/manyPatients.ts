import type { MedplumClient } from '@medplum/core';
import type { Bundle, Patient } from '@medplum/fhirtypes';
import { MRN } from '../../src/domain/fhir/systems.ts';
import { SAMPLE_PATIENTS, STRANGERS } from '../sample/people.ts';
import { between, chance, createRandom, pick, type Random } from '../sample/random.ts';

/** Somebody of the generated clinic. Nobody real: family names are put together of two syllables. */
export interface GeneratedPatient {
  readonly given: readonly string[];
  readonly family: string;
  /** FHIR date. */
  readonly birthDate: string;
  readonly mrn: string;
}

const BEGINNINGS =
  'Ab Ald Bar Bel Ber Cal Car Cor Dal Dem El Fal Far Fen Gar Gil Had Hal Har Hol Il Jan Kal Kel Kor Lan Lor Mal Mar Mel Mor Nor Ol Or Pal Per Pol Ram Ros Sal Sel Sol Tal Tor Ul Val Ver Wal Wen Yar Zel';
const ENDINGS =
  'ado ander anova arez aro ascu beck berg bury croft den dez dorf dottir eff ello enko erton escu etti evic field ford gaard gren hall ham holm ian ikov ing inski ley lund man mond moto nen ness ot ova quist rell ridge ski son stein stone strom ton vane ville wick worth zadeh';
const GIVEN =
  'Aaron Abigail Adele Agnes Ahmed Aisha Alan Alberto Alice Amelia Amir Andrea Anita Anton Arthur Aurora Barbara Beatriz Benjamin Bianca Boris Bruno Camila Carmen Caroline Cecilia Cedric Chandra Clara Conrad Daniela Darius David Deborah Diana Dmitri Dolores Edith Edmund Eduardo Elaine Elena Eliot Elsa Emil Erika Ernest Esther Eugene Farida Felix Fiona Florence Frances Frida Gabriel Gemma Georgia Gerald Gloria Grace Gustav Hamid Hannah Harold Hassan Helena Hugo Ibrahim Imani Ingrid Irene Isaac Isabel Ivan Jasmine Javier Jerome Joan Jonas Josephine Judith Julian Karim Katrin Keiko Kenneth Lars Latisha Laura Lena Leon Leticia Linda Lorenzo Louisa Lucia Magnus Malik Marcus Margaret Marina Marta Martin Matilda Maurice Miguel Milena Mohammed Monica Muriel Nadia Naomi Natalia Nicholas Nina Olga Oliver Omar Oscar Patricia Paula Pedro Philip Priya Rachel Rafael Ramona Rashid Raymond Rebecca Renata Ricardo Roland Rosalind Ruben Sabrina Samuel Sandra Sebastian Selma Sergei Silvia Simone Sofia Stefan Susanna Sylvester Tamara Teresa Theodore Thomas Ulrich Ursula Valentina Vera Victor Vincent Viola Walter Wilhelmina Xavier Yasmin Yusuf Zachary Zara';

/**
 * So many patients, the same for the same seed: one in eight with two family names or a hyphenated one, one in four with
 * a second given name, and the alike ones of the sample clinic among them.
 */
export function generatePatients(count: number, seed: number): readonly GeneratedPatient[] {
  const random = createRandom(seed);
  const known = SAMPLE_PATIENTS.map(({ given, family, birthDate, mrn }) => ({
    given,
    family,
    birthDate,
    mrn,
  }));
  const others = Array.from({ length: count - known.length }, (_, index) => ({
    given: [givenName(random), ...(chance(random, 0.25) ? [givenName(random)] : [])],
    family: familyName(random),
    birthDate: birthDate(random),
    mrn: String(100_000 + index),
  }));
  return [...known, ...others];
}

const GIVENS = [
  ...new Set([...GIVEN.split(' '), ...[...SAMPLE_PATIENTS, ...STRANGERS].flatMap(({ given }) => given)]),
];
const SAMPLE_FAMILIES = [...SAMPLE_PATIENTS, ...STRANGERS].map(({ family }) => family);

/** A few names are everybody's. */
const COMMON_GIVENS = GIVENS.slice(0, 12);

function givenName(random: Random): string {
  return pick(random, chance(random, 0.2) ? COMMON_GIVENS : GIVENS);
}

function familyName(random: Random): string {
  const one = () =>
    chance(random, 0.15)
      ? pick(random, SAMPLE_FAMILIES)
      : pick(random, BEGINNINGS.split(' ')) + pick(random, ENDINGS.split(' '));
  return chance(random, 0.125) ? `${one()}${pick(random, ['-', ' '])}${one()}` : one();
}

function birthDate(random: Random): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${between(random, 1930, 2024)}-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`;
}

const AT_ONCE = 500;

/** Stores them, and answers their ids in the same order. */
export async function storePatients(
  client: MedplumClient,
  patients: readonly GeneratedPatient[],
): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; start < patients.length; start += AT_ONCE) {
    const entry = patients.slice(start, start + AT_ONCE).map((patient) => ({
      resource: makeResource(patient),
      request: { method: 'POST' as const, url: 'Patient' },
    }));
    const answer: Bundle = await client.executeBatch({ resourceType: 'Bundle', type: 'transaction', entry });
    ids.push(
      ...(answer.entry ?? []).map(
        ({ response }) => /Patient\/([^/]+)/.exec(response?.location ?? '')?.[1] ?? '',
      ),
    );
  }
  return ids;
}

function makeResource({ given, family, birthDate, mrn }: GeneratedPatient): Patient {
  return {
    resourceType: 'Patient',
    identifier: [{ system: MRN, value: mrn }],
    name: [{ use: 'official', given: [...given], family }],
    birthDate,
  };
}
