import { TYPE } from '../documentTypes.ts';
import { checks, fields, gap, heading, list, type Page, text, title } from '../paper/page.ts';
import { between, pick } from '../random.ts';
import { SENDERS } from '../senders.ts';
import {
  continued,
  type LetterContext,
  type LetterKind,
  letterhead,
  regarding,
  signature,
  signer,
  wordsFor,
} from './letter.ts';

/** Other practices and hospitals that ask the clinic to take over, or to clear a patient for something. */

const toReferrals = true;

export const preoperativeEvaluation: LetterKind = {
  type: TYPE.referral,
  senders: [SENDERS.eyeSurgery],
  fits: { minAge: 60 },
  toReferrals,
  write: (context) => {
    const { age, person, name, birthDate, They, their, has } = wordsFor(context);
    const eye = pick(context.random, ['right', 'left']);
    return [
      {
        blocks: [
          letterhead(context),
          text(context.dates.today),
          text('To: Referrals, Hillcrest Family Medicine\nAttention: M. Khan, MD'),
          regarding(context),
          text('Referral for medical evaluation before surgery', 'bold'),
          text('Dear Dr. Khan,'),
          text(
            `This ${age}-year-old ${person} is scheduled for phacoemulsification with intraocular lens, ${eye} eye, ` +
              `on ${context.dates.daysAgo(-between(context.random, 16, 26))} under topical anesthesia with light sedation. ` +
              `${They} ${has} a visually significant nuclear sclerotic cataract; best corrected acuity is 20/70.`,
          ),
          text(`Our surgery center needs the following no more than thirty days before ${their} surgery:`),
          list(
            'History and physical examination with a statement of cardiac risk',
            'List of current medication and allergies, and whether anticoagulants can be continued',
            'The most recent ECG, if one was made within the last year',
            'Blood glucose if diabetic; no routine laboratory tests are needed otherwise',
          ),
          text('Please return the attached form by fax. Thank you for your help.'),
          gap(4),
          text('Sincerely,'),
          signature(signer(context), 'Anterior segment surgery'),
        ],
      },
      {
        blocks: [
          title('Medical clearance for eye surgery'),
          fields(
            ['Patient', name],
            ['Date of birth', birthDate],
            ['Procedure', `Cataract surgery, ${eye} eye`],
          ),
          heading('To be completed by the primary care office'),
          checks(
            [
              'Hypertension',
              'Diabetes',
              'Coronary disease',
              'Heart failure',
              'Arrhythmia',
              'COPD or asthma',
              'Sleep apnea',
              'Kidney disease',
              'Takes tamsulosin',
            ],
            [],
            3,
          ),
          {
            kind: 'form',
            rows: [
              [{ label: 'Blood pressure' }, { label: 'Pulse' }, { label: 'Oxygen saturation' }],
              [{ label: 'Allergies and reactions' }],
              [
                { label: 'Anticoagulant or antiplatelet, and instructions', width: 0.7 },
                { label: 'Last INR', width: 0.3 },
              ],
              [{ label: 'Heart' }, { label: 'Lungs' }],
              [{ label: 'Comments' }],
            ],
          },
          checks(['Acceptable risk for the planned procedure', 'Further evaluation needed before surgery']),
          { kind: 'blanks', labels: ['Signature', 'Printed name', 'Date'] },
        ],
      },
    ];
  },
};

export const cardiologyReferral: LetterKind = {
  type: TYPE.referral,
  senders: [SENDERS.cardiology],
  fits: { minAge: 50 },
  toReferrals,
  write: (context) => {
    const { age, person, They, Their, does, s, their } = wordsFor(context);
    const signed = signer(context);
    return [
      {
        blocks: [
          letterhead(context),
          text(context.dates.today),
          text('To: Referrals, Hillcrest Family Medicine'),
          regarding(context),
          text('Dear colleague,'),
          text(
            `Thank you for seeing this ${age}-year-old ${person} with exertional chest discomfort over the last three ` +
              'months. The resting ECG is normal. An exercise study is booked; we would be grateful for a lipid ' +
              `panel and an HbA1c beforehand, and for your help with ${their} blood pressure, which was 152/88 on two visits.`,
          ),
          text(
            'Current medication: lisinopril 10 mg, metoprolol tartrate 25 mg twice daily, atorvastatin 40 mg.',
          ),
          text(
            `${They} ${does} not smoke. ${Their} father had a myocardial infarction at 58. ${They} walk${s} about two miles a day.`,
          ),
          text(
            'If the exercise study is abnormal we will arrange coronary CT angiography and let you know. Until then ' +
              'please continue aspirin 81 mg and give sublingual nitroglycerin with instructions.',
          ),
          text('Please send results to the number above.'),
          gap(6),
          text('With kind regards,'),
          signature(signed, 'Cardiovascular disease'),
        ],
        footer: 'The information in this letter is confidential and intended for the addressee only.',
      },
      medicationList(context),
    ];
  },
};

function medicationList(context: LetterContext): Page {
  const { name, birthDate } = wordsFor(context);
  return {
    blocks: [
      title('Medication list'),
      fields(['Patient', name], ['Date of birth', birthDate], ['Reviewed', context.dates.daysAgo(2)]),
      {
        kind: 'table',
        look: 'grid',
        widths: [0.3, 0.16, 0.38, 0.16],
        rows: [
          ['Medication', 'Strength', 'Directions', 'Started'],
          ['Lisinopril', '10 mg', 'one tablet every morning', '2021'],
          ['Metoprolol tartrate', '25 mg', 'one tablet twice daily', context.dates.daysAgo(21)],
          ['Atorvastatin', '40 mg', 'one tablet at bedtime', '2019'],
          ['Aspirin', '81 mg', 'one tablet daily', context.dates.daysAgo(21)],
          ['Nitroglycerin', '0.4 mg', 'under the tongue when needed', context.dates.daysAgo(21)],
        ],
      },
      text('Allergies: penicillin (rash).', 'bold'),
      text('Reviewed with the patient. Last change: metoprolol started at the visit above.'),
    ],
  };
}

export const establishCare: LetterKind = {
  type: TYPE.referral,
  senders: [SENDERS.urgentCare, SENDERS.hospital],
  fits: { minAge: 25, maxAge: 75 },
  toReferrals,
  write: (context) => {
    const { age, person, They, they, their, has, s } = wordsFor(context);
    const seen = context.dates.daysAgo(between(context.random, 1, 3));
    return [
      {
        blocks: [
          letterhead(context),
          title('Referral to primary care'),
          fields(['Date of referral', context.dates.today], ['Seen on', seen], ['Priority', 'Within 7 days']),
          regarding(context),
          heading('Reason'),
          text(
            `${age}-year-old ${person} seen with thirst and blurred vision for three weeks. Random glucose 312 mg/dL, HbA1c ` +
              '10.4 %, no ketones, bicarbonate 24. New type 2 diabetes without ketoacidosis.',
          ),
          heading('Done here'),
          list(
            'One liter of normal saline; glucose 221 at discharge',
            'Metformin 500 mg daily started, to be raised to 1000 mg twice daily over four weeks',
            'Glucose meter with strips prescribed and its use shown',
            `Blood pressure 148/92 on two readings; ${they} take${s} no medication for it`,
          ),
          heading('Asked of you'),
          list(
            'Visit within one week: glucose log, creatinine, urine albumin, lipid panel',
            'Decision on basal insulin if fasting glucose stays above 250',
            'Eye examination and diabetes education',
          ),
          text(
            `${They} ${has} chosen Hillcrest for ${their} further care and can be reached by telephone in the evening.`,
          ),
          signature(signer(context)),
        ],
      },
    ];
  },
};

export const postpartumReferral: LetterKind = {
  type: TYPE.referral,
  senders: [SENDERS.obstetrics],
  fits: { gender: 'female', minAge: 20, maxAge: 44 },
  toReferrals,
  write: (context) => [
    {
      blocks: [
        letterhead(context),
        text(context.dates.today),
        text('To: Hillcrest Family Medicine, Referrals'),
        regarding(context),
        text('Dear colleague,'),
        text(
          `Your patient delivered a healthy girl at 38 weeks on ${context.dates.daysAgo(between(context.random, 38, 44))} ` +
            'after induction for preeclampsia without severe features. Platelets and transaminases stayed normal.',
        ),
        text(
          'At her six-week visit her blood pressure was 138/88 on nifedipine ER 30 mg. The urine protein to creatinine ' +
            'ratio has fallen to 0.2. She is breastfeeding. Her Edinburgh score was 6.',
        ),
        text('I would be grateful if you could take over the following:'),
        list(
          'Blood pressure in two weeks and taper of nifedipine if below 130/80 at home',
          'Basic metabolic panel and urine albumin at three months',
          'Her cardiovascular risk: preeclampsia doubles it, and her mother has hypertension',
          'Low-dose aspirin from 12 weeks in any further pregnancy',
        ),
        text('Contraception: levonorgestrel intrauterine device, placed at the visit.'),
        signature(signer(context), 'Obstetrics and gynecology'),
      ],
    },
  ],
};

export const asthmaFollowUp: LetterKind = {
  type: TYPE.referral,
  senders: [SENDERS.hospital, SENDERS.urgentCare],
  fits: { minAge: 5, maxAge: 17 },
  toReferrals,
  write: (context) => {
    const { age, person, They, their, they, was, has } = wordsFor(context);
    return [
      {
        blocks: [
          letterhead(context),
          title('Referral for follow-up: asthma'),
          regarding(context),
          text(
            `This ${age}-year-old ${person} came with wheezing and a cold for two days. Respiratory rate 32, saturation 93 % on ` +
              'room air, retractions. After three doses of albuterol and ipratropium and dexamethasone 0.6 mg/kg ' +
              `${they} ${was} comfortable, 98 %, and went home after four hours.`,
          ),
          text(
            `${They} ${has} had two courses of oral steroids this year and use${they === 'they' ? '' : 's'} albuterol three times a week.`,
          ),
          heading('Please'),
          list(
            'See within five days and listen again',
            'Consider a daily inhaled steroid: symptoms are not controlled',
            'Check inhaler and spacer technique, write an asthma action plan for school',
            `Influenza vaccine if ${their} record shows none this season`,
          ),
          signature(signer(context), 'Pediatric urgent care'),
        ],
      },
      {
        blocks: [
          continued(context, 'asthma referral', 2),
          title('Given and prescribed'),
          {
            kind: 'table',
            widths: [0.4, 0.3, 0.3],
            rows: [
              ['Medication', 'Dose', 'When'],
              ['Albuterol and ipratropium, nebulized', '2.5 mg / 0.5 mg', 'three times'],
              ['Dexamethasone, oral', '0.6 mg/kg', 'once'],
              ['Albuterol inhaler with spacer (home)', '2 puffs', 'every 4 hours, 2 days'],
              ['Dexamethasone, oral (home)', '0.6 mg/kg', 'once, tomorrow'],
            ],
          },
          text('No known allergies. Weight and height are on the triage sheet, available on request.'),
        ],
      },
    ];
  },
};
