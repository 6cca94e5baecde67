import { TYPE } from '../documentTypes.ts';
import { heading, list, text, title } from '../paper/page.ts';
import { between, pick } from '../random.ts';
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

/** Stays in hospital and visits to emergency rooms. */

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
