import { TYPE } from '../documentTypes.ts';
import { type Block, fields, heading, list, numbered, type Page, text, title } from '../paper/page.ts';
import { between, pick, pickSome, type Random } from '../random.ts';
import { SENDERS } from '../senders.ts';
import {
  continued,
  type Fits,
  fitsPatient,
  identity,
  type LetterContext,
  type LetterKind,
  letterhead,
  signature,
  signer,
  wordsFor,
} from './letter.ts';

import { EMERGENCY_VISITS, STAYS } from './stays.ts';

/** Stays in hospital, and whole charts. */

export const dischargeSummary: LetterKind = {
  type: TYPE.discharge,
  senders: [SENDERS.hospital],
  fits: { minAge: 60 },
  write: (context) => {
    const { age, person } = wordsFor(context);
    const stay = pick(context.random, fitting(STAYS, context));
    const changed = stay.medication.flatMap(([, , change], at) => (change === 'unchanged' ? [] : [at + 1]));
    return [
      {
        blocks: [
          letterhead(context),
          title('Discharge summary'),
          identity(
            context,
            ['Admitted', context.dates.daysAgo(between(context.random, 5, 7))],
            ['Discharged', context.dates.daysAgo(1)],
            ['Primary care', 'M. Khan, MD'],
          ),
          heading('Diagnoses'),
          list(...stay.diagnoses),
          heading('Course'),
          text(`${age}-year-old ${person} admitted with ${stay.admittedWith}. ${stay.course}`),
          text(stay.atDischarge),
          heading('Pending at discharge'),
          text('None.'),
        ],
      },
      {
        blocks: [
          continued(context, 'Discharge summary', 2),
          heading('Medication at discharge'),
          {
            kind: 'table',
            look: 'grid',
            widths: [0.38, 0.34, 0.28],
            bold: changed,
            rows: [['Medication', 'Directions', 'Change'], ...stay.medication],
          },
          heading('For the primary care office'),
          list(...stay.forPrimaryCare),
          signature(signer(context), 'Hospital medicine'),
        ],
      },
    ];
  },
};

export const emergencyVisit: LetterKind = {
  type: TYPE.discharge,
  senders: [SENDERS.hospital, SENDERS.urgentCare],
  fits: { minAge: 16 },
  write: (context) => {
    const { age, person } = wordsFor(context);
    const { random, dates } = context;
    const visit = pick(random, fitting(EMERGENCY_VISITS, context));
    return [
      {
        blocks: [
          letterhead(context),
          title('Emergency visit summary'),
          identity(
            context,
            ['Arrived', `${dates.daysAgo(1)} ${between(random, 14, 21)}:${between(random, 10, 55)}`],
            ['Left', 'home'],
            ['Primary care', 'M. Khan, MD'],
          ),
          heading('History'),
          text(`${age}-year-old ${person} ${visit.story}`),
          heading('Findings'),
          text(visit.findings),
          heading('Diagnosis'),
          text(visit.diagnosis, 'bold'),
          heading('Treatment and plan'),
          list(...visit.plan),
          text(visit.told),
          signature(signer(context)),
        ],
      },
    ];
  },
};

function fitting<T extends { readonly fits: Fits }>(
  list: readonly T[],
  { patient, dates }: LetterContext,
): T[] {
  return list.filter(({ fits }) => fitsPatient(fits, patient, dates.isoToday));
}

interface Visit {
  readonly reason: string;
  readonly history: string;
  readonly finding: string;
  readonly plan: readonly string[];
}

const visit = (reason: string, history: string, finding: string, ...plan: readonly string[]): Visit => ({
  reason,
  history,
  finding,
  plan,
});

const VISITS: readonly Visit[] = [
  visit(
    'Annual physical examination',
    'No complaints. Walks daily, does not smoke, two glasses of wine a week.',
    'Well. Skin without suspicious lesions. Abdomen soft, no masses.',
    'Screening is up to date',
    'Influenza vaccine given',
    'Lipids and A1c today',
  ),
  visit(
    'Hypertension, follow-up',
    'Home readings 130 to 140 over 80 to 85. No dizziness, no ankle swelling.',
    'No carotid bruit. Fundi not seen. Trace edema of both ankles.',
    'Amlodipine raised to 10 mg',
    'Basic metabolic panel',
    'Return in four weeks with the home log',
  ),
  visit(
    'Upper respiratory infection',
    'Cough and runny nose for four days, no fever, no dyspnea. Two contacts at home are ill.',
    'Pharynx red without exudate. Ears normal. Lungs clear.',
    'Rapid strep and influenza tests negative',
    'Fluids, honey, saline',
    'Return if fever or short of breath',
  ),
  visit(
    'Low back pain',
    'Started after lifting a box. No weakness, no numbness, no bladder trouble.',
    'Paraspinal tenderness on the right. Straight leg raise negative. Reflexes equal.',
    'Heat and walking',
    'Naproxen 500 mg twice daily with food, ten days',
    'Physical therapy if not better in three weeks',
  ),
  visit(
    'Hyperlipidemia, follow-up',
    'LDL 142 on diet for six months. Father had a stroke at 70.',
    'No xanthelasma. Pulses full.',
    'Ten-year risk 11 %: atorvastatin 20 mg started',
    'Lipids and ALT in eight weeks',
  ),
  visit(
    'Skin lesion',
    'Brown spot on the back, there for years, sometimes itches.',
    'Waxy, stuck-on plaque of 11 mm. Network regular on dermoscopy.',
    'Seborrheic keratosis, no treatment',
    'Yearly skin check',
  ),
  visit(
    'Knee pain',
    'Medial pain on stairs for a year. No locking, no giving way.',
    'Crepitus, no effusion, ligaments stable. Flexion 125 degrees.',
    'Osteoarthritis: strength exercises shown',
    'Acetaminophen as needed',
    'Radiograph if pain at rest',
  ),
  visit(
    'Insomnia',
    'Falls asleep after two hours, wakes at five. Coffee until evening. Mood is fair, PHQ-9 is 6.',
    'Alert. Thyroid not enlarged.',
    'Sleep diary and fixed times',
    'No coffee after noon',
    'No hypnotics for now',
  ),
  visit(
    'Dyspepsia',
    'Burning after meals for two months. No weight loss, no black stool, no dysphagia.',
    'Mild epigastric tenderness without guarding.',
    'Omeprazole 20 mg before breakfast, four weeks',
    'H. pylori stool antigen before it is started',
  ),
  visit(
    'Shoulder pain',
    'Right shoulder, worse overhead and at night, after painting a ceiling.',
    'Painful arc 70 to 120 degrees. Strength kept. Neck free.',
    'Rotator cuff tendinopathy',
    'Physical therapy',
    'Recheck in six weeks',
  ),
];

const HOME_MEDICATION = [
  'Lisinopril 10 mg daily',
  'Amlodipine 5 mg daily',
  'Atorvastatin 20 mg at bedtime',
  'Loratadine 10 mg as needed',
  'Vitamin D3 1000 units daily',
  'Acetaminophen 500 mg as needed',
  'Fluticasone nasal spray daily',
];

/** The chart of a patient who moved here: as many pages as asked for. */
export function chartRecords(context: LetterContext, count: number): readonly Page[] {
  const { name, birthDate } = wordsFor(context);
  const cover: Page = {
    blocks: [
      letterhead(context),
      title('Medical records'),
      fields(
        ['Patient', name],
        ['Date of birth', birthDate],
        ['Released to', 'Hillcrest Family Medicine'],
        ['Released on', context.dates.today],
        ['Contents', 'Problem list, visit notes, vaccinations'],
      ),
      text(
        'These records were released with the written authorization of the patient. Redisclosure may be prohibited by law.',
      ),
      heading('Problem list'),
      list(
        'Essential hypertension',
        'Hyperlipidemia',
        'Osteoarthritis of the knee',
        'Seasonal allergic rhinitis',
      ),
      heading('Allergies'),
      text('Sulfonamides (hives).'),
    ],
  };
  return Array.from({ length: count }, (_, index) => (index === 0 ? cover : visitNote(context, index)));
}

function visitNote(context: LetterContext, index: number): Page {
  const { random, dates } = context;
  const { reason, history, finding, plan } = pick(random, VISITS);
  const { name, birthDate } = wordsFor(context);
  return {
    blocks: [
      { kind: 'letterhead', name: context.sender.name, lines: ['Progress note'], style: 'plain' },
      {
        kind: 'fields',
        columns: 2,
        rows: [
          ['Patient', name],
          ['DOB', birthDate],
          ['Visit', dates.daysAgo(60 + index * 47)],
          ['Seen by', signer(context).name],
        ],
      },
      vitalSigns(random),
      heading('Reason for visit'),
      text(reason),
      heading('History'),
      text(history),
      text(
        'Review of systems: no chest pain, no shortness of breath, no change of weight, sleep and appetite as usual. All other systems negative.',
      ),
      heading('Medication'),
      text(`${pickSome(random, HOME_MEDICATION, between(random, 3, 5)).join('; ')}. Sulfonamides: hives.`),
      heading('Examination'),
      text(
        `Well appearing, no distress. Heart regular, no murmur. Lungs clear. ${finding} Neurologic: grossly intact.`,
      ),
      heading('Assessment and plan'),
      numbered(...plan),
      text('Medication reviewed and reconciled. Patient understands and agrees.'),
      signature(signer(context)),
    ],
    footer: `${context.sender.name}   ${name}   page ${index + 1}`,
  };
}

function vitalSigns(random: Random): Block {
  return {
    kind: 'table',
    look: 'grid',
    widths: [0.2, 0.2, 0.2, 0.2, 0.2],
    rows: [
      ['BP', 'Pulse', 'Temp', 'Weight', 'SpO2'],
      [
        `${between(random, 112, 148)}/${between(random, 66, 92)}`,
        `${between(random, 58, 92)}`,
        `98.${between(random, 0, 8)} F`,
        `${between(random, 148, 212)} lb`,
        `${between(random, 96, 99)} %`,
      ],
    ],
  };
}

/** A visit at the urgent care, of those that are sent in batches. */
export const visitRecord: LetterKind = {
  type: TYPE.consult,
  senders: [SENDERS.urgentCare],
  fits: { minAge: 16 },
  write: (context) => {
    const { reason, history, finding, plan } = pick(context.random, VISITS);
    const seen = context.dates.daysAgo(between(context.random, 2, 40));
    return [
      {
        blocks: [
          letterhead(context),
          title('VISIT NOTE'),
          identity(context, ['Visit', seen], ['Primary care', 'Hillcrest Family Medicine']),
          vitalSigns(context.random),
          heading('Reason'),
          text(reason),
          heading('History'),
          text(history),
          text(`Medication: ${pickSome(context.random, HOME_MEDICATION, 3).join('; ')}. No known allergies.`),
          heading('Examination'),
          text(`Well appearing, no distress. Heart regular, lungs clear. ${finding}`),
        ],
      },
      {
        blocks: [
          continued(context, 'Visit note', 2),
          heading('Plan'),
          numbered(...plan),
          text('Follow up with the primary care office. Copy of this note given to the patient.'),
          signature(signer(context)),
        ],
      },
    ];
  },
};
