import { createRandomOf } from '../random.ts';
import { sendingTimes } from './ages.ts';
import { type Recipe, strangerOf } from './plan.ts';
import * as make from './recipes.ts';
import type { FaxOrder } from './sampleFax.ts';
import type { RepeatedHow } from './truth.ts';

interface FirstFax {
  readonly recipe: Recipe;
  /** Sends the fax with this number again. */
  readonly repeats?: { readonly number: number; readonly how: RepeatedHow };
}

const fax = (recipe: Recipe): FirstFax => ({ recipe });

/** What lies in the sample clinic's inbox at first, oldest first. Those about named patients tell a story together. */
const FIRST_FAXES: readonly FirstFax[] = [
  fax(make.chart(34, { mrn: '50291', upsideDown: 7 })),
  fax(make.claim({ mrn: '42877' })),
  fax(make.junk(2)),
  fax(make.discharge({ mrn: '45812', upsideDown: 2 })),
  // One of twins; her sister is a patient too.
  fax(make.throat({ mrn: '60215' })),
  fax(make.records({ mrn: '59440' })),
  fax(make.breastScreening({ mrn: '49118' })),
  fax(make.scope({ mrn: '57349' })),
  fax(make.school({ mrn: '62118' })),
  fax(make.therapyPlan({ mrn: '56203', upsideDown: 'all' })),
  fax(make.resultBatch()),
  fax(make.denial({ mrn: '58991' })),
  fax(make.junk(4)),
  fax(make.biopsy({ mrn: '57349' })),
  fax(make.homeCare({ mrn: '43350', blankBacks: true })),
  fax(make.faceDown()),
  // A stranger, one letter and nothing else away from a patient.
  fax(make.blood({ subject: strangerOf('Petrov') })),
  fax(make.cardiology({ mrn: '46555', cover: 'Consultation' })),
  fax(make.chart(46, { mrn: '54027', blankBacks: true })),
  fax(make.newDiabetes({ subject: strangerOf('Delgado') })),
  // The same pages again two places later, under the time of another call.
  fax(make.orthopedics({ mrn: '57766' })),
  fax(make.junk(1)),
  { recipe: make.orthopedics(), repeats: { number: 21, how: 'same-pages' } },
  fax(make.passedOn({ mrn: '49118' })),
  // The line broke in the impression; the whole report follows.
  fax(make.urgentStudy({ mrn: '46554', cut: true })),
  { recipe: make.urgentStudy(), repeats: { number: 25, how: 'after-cut' } },
  fax(make.hospitalBatch()),
  fax(make.ecg({ mrn: '58120' })),
  fax(make.authorizationBlank({ mrn: '47005' })),
  fax(make.mailRefill({ mrn: '44190' })),
  fax(make.eyeReferral({ mrn: '45812', cover: 'Clearance for surgery' })),
  fax(make.note({ mrn: '60214' })),
  fax(make.heartReferral({ mrn: '48213' })),
  fax(make.visits({ upsideDown: 3 })),
  fax(make.refill({ mrn: '39902' })),
  fax(make.writtenAtHome({ mrn: '53318' })),
  fax(make.junk(0)),
  { recipe: make.refill(), repeats: { number: 35, how: 'same-bytes' } },
  fax(make.critical({ mrn: '43350' })),
  // Differs by one letter and ten days from the patient of the referral above.
  fax(make.metabolic({ mrn: '48731' })),
];

/** Orders for the faxes of the first start, oldest first. The same seed and moment give the same orders. */
export function firstFaxes(seed: number, now: Date): FaxOrder[] {
  const times = sendingTimes(createRandomOf(seed, FIRST_FAXES.length), now, FIRST_FAXES.length);
  const orders: FaxOrder[] = [];
  for (const [index, { recipe, repeats }] of FIRST_FAXES.entries()) {
    const number = String(index + 1).padStart(2, '0');
    const order = repeats && orders[repeats.number - 1];
    orders.push({
      carrierFaxId: `sample-${seed}-${number}`,
      recipe: order?.recipe ?? recipe,
      seed,
      index,
      sentAt: times[index] ?? now,
      ...(repeats && order && { repeats: { order, how: repeats.how } }),
    });
  }
  return orders;
}
