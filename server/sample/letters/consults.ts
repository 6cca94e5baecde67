import { TYPE } from '../documentTypes.ts';
import { gap, heading, list, numbered, type Page, text, title } from '../paper/page.ts';
import { between, pick } from '../random.ts';
import { SENDERS } from '../senders.ts';
import {
  continued,
  identity,
  type LetterContext,
  type LetterKind,
  letterhead,
  regarding,
  signature,
  signer,
  wordsFor,
} from './letter.ts';

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

export const physicalTherapyPlan: LetterKind = {
  type: TYPE.administrative,
  senders: [SENDERS.physiotherapy],
  fits: { minAge: 18 },
  write: (context) => {
    const { name, birthDate, They, has } = wordsFor(context);
    return [
      {
        blocks: [
          letterhead(context),
          { kind: 'title', text: 'PLAN OF CARE: SIGNATURE NEEDED', centered: true },
          {
            kind: 'form',
            rows: [
              [
                { label: 'Patient', value: name, width: 0.5 },
                { label: 'Date of birth', value: birthDate, width: 0.25 },
                { label: 'Start of care', value: context.dates.daysAgo(4), width: 0.25 },
              ],
              [
                { label: 'Diagnosis', value: 'M54.50 Low back pain', width: 0.5 },
                { label: 'Referring provider', value: 'M. Khan, MD', width: 0.5 },
              ],
            ],
          },
          heading('Findings'),
          text(
            `Lumbar flexion limited to 50 %, pain 6/10 at end range. Straight leg raise negative. Oswestry score ${between(context.random, 34, 46)} %. ` +
              `${They} ${has} difficulty sitting for more than 20 minutes and lifting more than 10 pounds.`,
          ),
          heading('Goals in 6 weeks'),
          numbered(
            'Oswestry score below 20 %',
            'Sits 60 minutes with pain at most 2/10',
            'Lifts 25 pounds from floor to waist with correct mechanics',
            'Independent with the home program',
          ),
          heading('Treatment'),
          text(
            'Twice a week for 6 weeks: therapeutic exercise (97110), manual therapy (97140), neuromuscular re-education (97112).',
          ),
          {
            kind: 'box',
            text: 'I certify the need for these services furnished under this plan of care while under my care.',
          },
          { kind: 'blanks', labels: ['Provider signature', 'NPI', 'Date'] },
          signature(signer(context)),
        ],
      },
    ];
  },
};

export const colonoscopy: LetterKind = {
  type: TYPE.procedure,
  senders: [SENDERS.gastroenterology],
  fits: { minAge: 45 },
  write: (context) => [
    {
      blocks: [
        letterhead(context),
        title('Colonoscopy report'),
        identity(context, ['Procedure date', context.dates.daysAgo(2)], ['Referred by', 'M. Khan, MD']),
        heading('Indication'),
        text('Screening, average risk. Last examination ten years ago, normal.'),
        heading('Procedure'),
        text(
          'Informed consent was obtained. Propofol by anesthesia. The colonoscope was passed to the cecum, identified by the ' +
            'appendiceal orifice and ileocecal valve. Bowel preparation: Boston score 8 (3-3-2). Withdrawal time 11 minutes.',
        ),
        heading('Findings'),
        numbered(
          'Ascending colon: 6 mm sessile polyp, removed with a cold snare, retrieved.',
          'Sigmoid colon: 4 mm sessile polyp, removed with a cold snare, retrieved.',
          'Sigmoid diverticulosis, mild, without inflammation.',
          'Small internal hemorrhoids on retroflexion.',
        ),
        heading('Recommendations'),
        numbered(
          'Await pathology; we will write to the patient.',
          'If both are tubular adenomas, repeat in seven years.',
          'High-fiber diet. Aspirin may be resumed today.',
        ),
        signature(signer(context), 'Gastroenterology'),
      ],
    },
  ],
};

function pathologyPages(context: LetterContext): readonly Page[] {
  const number = `S${context.dates.isoToday.slice(2, 4)}-${between(context.random, 10_000, 29_999)}`;
  return [
    {
      blocks: [
        letterhead(context),
        title('Surgical pathology report'),
        identity(
          context,
          ['Accession', number],
          ['Collected', context.dates.daysAgo(5)],
          ['Ordered by', 'A. Deshmukh, MD'],
        ),
        heading('Specimens'),
        numbered('Ascending colon polyp', 'Sigmoid colon polyp'),
        heading('Diagnosis'),
        text('1. Ascending colon, polypectomy: TUBULAR ADENOMA. Negative for high-grade dysplasia.', 'bold'),
        text('2. Sigmoid colon, polypectomy: HYPERPLASTIC POLYP.', 'bold'),
        heading('Gross description'),
        text(
          'Specimen 1, in formalin, is a single fragment of tan mucosa of 0.6 x 0.4 x 0.2 cm, entirely submitted in cassette 1A. ' +
            'Specimen 2, in formalin, is a single fragment of tan-pink mucosa of 0.4 x 0.3 x 0.1 cm, entirely submitted in 2A.',
        ),
        heading('Microscopic description'),
        text('Sections were examined at several levels. The findings support the diagnosis above.'),
        signature(signer(context), 'Anatomic pathology. Electronically signed.'),
      ],
      footer: 'Northside Diagnostics, laboratory director N. Petrosyan, MD',
    },
  ];
}

export const pathology: LetterKind = {
  type: TYPE.pathology,
  senders: [SENDERS.laboratory],
  fits: { minAge: 45 },
  write: pathologyPages,
};

export const electrocardiogram: LetterKind = {
  type: TYPE.ekg,
  senders: [SENDERS.cardiology, SENDERS.hospital],
  fits: { minAge: 30 },
  write: (context) => {
    const rate = between(context.random, 58, 88);
    return [
      {
        blocks: [
          letterhead(context),
          title('12-lead electrocardiogram'),
          identity(
            context,
            ['Recorded', context.dates.daysAgo(1)],
            ['Rate', `${rate} / min`],
            ['PR', '164 ms'],
            ['QRS', '92 ms'],
            ['QTc', '421 ms'],
            ['Axis', '35 degrees'],
          ),
          { kind: 'ecg', rate },
          text('25 mm/s   10 mm/mV   0.05-150 Hz', 'small'),
          text('Sinus rhythm. No ST segment change, no pathological Q waves. Normal ECG.', 'bold'),
          signature(signer(context), 'Read and confirmed'),
        ],
      },
      {
        blocks: [
          continued(context, 'ECG', 2),
          heading('Comparison'),
          text('No change from the tracing of two years ago.'),
          heading('Measurements'),
          {
            kind: 'table',
            look: 'grid',
            widths: [0.4, 0.3, 0.3],
            rows: [
              ['', 'This tracing', 'Earlier tracing'],
              ['Rate', `${rate}`, `${rate + 3}`],
              ['PR interval', '164 ms', '160 ms'],
              ['QRS duration', '92 ms', '90 ms'],
              ['QT / QTc', '388 / 421 ms', '384 / 418 ms'],
              ['P-R-T axes', '48 / 35 / 41', '50 / 33 / 44'],
            ],
          },
        ],
      },
    ];
  },
};
