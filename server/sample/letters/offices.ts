import { TYPE } from '../documentTypes.ts';
import {
  bar,
  blanks,
  checks,
  fields,
  gap,
  heading,
  list,
  type Page,
  rule,
  text,
  title,
} from '../paper/page.ts';
import { between, digits, pick } from '../random.ts';
import { SENDERS } from '../senders.ts';
import {
  continued,
  type LetterContext,
  type LetterKind,
  letterhead,
  signature,
  signer,
  wordsFor,
} from './letter.ts';

/** Requests for records, forms of schools and home care, and notes by hand. */

export const recordsRequest: LetterKind = {
  type: TYPE.records,
  senders: [SENDERS.recordsService, SENDERS.formerClinic],
  fits: { minAge: 18 },
  write: (context) => {
    const { name, birthDate } = wordsFor(context);
    const { random, dates } = context;
    return [
      {
        blocks: [
          letterhead(context),
          title('Request for medical records'),
          fields(
            ['Request', `VR-${digits(random, 6)}`],
            ['Date', dates.today],
            ['Patient', name],
            ['Date of birth', birthDate],
          ),
          text('Please release for continuing care:'),
          checks(
            [
              'Office notes of the last two years',
              'Laboratory results',
              'Imaging reports',
              'Vaccination record',
              'Entire chart',
              'Billing records',
            ],
            [0, 1, 3],
            2,
          ),
          text(`Covering ${dates.daysAgo(730)} to ${dates.today}.`),
          rule,
          heading('Authorization of the patient'),
          text(
            'I authorize the release of the records named above. I may revoke this in writing at any time. It ends one year from today. I understand that records that have been released may no longer be protected.',
          ),
          {
            kind: 'signature',
            hand: `${context.patient.given[0]} ${context.patient.family}`,
            name: 'Signature of the patient',
            detail: dates.daysAgo(3),
          },
          text('Please send by fax to the number above within 15 days.'),
        ],
      },
    ];
  },
};

/** A patient who wrote it at home. */
export const privateRequest: LetterKind = {
  type: TYPE.records,
  senders: [SENDERS.privatePerson],
  fits: { minAge: 25, maxAge: 60 },
  write: (context) => {
    const { name, birthDate } = wordsFor(context);
    return [
      {
        blocks: [
          title('Request for medical records'),
          text('To: Hillcrest Family Medicine, records'),
          fields(['Patient', name], ['Date of birth', birthDate]),
          text('Please release the following:'),
          checks(['Office notes of the last two years', 'Laboratory results', 'Imaging reports'], [0, 1]),
          text('moving to Portland, new doctor needs these before my visit. thank you!', 'handwriting'),
          gap(10),
          text(
            `${context.patient.given[0]} ${context.patient.family}   ${context.dates.today}`,
            'handwriting',
          ),
        ],
      },
    ];
  },
};

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
            ].map(evenly),
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

/** Cells without a width share what is left of the row. */
function evenly<T extends { readonly width?: number }>(cells: readonly T[]): T[] {
  const given = cells.reduce((sum, { width = 0 }) => sum + width, 0);
  const open = cells.filter(({ width }) => width === undefined).length;
  return cells.map((cell) => ({ ...cell, width: cell.width ?? (1 - given) / open }));
}

/** A page from a pad, written by a nurse or at home. */
export const handwrittenNote: LetterKind = {
  type: TYPE.administrative,
  senders: [SENDERS.schoolNurse],
  fits: { maxAge: 17 },
  write: (context) => {
    const { birthDate, they } = wordsFor(context);
    return [
      {
        blocks: [
          text(context.dates.today, 'handwriting'),
          text('Dear Dr. Khan,', 'handwriting'),
          text(
            `${context.patient.given.join(' ')} ${context.patient.family} (born ${birthDate}) has used the inhaler`,
            'handwriting',
          ),
          text(
            `${between(context.random, 3, 4)} times at school this week, twice after gym. Today`,
            'handwriting',
          ),
          text(
            `${they} coughed through the whole morning. Peak flow ${between(context.random, 180, 215)}.`,
            'handwriting',
          ),
          text('Mother asks if the dose should change. Could you', 'handwriting'),
          text('call her, and send us a new action plan?', 'handwriting'),
          gap(12),
          text('Janet Kowal, school nurse, 415 555 0195', 'handwriting'),
        ],
      },
    ];
  },
};

/** A letter that went to another practice first, which stamped it and passed it on. */
export function stampedAndPassedOn(
  pages: readonly Page[],
  { dates }: Pick<LetterContext, 'dates'>,
): readonly Page[] {
  const overlays: Page['overlays'] = [
    { kind: 'stamp', lines: ['RECEIVED', dates.today, 'EASTGATE ORTHO'], x: 408, y: 72, angle: -9 },
    { kind: 'note', lines: ['not our pt: pls', 'forward to PCP'], x: 350, y: 668, angle: -5 },
  ];
  return pages.map((page, index) => (index === 0 ? { ...page, overlays } : page));
}
