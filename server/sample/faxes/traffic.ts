import { between, chance, createRandomOf, pick, type Random } from '../random.ts';
import type { Mishaps, Recipe } from './plan.ts';
import * as make from './recipes.ts';
import type { FaxOrder } from './sampleFax.ts';

/** How often each recipe comes, in a hundred faxes of a family practice. */
const SHARES: readonly (readonly [number, (random: Random) => Recipe])[] = [
  [20, (random) => make.results(accident(random))],
  [1, () => make.critical()],
  [9, (random) => make.study(accident(random))],
  [1, () => make.urgentStudy()],
  [9, (random) => make.consult(accident(random))],
  [2, () => make.scope()],
  [2, () => make.biopsy()],
  [8, (random) => make.referral(accident(random))],
  [3, (random) => make.discharge(accident(random))],
  [3, () => make.emergency()],
  [9, () => make.refill()],
  [3, () => make.mailRefill()],
  [2, () => make.pharmacistAsks()],
  [2, () => make.authorization()],
  [2, () => make.denial()],
  [3, () => make.authorizationBlank()],
  [2, () => make.claim()],
  [1, () => make.qualityReview()],
  [3, () => make.records()],
  [1, () => make.writtenAtHome()],
  [1, () => make.school()],
  [1, () => make.homeCare()],
  [1, () => make.therapyPlan()],
  [1, () => make.note()],
  [1, () => make.passedOn()],
  [1, () => make.faceDown()],
  [8, () => make.junk()],
  [2, () => make.visits()],
  [1, () => make.resultBatch()],
  [1, () => make.hospitalBatch()],
  [1, () => make.refillBatch()],
  [1, (random) => make.chart(between(random, 12, 60))],
];

/** Now and then paper goes wrong, and now and then a sheet goes before it. */
function accident(random: Random): Mishaps & { readonly cover?: string } {
  return {
    ...(chance(random, 0.06) && { upsideDown: chance(random, 0.5) ? 'all' : 1 }),
    ...(chance(random, 0.04) && { blankBacks: true }),
    ...(chance(random, 0.03) && { cut: true }),
    ...(chance(random, 0.2) && { cover: pick(random, ['Our patient', 'Report', 'Medical records']) }),
  };
}

/** One fax in twenty-five is one of the last few again: a machine that had no answer tries a second time. */
const REPEATED = 0.04;

/**
 * Orders for one new fax after another.
 * @param prefix of the carrier's ids, another one for each run
 * @param last the orders before this one, newest last
 */
export function nextFax(
  { seed, prefix, index }: { readonly seed: number; readonly prefix: string; readonly index: number },
  sentAt: Date,
  last: readonly FaxOrder[],
): FaxOrder {
  // A row of its own: what is decided here must not be decided alike in the letter.
  const random = createRandomOf(seed ^ 0x7f4a7c15, index);
  const recipe = pickByShare(random)(random);
  const common = { carrierFaxId: `${prefix}-${String(index + 1).padStart(4, '0')}`, seed, index, sentAt };
  const firsts = last.filter(({ repeats }) => !repeats);
  if (firsts.length > 0 && chance(random, REPEATED)) {
    const order = pick(random, firsts.slice(-5));
    const how = chance(random, 0.5) ? 'same-bytes' : 'same-pages';
    return { ...common, recipe: order.recipe, repeats: { order, how } };
  }
  return { ...common, recipe };
}

function pickByShare(random: Random): (random: Random) => Recipe {
  const total = SHARES.reduce((sum, [share]) => sum + share, 0);
  let at = random() * total;
  for (const [share, recipe] of SHARES) {
    at -= share;
    if (at < 0) return recipe;
  }
  return () => make.results();
}

/**
 * How long nothing comes before a fax, as a share of the average: calls know nothing of each other, so pauses are
 * short more often than long.
 */
export function pauseBefore(seed: number, index: number): number {
  const random = createRandomOf(seed ^ 0x2545f491, index);
  return Math.min(Math.max(-Math.log(1 - random()), 0.1), 3);
}
