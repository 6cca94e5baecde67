import { TYPE } from '../documentTypes.ts';
import { bar, blanks, checks, heading, list, numbered, text } from '../paper/page.ts';
import { between, digits, pick } from '../random.ts';
import { SENDERS } from '../senders.ts';
import { continued, type LetterKind, letterhead, signature, signer, wordsFor } from './letter.ts';

/** Forms that others want filled in or signed: schools, home care, therapists. */

export const schoolForm: LetterKind = {
  type: TYPE.administrative,
  senders: [SENDERS.schoolNurse],
  fits: { maxAge: 13 },
  write: (context) => {
    const { name, birthDate } = wordsFor(context);
    return [
      {
        blocks: [
          letterhead(context),
          { kind: 'title', text: 'MEDICATION AT SCHOOL: AUTHORIZATION', centered: true },
          {
            kind: 'form',
            rows: [
              [
                { label: 'Student', value: name, width: 0.5 },
                { label: 'Date of birth', value: birthDate, width: 0.26 },
                { label: 'Grade', value: pick(context.random, ['1', '4', '6']), width: 0.24, byHand: true },
              ],
            ],
          },
          bar('Health care provider'),
          {
            kind: 'form',
            rows: [
              [{ label: 'Medication' }, { label: 'Dose and route' }],
              [{ label: 'Time or reason to give' }, { label: 'Possible side effects' }],
              [{ label: 'Diagnosis' }, { label: 'From / to' }],
            ],
          },
          checks(['Student may carry and use the inhaler alone', 'Student needs supervision'], [], 1),
          blanks('Provider signature', 'Date', 'Telephone'),
          bar('Parent or guardian'),
          text(
            'I ask that school staff give this medication as ordered and talk with the provider about it.',
          ),
          {
            kind: 'signature',
            hand: `Mrs. ${context.patient.family}`,
            name: 'Parent or guardian',
            detail: context.dates.daysAgo(1),
          },
          text('Needs to be back before field trip on Friday. Thanks, J. Kowal RN', 'handwriting'),
        ],
      },
    ];
  },
};

export const homeHealthPlan: LetterKind = {
  type: TYPE.administrative,
  senders: [SENDERS.homeCare],
  fits: { minAge: 65 },
  write: (context) => {
    const { name, birthDate, sex } = wordsFor(context);
    const { dates, random } = context;
    return [
      {
        blocks: [
          letterhead(context),
          { kind: 'title', text: 'HOME HEALTH CERTIFICATION AND PLAN OF CARE', centered: true },
          {
            kind: 'form',
            rows: [
              [
                { label: '1. Start of care', value: dates.daysAgo(5) },
                {
                  label: '2. Certification period',
                  value: `${dates.daysAgo(5)} - ${dates.daysAgo(-55)}`,
                  width: 0.42,
                },
                { label: '3. Record no.', value: digits(random, 6) },
              ],
              [
                { label: '4. Patient', value: name, width: 0.55 },
                { label: '5. Date of birth', value: birthDate, width: 0.27 },
                { label: '6. Sex', value: sex, width: 0.18 },
              ],
              [
                {
                  label: '7. Principal diagnosis',
                  value: 'I50.32 Chronic diastolic heart failure',
                  width: 0.7,
                },
                { label: 'Onset', value: '2022', width: 0.3 },
              ],
              [{ label: '8. Other', value: 'I10 Hypertension; Z91.81 History of falling' }],
            ],
          },
          heading('9. Medication'),
          text(
            'Furosemide 40 mg PO daily (C); lisinopril 10 mg PO daily (U); metoprolol succinate 50 mg PO daily (U); potassium chloride 20 mEq PO daily (N).',
          ),
          heading('10. Functional limitations and activities'),
          checks(
            ['Endurance', 'Ambulation', 'Hearing', 'Up as tolerated', 'Walker', 'Cane'],
            [0, 1, 3, 4],
            3,
          ),
          heading('11. Mental status'),
          checks(['Oriented', 'Forgetful', 'Depressed', 'Anxious'], [0], 4),
        ],
        footer: 'Page 1 of 2',
      },
      {
        blocks: [
          continued(context, 'Plan of care', 2),
          heading('12. Orders'),
          list(
            'Skilled nursing 2 x week for 4 weeks, 1 x week for 5 weeks: weight, edema, vital signs, medication teaching',
            'Physical therapy 2 x week for 4 weeks: gait, balance, home safety',
            'Call for weight gain above 3 lb in a day or 5 lb in a week, systolic below 90 or above 160',
          ),
          heading('13. Goals'),
          text(
            'No admission for heart failure in the period. Walks 150 feet with walker. Names two warning signs.',
          ),
          {
            kind: 'box',
            text: 'I certify that this patient is confined to the home and needs intermittent skilled nursing care and physical therapy. The patient is under my care, and I have authorized the services on this plan of care and will periodically review it. A face-to-face visit took place on the date below.',
          },
          blanks('Physician signature', 'Date of visit', 'Date signed'),
          signature(signer(context), 'Agency nurse, verbal order read back'),
        ],
        footer: 'Page 2 of 2',
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
