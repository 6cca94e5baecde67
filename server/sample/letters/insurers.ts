import { TYPE } from '../documentTypes.ts';
import { checks, gap, text, title } from '../paper/page.ts';
import { between, digits, pick } from '../random.ts';
import { SENDERS } from '../senders.ts';
import { type LetterKind, letterhead, regarding, signature, signer, wordsFor } from './letter.ts';

/** Insurers: letters about money and quality. */

export const coverageLetter: LetterKind = {
  type: TYPE.insurance,
  senders: [SENDERS.insurerClaims],
  fits: { minAge: 18 },
  write: (context) => [
    {
      blocks: [
        letterhead(context),
        text(context.dates.daysAgo(1)),
        text('Hillcrest Family Medicine\n780 Hillcrest Avenue\nSan Francisco, CA'),
        regarding(context),
        text('To the billing office:'),
        text(
          'We received a claim for the visit named below but no diagnosis code that supports the service. Please send a corrected claim within thirty days, otherwise it will be closed without payment. The member may not be billed for it.',
        ),
        {
          kind: 'table',
          look: 'grid',
          widths: [0.25, 0.25, 0.18, 0.16, 0.16],
          rows: [
            ['Claim', 'Date of service', 'Code', 'Billed', 'Paid'],
            [
              `BR-${digits(context.random, 4)}-${digits(context.random, 3)}`,
              context.dates.daysAgo(34),
              pick(context.random, ['99213', '99214', '99396']),
              `$${between(context.random, 142, 268)}.00`,
              '$0.00',
            ],
          ],
        },
        text('Reason code 11: the diagnosis is inconsistent with the procedure.'),
        gap(8),
        text('Claims department'),
        signature(signer(context), 'Provider relations'),
      ],
    },
  ],
};

export const recordsForQuality: LetterKind = {
  type: TYPE.insurance,
  senders: [SENDERS.healthPlan],
  fits: { minAge: 45 },
  write: (context) => {
    const { name, birthDate } = wordsFor(context);
    return [
      {
        blocks: [
          letterhead(context),
          title('Quality review: records needed'),
          text(context.dates.today),
          text(
            'Your practice has been chosen for our yearly review. Please send the parts of the chart that are ticked below for the member named here. No authorization is needed: 45 CFR 164.506(c)(4).',
          ),
          {
            kind: 'table',
            look: 'grid',
            widths: [0.4, 0.25, 0.35],
            rows: [
              ['Member', 'Date of birth', 'Measure'],
              [name, birthDate, 'Controlling high blood pressure'],
            ],
          },
          checks(
            [
              'Last two blood pressure readings with dates',
              'Problem list',
              'Medication list',
              'Visit notes of this calendar year',
              'Colorectal screening result',
            ],
            [0, 1, 3],
          ),
          text(`Please answer before ${context.dates.daysAgo(-14)} by fax.`, 'bold'),
          signature(signer(context), 'Quality programs'),
        ],
      },
    ];
  },
};
