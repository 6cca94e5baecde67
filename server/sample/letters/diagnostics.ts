import { TYPE } from '../documentTypes.ts';
import { heading, numbered, type Page, text, title } from '../paper/page.ts';
import { between } from '../random.ts';
import { SENDERS } from '../senders.ts';
import {
  continued,
  identity,
  type LetterContext,
  type LetterKind,
  letterhead,
  signature,
  signer,
} from './letter.ts';

/** Procedures, pathology and tracings. */

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
