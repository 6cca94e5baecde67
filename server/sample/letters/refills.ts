import { TYPE } from '../documentTypes.ts';
import { blanks, checks, gap, heading, rule, text, title } from '../paper/page.ts';
import { between, digits, pick, pickSome } from '../random.ts';
import { SENDERS } from '../senders.ts';
import { identity, type LetterKind, letterhead, wordsFor } from './letter.ts';

/** Pharmacies that ask for more of a medicine. */

interface Drug {
  readonly name: string;
  readonly directions: string;
  readonly quantity: number;
  /** How long that lasts. */
  readonly days: number;
}

const DRUGS: readonly Drug[] = [
  { name: 'Lisinopril 20 mg tablet', directions: 'Take 1 tablet by mouth daily', quantity: 90, days: 90 },
  {
    name: 'Metformin ER 500 mg tablet',
    directions: 'Take 2 tablets by mouth with supper',
    quantity: 180,
    days: 90,
  },
  {
    name: 'Atorvastatin 40 mg tablet',
    directions: 'Take 1 tablet by mouth at bedtime',
    quantity: 90,
    days: 90,
  },
  {
    name: 'Levothyroxine 75 mcg tablet',
    directions: 'Take 1 tablet by mouth daily on an empty stomach',
    quantity: 90,
    days: 90,
  },
  { name: 'Amlodipine 5 mg tablet', directions: 'Take 1 tablet by mouth daily', quantity: 90, days: 90 },
  { name: 'Sertraline 50 mg tablet', directions: 'Take 1 tablet by mouth daily', quantity: 30, days: 30 },
  {
    name: 'Omeprazole 20 mg capsule',
    directions: 'Take 1 capsule by mouth before breakfast',
    quantity: 30,
    days: 30,
  },
  {
    name: 'Albuterol HFA 90 mcg inhaler',
    directions: 'Inhale 2 puffs every 4 to 6 hours as needed',
    quantity: 1,
    days: 30,
  },
  { name: 'Losartan 50 mg tablet', directions: 'Take 1 tablet by mouth daily', quantity: 90, days: 90 },
  {
    name: 'Gabapentin 300 mg capsule',
    directions: 'Take 1 capsule by mouth three times daily',
    quantity: 90,
    days: 30,
  },
];

const ANSWERS = [
  'Approved as written',
  'Approved with changes (write below)',
  'Denied: patient needs a visit',
  'Denied: medication stopped',
  'Denied: not our patient',
];

/** One medicine on the form of a neighbourhood pharmacy. */
export const refillRequest: LetterKind = {
  type: TYPE.refill,
  senders: [SENDERS.pharmacy],
  fits: { minAge: 30 },
  write: (context) => {
    const { random, dates } = context;
    const drug = pick(random, DRUGS);
    return [
      {
        blocks: [
          letterhead(context),
          { kind: 'title', text: 'REFILL REQUEST', centered: true },
          identity(
            context,
            ['Date', dates.today],
            ['Prescriber', 'M. Khan, MD'],
            ['Rx number', digits(random, 7)],
          ),
          rule,
          {
            kind: 'fields',
            rows: [
              ['Drug', drug.name],
              ['Directions', drug.directions],
              ['Quantity', String(drug.quantity)],
              ['Last filled', dates.daysAgo(drug.days + between(random, -6, 3))],
              ['Refills left', '0'],
            ],
          },
          rule,
          text('PRESCRIBER RESPONSE', 'bold'),
          checks(ANSWERS),
          text('Refills authorized:  0   1   2   3   PRN ______'),
          gap(6),
          blanks('Prescriber signature', 'Date'),
          text('Please answer by fax. Your patient is waiting for this medication.'),
        ],
        footer: `${context.sender.name}   Confidential health information`,
      },
    ];
  },
};

/** Several medicines in a grid, as mail-order pharmacies ask. */
export const mailOrderRefill: LetterKind = {
  type: TYPE.refill,
  senders: [SENDERS.mailPharmacy],
  fits: { minAge: 45 },
  write: (context) => {
    const { name, birthDate, their } = wordsFor(context);
    const { random } = context;
    const drugs = pickSome(
      random,
      DRUGS.filter(({ quantity }) => quantity >= 30),
      between(random, 2, 3),
    );
    return [
      {
        blocks: [
          letterhead(context),
          { kind: 'barcode', value: `PMP-${digits(random, 9)}` },
          title('Prescription renewal request'),
          {
            kind: 'form',
            rows: [
              [
                { label: 'MEMBER', value: name, width: 0.5 },
                { label: 'DATE OF BIRTH', value: birthDate, width: 0.22 },
                { label: 'MEMBER ID', value: `W${digits(random, 9)}`, width: 0.28 },
              ],
              [
                { label: 'PRESCRIBER', value: 'Mina Khan, MD', width: 0.5 },
                { label: 'REQUESTED', value: context.dates.today, width: 0.22 },
                { label: 'ANSWER BY', value: context.dates.daysAgo(-5), width: 0.28 },
              ],
            ],
          },
          text(
            `Your patient asked us to renew ${their} maintenance medication for home delivery. Please complete one row for each.`,
          ),
          {
            kind: 'table',
            look: 'grid',
            widths: [0.3, 0.31, 0.09, 0.15, 0.15],
            rows: [
              ['Medication', 'Directions', 'Qty', 'Approve', 'Deny'],
              // Mail order sends three months' worth.
              ...drugs.map((drug) => [
                drug.name,
                drug.directions,
                String((drug.quantity * 90) / drug.days),
                '[   ]  x ___',
                '[   ]',
              ]),
            ],
          },
          heading('Reason if denied'),
          checks(['Visit needed', 'No longer taking', 'Changed therapy', 'Not my patient'], [], 4),
          blanks('Prescriber signature (stamps are not accepted)', 'NPI', 'Date'),
          text('A faxed answer has to come from the prescriber’s office to be valid.', 'small'),
        ],
      },
    ];
  },
};

/** Something is wrong with a prescription that has just been sent. */
export const pharmacyQuestion: LetterKind = {
  type: TYPE.refill,
  senders: [SENDERS.pharmacy],
  fits: { minAge: 18 },
  write: (context) => {
    const { random } = context;
    return [
      {
        blocks: [
          letterhead(context),
          { kind: 'title', text: 'PRESCRIPTION CLARIFICATION', centered: true },
          identity(context, ['Date', context.dates.today], ['Prescriber', 'M. Khan, MD']),
          rule,
          text('Rx: Nitrofurantoin monohydrate 100 mg capsule, #10, 1 capsule twice daily for 5 days'),
          text('Question', 'bold'),
          checks(['Not covered', 'Interaction', 'Allergy on file', 'Dose', 'Out of stock', 'Other'], [2], 3),
          text(
            pick(random, [
              'Profile lists nitrofurantoin: rash, 2018. Please confirm or change.',
              'Pt states rash with Macrobid years ago. OK to fill?',
            ]),
            'handwriting',
          ),
          gap(10),
          text('ANSWER', 'bold'),
          blanks('New drug, dose, directions'),
          blanks('Prescriber signature', 'Date'),
        ],
      },
    ];
  },
};
