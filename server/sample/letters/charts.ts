import { TYPE } from '../documentTypes.ts';
import { type Block, fields, heading, list, numbered, type Page, text, title } from '../paper/page.ts';
import { between, pick, pickSome, type Random } from '../random.ts';
import { SENDERS } from '../senders.ts';
import {
  continued,
  identity,
  type LetterContext,
  type LetterKind,
  letterhead,
  signature,
  signer,
  wordsFor,
} from './letter.ts';
import { HOME_MEDICATION, VISITS } from './officeVisits.ts';

/** Notes of visits, alone and as whole charts. */

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
