import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { parsePatientQuery } from '../src/domain/patient/patientQuery.ts';
import { FEW, makePatientSearches } from '../src/domain/patient/patientSearches.ts';
import { rankPatients } from '../src/domain/patient/rankPatients.ts';
import { readJson, startTestServer, type TestServer } from './http/testServer.ts';
import { printedDate } from './sample/people.ts';
import { between, createRandom, pick, type Random } from './sample/random.ts';
import { type GeneratedPatient, generatePatients, storePatients } from './testing/manyPatients.ts';

/** The search of patients as the app does it, over HTTP, in a clinic of twenty thousand. */
const PATIENTS = generatePatients(20_000, 1);
const TODAY = '2026-11-20';

let dataDir: string;
let server: TestServer;
let ids: string[];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'faxwell-patients-'));
  server = await startTestServer({ dataDir });
  ids = await storePatients(await server.client('admin'), PATIENTS);
}, 120_000);

afterAll(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The ids of whom a query finds, closest first. */
async function find(typed: string, findsMisspelt: boolean): Promise<(string | undefined)[]> {
  const query = parsePatientQuery(typed, TODAY);
  if (!query) {
    return [];
  }
  const { first, ifFew } = makePatientSearches(query, findsMisspelt);
  const found = (await Promise.all(first.map(ask))).flat();
  const all = found.length < FEW ? [...found, ...(await Promise.all(ifFew.map(ask))).flat()] : found;
  const once = [...new Map(all.map((patient) => [patient.id, patient])).values()];
  return rankPatients(query, once).map(({ id }) => id);
}

async function ask(params: readonly (readonly [string, string])[]): Promise<Patient[]> {
  const reply = await server.fetch('/fhir/R4/Patient/_search', {
    as: 'frontdesk',
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(params.map(([name, value]) => [name, value])).toString(),
  });
  expect(reply.status).toBe(200);
  const bundle = await readJson<Bundle<Patient>>(reply);
  return (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
}

/** One typing error: another letter, one left out, one doubled, two exchanged. */
const ERRORS: ((word: string, at: number, random: Random) => string)[] = [
  (word, at, random) =>
    word.slice(0, at) + pick(random, [...'abcdefghijklmnopqrstuvwxyz']) + word.slice(at + 1),
  (word, at) => word.slice(0, at) + word.slice(at + 1),
  (word, at) => word.slice(0, at) + word.charAt(at) + word.slice(at),
  (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
];

type Misspell = (word: string) => string;

interface Typed {
  readonly text: string;
  readonly meant: number;
}

/** What two hundred people type, each with one error: half of them a name, half a part of one with a birth date. */
function typedWithErrors(random: Random): Typed[] {
  return Array.from({ length: 200 }, (_, index) => {
    const meant = between(random, 0, PATIENTS.length - 1);
    const patient = PATIENTS[meant]!;
    const misspell = (word: string) => {
      const letters = word.toLowerCase();
      const make = ERRORS[index % ERRORS.length]!;
      // An error that changes nothing, or leaves nothing, is none.
      for (;;) {
        const wrong = make(letters, between(random, 0, letters.length - 2), random);
        if (wrong !== letters && wrong.length > 1) {
          return wrong;
        }
      }
    };
    return {
      text: index < 100 ? nameOf(patient, misspell, random) : nameAndDate(patient, misspell, random),
      meant,
    };
  });
}

/** Given and family name in either order, one of them misspelt and the other perhaps only begun. */
function nameOf({ given, family }: GeneratedPatient, misspell: Misspell, random: Random): string {
  const [first = ''] = given;
  const names = pick(random, [
    [misspell(first), family],
    [first, misspell(family)],
    [first.slice(0, 3), misspell(family)],
  ]);
  return pick(random, [names.join(' '), names.toReversed().join(', ')]);
}

/** A misspelt name, or the beginning of one, with the birth date as any letter writes it. */
function nameAndDate(patient: GeneratedPatient, misspell: Misspell, random: Random): string {
  const { family, given, birthDate } = patient;
  const name = misspell(pick(random, [family, family.slice(0, 5), given[0] ?? family]));
  const date = printedDate(birthDate, pick(random, ['slashes', 'short', 'words', 'dashes'] as const));
  const written = pick(random, [date, birthDate, birthDate.replaceAll('-', '')]);
  return pick(random, [`${name} ${written}`, `${written} ${name}`]);
}

/** Those of the queries whose patient is not among the first three. */
async function missed(findsMisspelt: boolean): Promise<string[]> {
  const misses: string[] = [];
  for (const { text, meant } of typedWithErrors(createRandom(7))) {
    const found = await find(text, findsMisspelt);
    const { given, family, birthDate } = PATIENTS[meant]!;
    if (!found.slice(0, 3).includes(ids[meant])) {
      misses.push(
        `${text} is not ${given.join(' ')} ${family} ${birthDate}, at ${found.indexOf(ids[meant])}`,
      );
    }
  }
  return misses;
}

describe('of two hundred queries with one typing error each', () => {
  it('at least 98 in 100 find the patient among the first three', async () => {
    const misses = await missed(true);
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(4);
  }, 120_000);

  it('and most of them on a server that knows nothing of spelling', async () => {
    const misses = await missed(false);
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(10);
  }, 120_000);
});

describe('without an error', () => {
  const of = (mrn: string) => ids[PATIENTS.findIndex((patient) => patient.mrn === mrn)];
  test.each([
    ['garcia nunez jose', '47005'],
    ['jose nunez', '47005'],
    ['García-Núñez José', '47005'],
    ["o'dwyer niamh", '53318'],
    ['o’dwyer niamh', '53318'],
    ['odwyer niamh', '53318'],
    ['dwyer niamh', '53318'],
    ['larsen ingrid', '49873'],
    ['smith larsen ingrid', '49873'],
    ['smithlarsen ingrid', '49873'],
    ['muller jurgen', '57766'],
    ['wojcik zof', '55461'],
    ['lindqvist asa', '49118'],
    ['bob johnson', '46554'],
    ['jim brennan', '58120'],
    ['alv 3/14/1961', '48213'],
    ['1961-03-14 mar', '48213'],
    ['mrn 48213', '48213'],
  ])('%s is found among the first three', async (typed, mrn) => {
    expect((await find(typed, true)).slice(0, 3)).toContain(of(mrn));
  });

  test.each([
    ['twins', 'okonkwo 7/19/2014', ['60214', '60215']],
    ['father and son', 'james brennan', ['39902', '58120']],
    ['day and month exchanged', 'nguyen 5/6/1979', ['44190', '44619']],
    ['one name and nearly the other', 'robert johnson', ['46554', '46555']],
  ])('%s are found together', async (_, typed, mrns) => {
    expect(await find(typed, true)).toEqual(expect.arrayContaining(mrns.map(of)));
  });
});
