import { countSamePages, fingerprintPdf } from '../server/documents/likeness/likeness.ts';
import type { AssembledFax } from '../server/sample/faxes/assemble.ts';
import type { Recipe } from '../server/sample/faxes/plan.ts';
import * as make from '../server/sample/faxes/recipes.ts';
import type { MachineState } from '../server/sample/paper/scan.ts';
import { createRandomOf, pick } from '../server/sample/random.ts';
import { type Sending, sendLetter, writeLetter } from '../server/sample/rescans.ts';
import { isNear } from '../src/domain/intake/duplicates.ts';
import { timingOf } from './measure.ts';
import { writeResults } from './results.ts';

/**
 * How often a letter that is sent again is told from others of its sender. `node bench/duplicates.ts [letters of each
 * kind]`, default 8: some 230 letters, each scanned up to eight times. Takes the whole way: scan, PDF, fingerprint,
 * pages laid over each other.
 */
const LETTERS_OF_A_KIND = Number(process.argv[2] ?? 8);
const OTHER_PATIENTS = 3;

const KINDS: Readonly<Record<string, Recipe>> = {
  'metabolic panel': make.metabolic(),
  'blood count': make.blood(),
  'throat culture': make.throat(),
  'critical result': make.critical(),
  imaging: make.study(),
  mammogram: make.breastScreening(),
  consult: make.consult(),
  orthopedics: make.orthopedics(),
  electrocardiogram: make.ecg(),
  colonoscopy: make.scope(),
  pathology: make.biopsy(),
  referral: make.referral(),
  discharge: make.discharge(),
  emergency: make.emergency(),
  refill: make.refill(),
  'mail-order refill': make.mailRefill(),
  'pharmacist’s question': make.pharmacistAsks(),
  authorization: make.authorization(),
  denial: make.denial(),
  'authorization form': make.authorizationBlank(),
  'insurer’s letter': make.claim(),
  'request for records': make.records(),
  'letter by hand': make.writtenAtHome(),
  'school form': make.school(),
  'home care plan': make.homeCare(),
  'therapy plan': make.therapyPlan(),
  'note by hand': make.note(),
  'stamped and passed on': make.passedOn(),
};

/** Pairs of one sort: what they are, and whether they should be found. */
interface Tally {
  readonly isSame: boolean;
  pairs: number;
  /** Laid over each other because their fingerprints are near. */
  near: number;
  found: number;
  readonly wrong: string[];
}

const tally = (isSame: boolean): Tally => ({ isSame, pairs: 0, near: 0, found: 0, wrong: [] });
const TALLIES = {
  'sent again': tally(true),
  'sent again at the other resolution': tally(true),
  'sent again from another machine': tally(true),
  'same form, another patient': tally(false),
  'same form and patient, other findings': tally(false),
  'same form and patient, nothing but other dates': tally(false),
};
type Sort = keyof typeof TALLIES;

const FIRST = new Date('2026-11-18T17:00:00Z');
const NEXT_DAY = new Date('2026-11-19T21:10:00Z');
const NEXT_WEEK = new Date('2026-11-25T18:30:00Z');

const MACHINES: readonly MachineState[] = ['clean', 'worn', 'faint', 'dark', 'dirty'];

const fingerprintTimes: number[] = [];
const compareTimes: number[] = [];

interface Scan {
  readonly pdf: Buffer;
  readonly fingerprint: string | undefined;
}

async function scan(letter: AssembledFax, sending: Sending): Promise<Scan> {
  const pdf = await sendLetter(letter, sending);
  const start = performance.now();
  const fingerprint = await fingerprintPdf(pdf);
  fingerprintTimes.push((performance.now() - start) / letter.sheets.length);
  return { pdf, fingerprint };
}

async function compare(sort: Sort, kind: string, first: Scan, second: Scan): Promise<void> {
  const sum = TALLIES[sort];
  const near = isNear(first.fingerprint, second.fingerprint);
  const start = performance.now();
  const pages = near ? await countSamePages(second.pdf, first.pdf) : 0;
  if (pages > 0) compareTimes.push((performance.now() - start) / pages);
  sum.pairs += 1;
  sum.near += Number(near);
  sum.found += Number(pages > 0);
  if (pages > 0 !== sum.isSame) sum.wrong.push(kind);
}

async function measureLetter(kind: string, recipe: Recipe, index: number, number: number): Promise<void> {
  const seed = 1000 * number + index;
  const letter = writeLetter(recipe, number, index, FIRST);
  const { from } = letter.plan;
  const sent = await scan(letter, { at: FIRST, seed });
  const again = async (sort: Sort, sending: Omit<Sending, 'at'>) =>
    await compare(sort, kind, sent, await scan(letter, { at: NEXT_DAY, ...sending }));
  await again('sent again', { seed: seed + 1e6 });
  await again('sent again', { seed: seed + 2e6 });
  if (number % 2 === 0) {
    const quality = from.quality === 'fine' ? 'standard' : 'fine';
    await again('sent again at the other resolution', { seed: seed + 3e6, quality });
    const machine = pick(createRandomOf(seed, 1), MACHINES);
    await again('sent again from another machine', { seed: seed + 4e6, machine });
  }
  for (const [sort, other] of differentLetters(recipe, index, number, letter)) {
    await compare(
      sort,
      kind,
      sent,
      await scan(other, { at: NEXT_WEEK, seed: seed + 5e6 + other.sheets.length }),
    );
  }
}

/** Letters of the same kind and sender that say something else. */
function differentLetters(
  recipe: Recipe,
  index: number,
  number: number,
  letter: AssembledFax,
): [Sort, AssembledFax][] {
  const others = Array.from({ length: 40 }, (_, at) =>
    writeLetter(recipe, number + 1009 * (at + 1), index, NEXT_WEEK),
  )
    .filter((other) => kindOf(other) === kindOf(letter) && other.plan.from === letter.plan.from)
    .filter((other) => wordsOf(other) !== wordsOf(letter));
  const isSamePatient = (other: AssembledFax) => patientOf(other) === patientOf(letter);
  const sameWords = (other: AssembledFax) => withoutFigures(other) === withoutFigures(letter);
  const later = others.find((other) => isSamePatient(other) && !sameWords(other));
  const redated = writeLetter(recipe, number, index, NEXT_WEEK);
  const isRedated = isSamePatient(redated) && wordsOf(redated) !== wordsOf(letter);
  return [
    ...others
      .filter((other) => !isSamePatient(other))
      .slice(0, OTHER_PATIENTS)
      .map((other): [Sort, AssembledFax] => ['same form, another patient', other]),
    ...(later ? [['same form and patient, other findings', later] as [Sort, AssembledFax]] : []),
    ...(isRedated
      ? [['same form and patient, nothing but other dates', redated] as [Sort, AssembledFax]]
      : []),
  ];
}

const kindOf = (letter: AssembledFax) => letter.plan.documents[0]?.kind;
const patientOf = (letter: AssembledFax) => letter.plan.documents[0]?.patient;
const wordsOf = (letter: AssembledFax) => JSON.stringify(letter.sheets.map(({ page }) => page));
const withoutDates = (words: string) => words.replace(/\d\d\/\d\d\/\d{4}|\d\d:\d\d/g, '');
const withoutFigures = (letter: AssembledFax) => withoutDates(wordsOf(letter)).replace(/ND\d{8}/g, '');

for (let number = 1; number <= LETTERS_OF_A_KIND; number++) {
  for (const [index, [kind, recipe]] of Object.entries(KINDS).entries()) {
    await measureLetter(kind, recipe, index, number);
  }
}

const rows = Object.entries(TALLIES).map(([sort, { isSame, pairs, near, found, wrong }]) => ({
  pairs: sort,
  count: pairs,
  'near by fingerprint': near,
  'taken for the same': found,
  share: `${((100 * found) / Math.max(1, pairs)).toFixed(1)} %`,
  wanted: isSame ? 'all' : 'none',
  wrong: [...new Set(wrong)].join(', '),
}));
console.table(rows);
const times = { fingerprintOfPage: timingOf(fingerprintTimes), pageLaidOverAnother: timingOf(compareTimes) };
console.table(times);
writeResults('duplicates', {
  pairs: Object.fromEntries(
    rows.map(({ pairs, count, 'taken for the same': same }) => [pairs, { count, same }]),
  ),
  milliseconds: times,
});
