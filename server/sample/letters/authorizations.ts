import { TYPE } from '../documentTypes.ts';
import { bar, blanks, checks, heading, list, type Page, text, title } from '../paper/page.ts';
import { digits, pick } from '../random.ts';
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

/** Prior authorizations: what insurers decided, and the forms to ask them. */

const SERVICES = [
  'CT abdomen and pelvis with contrast (74177), outpatient',
  'MRI lumbar spine without contrast (72148), outpatient',
  'Polysomnography, attended (95810)',
  'Physical therapy, 12 visits (97110)',
] as const;

export const authorizationNotice: LetterKind = {
  type: TYPE.priorAuthorization,
  senders: [SENDERS.insurer],
  fits: { minAge: 18 },
  write: (context) => {
    const { name, birthDate } = wordsFor(context);
    const { random, dates } = context;
    return [
      {
        blocks: [
          letterhead(context),
          title('Notice of prior authorization'),
          {
            kind: 'fields',
            rows: [
              ['Date', dates.today],
              ['Reference', `88-${digits(random, 6)}`],
              ['Member', name],
              ['Date of birth', birthDate],
              ['Requested by', 'Mina Khan, MD'],
              ['Service', pick(random, SERVICES)],
              ['Decision', 'APPROVED'],
              ['Valid', `${dates.today} to ${dates.daysAgo(-90)}`],
            ],
          },
          text(
            'This authorization is not a guarantee of payment. Benefits are subject to eligibility on the date of service and to the terms of the member’s plan.',
          ),
          text(
            'Please give the reference number to the facility when the appointment is made. A change of service, place or date needs a new request.',
          ),
          signature(signer(context), 'Utilization management'),
        ],
      },
      appealRights(context),
    ];
  },
};

export const authorizationDenial: LetterKind = {
  type: TYPE.priorAuthorization,
  senders: [SENDERS.insurer, SENDERS.healthPlan],
  fits: { minAge: 18 },
  write: (context) => {
    const { name, birthDate } = wordsFor(context);
    const { random, dates } = context;
    return [
      {
        blocks: [
          letterhead(context),
          title('Notice of adverse determination'),
          {
            kind: 'fields',
            rows: [
              ['Date', dates.today],
              ['Reference', `88-${digits(random, 6)}`],
              ['Member', name],
              ['Date of birth', birthDate],
              ['Service', 'Semaglutide 0.5 mg subcutaneous, weekly'],
              ['Decision', 'NOT APPROVED'],
            ],
          },
          heading('Why'),
          text(
            'The records sent do not show a trial of, or a reason not to use, metformin at the highest tolerated dose for at least 90 days (policy Rx-114, section 3).',
          ),
          heading('What you can do'),
          list(
            'Send chart notes that show the trial, and we will look at the request again within 72 hours.',
            `Ask for a peer-to-peer conversation before ${dates.daysAgo(-10)}.`,
            `Appeal in writing before ${dates.daysAgo(-180)}.`,
          ),
          signature(signer(context), 'Pharmacy review'),
        ],
      },
      appealRights(context),
    ];
  },
};

function appealRights(context: LetterContext): Page {
  return {
    blocks: [
      continued(context, 'Notice', 2),
      title('Your rights'),
      text(
        'If you disagree with a decision you, your patient or a person your patient chooses may ask for a review within 180 days. A review is free of charge.',
      ),
      text(
        'A review is decided within 30 days, or within 72 hours if waiting could harm the patient’s health. A physician who had no part in the first decision decides it.',
      ),
      text(
        'A peer-to-peer conversation with our medical director can be arranged by telephone on working days from 8 to 5.',
      ),
      text('If the review is denied, your patient may ask the state for an independent medical review.'),
    ],
    footer: `${context.sender.name}   Nondiscrimination notice and language assistance: see our web site`,
  };
}

/** A form of check-boxes for the clinic to fill in. */
export const authorizationForm: LetterKind = {
  type: TYPE.priorAuthorization,
  senders: [SENDERS.healthPlan, SENDERS.insurer],
  fits: { minAge: 25 },
  write: (context) => {
    const { name, birthDate } = wordsFor(context);
    const { random, dates } = context;
    const drug = pick(random, [
      'Apixaban 5 mg tablet',
      'Empagliflozin 10 mg tablet',
      'Adalimumab 40 mg/0.4 mL pen',
      'Erenumab 70 mg/mL autoinjector',
    ]);
    return [
      {
        blocks: [
          letterhead(context),
          { kind: 'title', text: 'PRIOR AUTHORIZATION REQUEST: PRESCRIPTION DRUG', centered: true },
          checks(
            ['Standard (72 hours)', 'Expedited (24 hours): delay could endanger life or health'],
            [0],
            2,
          ),
          bar('1. Member'),
          {
            kind: 'form',
            rows: [
              [
                { label: 'Member name', value: name, width: 0.5 },
                { label: 'Date of birth', value: birthDate, width: 0.22 },
                { label: 'Member ID', value: digits(random, 9), width: 0.28 },
              ],
            ],
          },
          bar('2. Prescriber'),
          {
            kind: 'form',
            rows: [
              [{ label: 'Name', value: 'Mina Khan, MD' }, { label: 'NPI' }, { label: 'Specialty' }],
              [
                { label: 'Contact person' },
                { label: 'Phone', value: '415 555 0199' },
                { label: 'Fax', value: '415 555 0100' },
              ],
            ],
          },
          bar('3. Medication'),
          {
            kind: 'form',
            rows: [
              [
                { label: 'Drug and strength', value: drug, width: 0.46 },
                { label: 'Directions', width: 0.34 },
                { label: 'Quantity / 30 days', width: 0.2 },
              ],
              [
                { label: 'Diagnosis', width: 0.7 },
                { label: 'ICD-10', width: 0.3 },
              ],
            ],
          },
          checks(['New therapy', 'Continuation', 'Samples given', 'Hospital discharge'], [], 4),
          bar('4. Tried before'),
          {
            kind: 'table',
            look: 'grid',
            widths: [0.4, 0.3, 0.3],
            rows: [
              ['Drug', 'From / to', 'Result'],
              [' ', '', ''],
              [' ', '', ''],
            ],
          },
          blanks('Prescriber signature', 'Date'),
        ],
        footer: `Form PA-17   Received ${dates.today} from the pharmacy   Return by fax`,
      },
    ];
  },
};
