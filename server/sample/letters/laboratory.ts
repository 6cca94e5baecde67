import { TYPE } from '../documentTypes.ts';
import { type Block, fields, gap, heading, type Page, text } from '../paper/page.ts';
import { between, digits } from '../random.ts';
import { SENDERS } from '../senders.ts';
import {
  A1C,
  BLOOD_COUNT,
  bloodFigures,
  IRON,
  LIPIDS,
  METABOLIC,
  metabolicFigures,
  panel,
  RESULT_WIDTHS,
  THYROID,
  thyroidFigures,
} from './labFigures.ts';
import { continued, type Fits, type LetterContext, type LetterKind, letterhead, wordsFor } from './letter.ts';

/** Results of the laboratory. */

function head(context: LetterContext, status: string): readonly Block[] {
  const { name, birthDate, sex, age } = wordsFor(context);
  const { random, dates, patient } = context;
  const collected = dates.daysAgo(between(random, 1, 2));
  return [
    letterhead(context),
    { kind: 'barcode', value: `ND${digits(random, 8)}` },
    {
      kind: 'fields',
      columns: 2,
      rows: [
        ['Patient', name],
        ['Ordered by', 'M. Khan, MD'],
        ['DOB / Age', `${birthDate}  ${age} Y`],
        ['Collected', `${collected} 08:${digits(random, 2)}`.replace(/:([6-9])/, ':3')],
        ['Sex', sex],
        ['Received', collected],
        ['Patient ID', patient.mrn ?? 'not given'],
        ['Reported', dates.today],
      ],
    },
    { kind: 'title', text: status, centered: true },
  ];
}

const FOOTER =
  'H above range   L below range   Northside Diagnostics, 88 Gilman Street, Berkeley, CA   CLIA 05D0000000';

const labKind = (fits: Fits, write: (context: LetterContext) => readonly Page[]): LetterKind => ({
  type: TYPE.laboratory,
  senders: [SENDERS.laboratory],
  fits,
  write: (context) => write(context).map((page) => ({ footer: FOOTER, ...page })),
});

export const metabolicPanel = labKind({ minAge: 18 }, (context) => {
  const { age, sex } = wordsFor(context);
  const figures = metabolicFigures(context.random, age, sex === 'F');
  return [
    {
      blocks: [
        ...head(context, 'FINAL REPORT'),
        heading('Comprehensive metabolic panel'),
        panel(METABOLIC, figures),
      ],
    },
    {
      blocks: [
        continued(context, 'Final report', 2),
        gap(8),
        heading('Lipid panel'),
        panel(LIPIDS, figures),
        heading('Hemoglobin A1c'),
        panel(A1C, figures),
        text('5.7 to 6.4 % is consistent with prediabetes, 6.5 % and above with diabetes (ADA).', 'small'),
        text('End of report.', 'small'),
      ],
    },
  ];
});

export const bloodCount = labKind({ minAge: 16 }, (context) => [
  {
    blocks: [
      ...head(context, 'FINAL REPORT'),
      heading('Complete blood count with differential'),
      panel(BLOOD_COUNT, bloodFigures(context.random, false)),
      heading('Thyroid'),
      panel(THYROID, thyroidFigures(context.random)),
      text('End of report.', 'small'),
    ],
  },
]);

export const anemia = labKind({ minAge: 20, gender: 'female' }, (context) => {
  const figures = bloodFigures(context.random, true);
  return [
    {
      blocks: [
        ...head(context, 'FINAL REPORT'),
        { kind: 'stamp', text: 'ABNORMAL: PLEASE REVIEW' },
        heading('Complete blood count'),
        panel(BLOOD_COUNT, figures),
        heading('Iron studies'),
        panel(IRON, figures),
        text('Consistent with iron deficiency. Clinical correlation is suggested.', 'small'),
      ],
    },
  ];
});

export const criticalPotassium = labKind({ minAge: 50 }, (context) => [
  {
    blocks: [
      ...head(context, 'PARTIAL REPORT'),
      { kind: 'stamp', text: 'CRITICAL VALUE' },
      {
        kind: 'table',
        widths: RESULT_WIDTHS,
        bold: [1, 2],
        rows: [
          ['Test', 'Result', 'Flag', 'Reference', 'Unit'],
          ['Potassium', '6.4', 'HH', '3.5 - 5.1', 'mmol/L'],
          ['Creatinine', '2.31', 'H', '0.60 - 1.10', 'mg/dL'],
          ['Sodium', '137', '', '135 - 145', 'mmol/L'],
        ],
      },
      text('Specimen not hemolyzed. Repeated and confirmed.', 'bold'),
      fields(
        ['Called to', 'Hillcrest Family Medicine, answering service'],
        ['Called', `${context.dates.today} 06:${between(context.random, 10, 50)}`],
        ['Read back', 'yes'],
      ),
    ],
  },
]);

export const throatCulture = labKind({ maxAge: 17 }, (context) => [
  {
    blocks: [
      ...head(context, 'FINAL REPORT'),
      heading('Microbiology'),
      fields(['Specimen', 'Throat swab'], ['Test', 'Culture, group A streptococcus']),
      text('Culture: group A streptococcus, moderate growth.', 'bold'),
      text('Susceptible to penicillin. No further testing.'),
      text('End of report.', 'small'),
    ],
  },
]);

export const urineCulture = labKind({ minAge: 18 }, (context) => [
  {
    blocks: [
      ...head(context, 'FINAL REPORT'),
      heading('Urine culture'),
      text('Escherichia coli, more than 100,000 CFU/mL', 'bold'),
      {
        kind: 'table',
        look: 'grid',
        widths: [0.5, 0.25, 0.25],
        bold: [1, 6],
        rows: [
          ['Antimicrobial', 'MIC (ug/mL)', 'Interpretation'],
          ['Ampicillin', '>= 32', 'Resistant'],
          ['Cefazolin', '<= 4', 'Susceptible'],
          ['Ceftriaxone', '<= 1', 'Susceptible'],
          ['Ciprofloxacin', '<= 0.25', 'Susceptible'],
          ['Nitrofurantoin', '<= 16', 'Susceptible'],
          ['Trimethoprim-sulfa', '>= 320', 'Resistant'],
        ],
      },
      text('End of report.', 'small'),
    ],
  },
]);
