import { TYPE } from '../documentTypes.ts';
import { authorizationDenial, authorizationForm, authorizationNotice } from '../letters/authorizations.ts';
import { homeHealthPlan, physicalTherapyPlan, schoolForm } from '../letters/careForms.ts';
import { chartRecords, visitRecord } from '../letters/charts.ts';
import { cardiologyConsult, nerveConsult, orthopedicConsult, skinConsult } from '../letters/consults.ts';
import { colonoscopy, electrocardiogram, pathology } from '../letters/diagnostics.ts';
import { dischargeSummary, emergencyVisit } from '../letters/hospital.ts';
import {
  abdominalUltrasound,
  boneDensity,
  chestRadiograph,
  lumbarMri,
  mammogram,
} from '../letters/imaging.ts';
import { coverageLetter, recordsForQuality } from '../letters/insurers.ts';
import { JUNK } from '../letters/junk.ts';
import {
  anemia,
  bloodCount,
  criticalPotassium,
  metabolicPanel,
  throatCulture,
  urineCulture,
} from '../letters/laboratory.ts';
import type { LetterKind } from '../letters/letter.ts';
import { handwrittenNote, privateRequest, recordsRequest, stampedAndPassedOn } from '../letters/offices.ts';
import {
  asthmaFollowUp,
  cardiologyReferral,
  establishCare,
  postpartumReferral,
  preoperativeEvaluation,
} from '../letters/referrals.ts';
import { mailOrderRefill, pharmacyQuestion, refillRequest } from '../letters/refills.ts';
import { between } from '../random.ts';
import { SENDERS } from '../senders.ts';
import { type About, packet, type Recipe, single } from './plan.ts';

/** Every way to make a fax, by what the front desk would call it. */

const RESULTS: readonly LetterKind[] = [metabolicPanel, bloodCount, urineCulture, throatCulture, anemia];
const STUDIES: readonly LetterKind[] = [chestRadiograph, mammogram, abdominalUltrasound, boneDensity];
const CONSULTS: readonly LetterKind[] = [
  orthopedicConsult,
  cardiologyConsult,
  skinConsult,
  nerveConsult,
  electrocardiogram,
];
const REFERRALS: readonly LetterKind[] = [
  preoperativeEvaluation,
  cardiologyReferral,
  establishCare,
  postpartumReferral,
  asthmaFollowUp,
];
const HOSPITAL: readonly LetterKind[] = [dischargeSummary, emergencyVisit];

export const results = (about?: About) => single('results', RESULTS, about);
export const metabolic = (about?: About) => single('results', metabolicPanel, about);
export const blood = (about?: About) => single('results', bloodCount, about);
export const throat = (about?: About) => single('results', throatCulture, about);
export const critical = (about?: About) => single('critical-result', criticalPotassium, about);
export const study = (about?: About) => single('imaging', STUDIES, about);
export const breastScreening = (about?: About) => single('imaging', mammogram, about);
export const urgentStudy = (about?: About) => single('urgent-imaging', lumbarMri, about);
export const consult = (about?: About) => single('consult', CONSULTS, about);
export const orthopedics = (about?: About) => single('consult', orthopedicConsult, about);
export const cardiology = (about?: About) => single('consult', cardiologyConsult, about);
export const ecg = (about?: About) => single('ekg', electrocardiogram, about);
export const scope = (about?: About) => single('procedure', colonoscopy, about);
export const biopsy = (about?: About) => single('pathology', pathology, about);
export const referral = (about?: About) => single('referral', REFERRALS, about);
export const heartReferral = (about?: About) => single('referral', cardiologyReferral, about);
export const eyeReferral = (about?: About) => single('referral', preoperativeEvaluation, about);
export const newDiabetes = (about?: About) => single('referral', establishCare, about);
export const discharge = (about?: About) => single('discharge', dischargeSummary, about);
export const emergency = (about?: About) => single('emergency-visit', emergencyVisit, about);
export const refill = (about?: About) => single('refill', refillRequest, about);
export const mailRefill = (about?: About) => single('refill', mailOrderRefill, about);
export const pharmacistAsks = (about?: About) => single('refill-question', pharmacyQuestion, about);
export const authorization = (about?: About) => single('authorization-approved', authorizationNotice, about);
export const denial = (about?: About) => single('authorization-denied', authorizationDenial, about);
export const authorizationBlank = (about?: About) => single('authorization-form', authorizationForm, about);
export const claim = (about?: About) => single('insurance', coverageLetter, about);
export const qualityReview = (about?: About) => single('insurance', recordsForQuality, about);
export const records = (about?: About) => single('records-request', recordsRequest, about);
export const writtenAtHome = (about?: About) => single('records-request', privateRequest, about);
export const school = (about?: About) => single('school-form', schoolForm, about);
export const homeCare = (about?: About) => single('home-care-plan', homeHealthPlan, about);
export const therapyPlan = (about?: About) => single('therapy-plan', physicalTherapyPlan, about);
export const note = (about?: About) => single('handwritten-note', handwrittenNote, about);
export const junk = (which?: number): Recipe =>
  single('junk', which === undefined ? JUNK : (JUNK[which % JUNK.length] ?? JUNK));

/** A consult that went to another practice first, which put its stamp on it and sends it on. */
export const passedOn = (about?: About) =>
  single('passed-on', cardiologyConsult, {
    ...about,
    from: SENDERS.orthopedics,
    change: stampedAndPassedOn,
  });

/** A page that was put into the machine face down. */
export const faceDown = () =>
  single('face-down', recordsRequest, { faceDown: true, sender: SENDERS.formerClinic });

/** A whole chart from another practice. */
export const chart = (pages: number, about?: About) =>
  single('chart', { ...recordsOf(pages), fits: { minAge: 35 } }, { punched: true, ...about });

function recordsOf(pages: number): LetterKind {
  return {
    type: TYPE.consult,
    senders: [SENDERS.formerClinic],
    write: (context) => chartRecords(context, pages),
  };
}

export const visits = (about?: Pick<About, 'upsideDown' | 'blankBacks'>) =>
  packet('mixed-packet', [visitRecord], (random) => between(random, 2, 4), about);
export const resultBatch = () =>
  packet('mixed-packet', RESULTS, (random) => between(random, 3, 5), {
    cover: 'Results of today',
    sender: SENDERS.laboratory,
  });
export const hospitalBatch = (about?: Pick<About, 'upsideDown' | 'blankBacks'>) =>
  packet('mixed-packet', [...HOSPITAL, electrocardiogram], (random) => between(random, 3, 5), {
    cover: 'Patients seen since yesterday',
    sender: SENDERS.hospital,
    ...about,
  });
export const refillBatch = () => packet('mixed-packet', [refillRequest], (random) => between(random, 2, 4));
