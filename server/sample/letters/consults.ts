import { TYPE } from '../documentTypes.ts';
import { gap, heading, list, numbered, text, title } from '../paper/page.ts';
import { pick } from '../random.ts';
import { SENDERS } from '../senders.ts';
import { identity, type LetterKind, letterhead, regarding, signature, signer, wordsFor } from './letter.ts';

/** Specialists who report back. */

export const orthopedicConsult: LetterKind = {
  type: TYPE.consult,
  senders: [SENDERS.orthopedics],
  fits: { minAge: 50 },
  toReferrals: true,
  write: (context) => {
    const { They, their, is, them, s } = wordsFor(context);
    const side = pick(context.random, ['right', 'left']);
    return [
      {
        blocks: [
          letterhead(context),
          text(context.dates.today),
          regarding(context),
          text('Dear Dr. Khan,'),
          text(
            `I saw your patient about ${their} ${side} knee. There is medial joint line tenderness, a small effusion and ` +
              'flexion to 110 degrees. Standing radiographs show medial compartment osteoarthritis, Kellgren-Lawrence grade 3.',
          ),
          text(
            `We injected triamcinolone 40 mg with lidocaine today. ${They} should continue physical therapy for quadriceps ` +
              `strength. If pain returns within three months I would discuss a partial knee replacement with ${them}.`,
          ),
          text(`${They} ${is} on warfarin: please check an INR next week and avoid NSAIDs.`, 'bold'),
          text(
            `${They} walk${s} without a cane and ${is} content with this plan. I will see ${them} again in three months.`,
          ),
          gap(4),
          text('Yours sincerely,'),
          signature(signer(context), 'Orthopedic surgery'),
          text(`Seen ${context.dates.daysAgo(1)}. Dictated and not read, to avoid delay.`, 'small'),
        ],
      },
    ];
  },
};

export const cardiologyConsult: LetterKind = {
  type: TYPE.consult,
  senders: [SENDERS.cardiology],
  fits: { minAge: 55, maxAge: 79 },
  toReferrals: true,
  write: (context) => {
    const { age, person, They, Their, they, has, is, sex } = wordsFor(context);
    // One each for hypertension, from 65 on and for women, two from 75 on.
    const strokeScore = 1 + (age >= 75 ? 2 : Number(age >= 65)) + Number(sex === 'F');
    return [
      {
        blocks: [
          letterhead(context),
          title('Consultation: atrial fibrillation'),
          identity(context, ['Visit', context.dates.daysAgo(1)]),
          heading('History'),
          text(
            `${age}-year-old ${person} with palpitations for six weeks. A 14-day monitor shows paroxysmal atrial fibrillation, ` +
              'burden 7 %, longest episode nine hours, rates up to 142. No syncope, no chest pain. Hypertension; no diabetes, ' +
              `no stroke. ${Their} CHA2DS2-VASc score is ${strokeScore}.`,
          ),
          heading('Examination'),
          text(
            'Blood pressure 136/82, pulse 74 regular. No murmur, no edema, lungs clear. Weight unchanged.',
          ),
          heading('Echocardiogram'),
          text('Ejection fraction 60 %. Left atrium mildly enlarged at 41 mm. No significant valve disease.'),
          heading('Assessment and plan'),
          numbered(
            'Paroxysmal atrial fibrillation, symptomatic. Apixaban 5 mg twice daily started today; aspirin stopped.',
            'Rate control with metoprolol succinate 50 mg daily.',
            `${They} ${is} a candidate for ablation if symptoms go on; ${they} ${has} the leaflet.`,
            'Please repeat creatinine and hemoglobin in one month, TSH now.',
            'Return in eight weeks with a repeat monitor.',
          ),
          signature(signer(context), 'Cardiovascular disease'),
        ],
      },
    ];
  },
};

export const skinConsult: LetterKind = {
  type: TYPE.consult,
  senders: [SENDERS.dermatology],
  fits: { minAge: 45 },
  toReferrals: true,
  write: (context) => {
    const { age, person, They, s } = wordsFor(context);
    return [
      {
        blocks: [
          letterhead(context),
          text(context.dates.today),
          regarding(context),
          text('Dear Dr. Khan,'),
          text(
            `Thank you for sending this ${age}-year-old ${person} with a spot on the left temple that has bled twice. There is a ` +
              'pearly papule of 6 mm with arborizing vessels on dermoscopy, and several rough patches on the scalp and hands.',
          ),
          heading('Impression'),
          numbered(
            'Nodular basal cell carcinoma, left temple: shave biopsy done today.',
            'Actinic keratoses, five: cryotherapy, two cycles each.',
          ),
          heading('Plan'),
          list(
            'Mohs surgery if the biopsy confirms it; the patient will be called with the result within ten days',
            'Sun protection, broad-brimmed hat; nicotinamide 500 mg twice daily was offered',
            'Whole skin examination here every six months',
          ),
          text(`${They} take${s} aspirin, which need not be stopped for surgery.`),
          text('With kind regards,'),
          signature(signer(context), 'Dermatology'),
        ],
      },
    ];
  },
};

export const nerveConsult: LetterKind = {
  type: TYPE.consult,
  senders: [SENDERS.neurology],
  fits: { minAge: 30, maxAge: 75 },
  toReferrals: true,
  write: (context) => {
    const { age, person, They, has } = wordsFor(context);
    const hand = pick(context.random, ['right', 'left']);
    return [
      {
        blocks: [
          letterhead(context),
          title('Consultation and nerve conduction study'),
          identity(context, ['Visit', context.dates.daysAgo(2)]),
          heading('History'),
          text(
            `${age}-year-old ${person} with numbness of the ${hand} thumb, index and middle finger at night for five months. ${They} ${has} begun to drop things.`,
          ),
          heading('Examination'),
          text(
            'Phalen and Tinel signs positive. Thenar bulk kept, abduction of the thumb 4+/5. Neck movements free, reflexes equal.',
          ),
          heading('Nerve conduction'),
          {
            kind: 'table',
            look: 'grid',
            widths: [0.4, 0.2, 0.2, 0.2],
            bold: [1, 2],
            rows: [
              [`Nerve, ${hand}`, 'Latency (ms)', 'Velocity (m/s)', 'Limit'],
              ['Median, motor to APB', '5.1', '52', '4.4 ms'],
              ['Median, sensory to index', '4.2', '38', '3.6 ms'],
              ['Ulnar, motor to ADM', '2.9', '57', '3.3 ms'],
              ['Ulnar, sensory to little finger', '2.8', '55', '3.1 ms'],
            ],
          },
          heading('Impression and plan'),
          numbered(
            `Moderate carpal tunnel syndrome, ${hand}, without denervation.`,
            'Neutral wrist splint at night for six weeks.',
            'Please check TSH and HbA1c if not done this year.',
            'Steroid injection or release if no better; I would be glad to refer.',
          ),
          signature(signer(context), 'Neurology'),
        ],
      },
    ];
  },
};
