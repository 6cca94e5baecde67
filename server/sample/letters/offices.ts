import { TYPE } from '../documentTypes.ts';
import { checks, fields, gap, heading, type Page, rule, text, title } from '../paper/page.ts';
import { between, digits } from '../random.ts';
import { SENDERS } from '../senders.ts';
import { type LetterContext, type LetterKind, letterhead, wordsFor } from './letter.ts';

/** Requests for records, notes by hand, and what other offices pass on. */

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
