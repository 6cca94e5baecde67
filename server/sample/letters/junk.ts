import { blanks, box, checks, gap, list, type Page, text } from '../paper/page.ts';
import { between, pick } from '../random.ts';
import { ADVERTISERS } from '../senders.ts';
import type { LetterContext, LetterKind } from './letter.ts';

/** What nobody asked for. */

const banner = (words: string, size: number, reversed = false) =>
  ({ kind: 'banner', text: words, size, reversed }) as const;

const optOut = ({ sender }: LetterContext) =>
  `To be removed from our list call ${sender.fax?.replace(/^\+1(\d{3})(\d{3})/, '$1-$2-')} or mark here [  ] and fax this page back.`;

const advertisement = (
  sender: LetterKind['senders'][number],
  blocks: (context: LetterContext) => Page['blocks'],
): LetterKind => ({
  senders: [sender],
  write: (context) => [{ blocks: blocks(context), footer: optOut(context) }],
});

export const JUNK: readonly LetterKind[] = [
  advertisement(ADVERTISERS.supplies, ({ random }) => [
    banner('SUNRISE MEDICAL SUPPLY', 30, true),
    banner(`NITRILE GLOVES -${pick(random, [30, 40, 45])} %`, 46),
    banner('THIS WEEK ONLY!', 34, true),
    {
      kind: 'table',
      look: 'grid',
      widths: [0.5, 0.25, 0.25],
      rows: [
        ['Item', 'Was', 'NOW'],
        ['Exam gloves, case of 1000', '$119.00', `$${between(random, 66, 79)}.90`],
        ['Table paper, 12 rolls', '$48.00', '$31.50'],
        ['Sharps container, 5 quart', '$9.80', '$6.20'],
        ['Alcohol prep pads, 4000', '$62.00', '$38.00'],
      ],
    },
    text('Order ten boxes and the eleventh is FREE. Call today and ask for Rick!', 'bold'),
  ]),
  advertisement(ADVERTISERS.loans, ({ random }) => [
    gap(16),
    banner('NEED CASH FOR YOUR PRACTICE?', 40),
    banner(`$${between(random, 5, 25)}0,000 IN 24 HOURS`, 40, true),
    list('No collateral', 'No tax returns', 'Bad credit is OK', 'Use it for ANY purpose'),
    text('Your business has been PRE-APPROVED*. Simply fill in and fax back:'),
    blanks('Name of practice', 'Monthly revenue'),
    blanks('Best number to call', 'Amount needed'),
    banner('OFFER ENDS FRIDAY', 30),
    text('*Not a commitment to lend. Subject to verification. Rates from 1.29 factor.', 'small'),
  ]),
  advertisement(ADVERTISERS.travel, ({ random }) => [
    banner('STAFF APPRECIATION!', 44),
    banner(`${pick(random, ['CANCUN', 'BAHAMAS', 'ORLANDO'])}`, 78, true),
    banner('5 DAYS / 4 NIGHTS FOR 2', 34),
    banner(`ONLY $${between(random, 17, 29)}9 PER PERSON`, 34),
    text('All employees and their families qualify! Only 14 packages left for your area.'),
    checks(['YES! Please call me', 'I would like to know about the cruise'], [], 1),
    blanks('Name', 'Telephone', 'Travel dates'),
    box(
      'Rates do not include taxes, port charges and booking fees. A presentation of 90 minutes is part of the offer.',
    ),
  ]),
  advertisement(ADVERTISERS.billing, ({ random }) => [
    gap(20),
    banner('Are denials eating your revenue?', 32),
    text(
      'Practices like yours lose up to 18 % of what they earn to denied and underpaid claims. Our certified coders work while you see patients.',
    ),
    list(
      'Credentialing, coding, billing and collections under one roof',
      `Only ${pick(random, ['2.9', '3.4', '3.9'])} % of collections, no set-up fee`,
      'Works with every system',
      'Cancel any time',
    ),
    banner('FREE REVENUE CHECK-UP', 34, true),
    text('Call Stephanie, or scan and return this page with your card.'),
    blanks('Contact person', 'Specialty', 'Claims a month'),
  ]),
  advertisement(ADVERTISERS.toner, ({ random }) => [
    banner('TONER PRICE INCREASE NOTICE', 34, true),
    text('Supplies for your copier go up on the first of the month. Lock in LAST YEAR’S price now.', 'bold'),
    {
      kind: 'table',
      look: 'grid',
      widths: [0.55, 0.2, 0.25],
      rows: [
        ['Cartridge', 'Qty', 'Your price'],
        ['Black, high yield', '___', `$${between(random, 54, 88)}.00`],
        ['Drum unit', '___', '$119.00'],
        ['Fax ribbon, pair', '___', '$24.50'],
      ],
    },
    checks(['Ship today and bill me', 'Call me about my machine'], []),
    blanks('Make and model of your machine', 'Ordered by'),
    banner('CALL NOW', 60),
  ]),
  advertisement(ADVERTISERS.seminar, ({ random }) => [
    banner('DOUBLE YOUR NEW PATIENTS', 38),
    banner('FREE WEBINAR', 56, true),
    text(
      `How one family doctor added ${between(random, 40, 90)} new patients a month without spending more on advertising.`,
      'bold',
    ),
    list(
      'The three words every receptionist should say',
      'Why your reviews matter more than your diploma',
      'How to charge for what you do for free',
    ),
    text('Seats are limited to the first 50 practices. Reserve yours by faxing back this page.'),
    blanks('Doctor', 'E-mail', 'Mobile phone'),
  ]),
];
