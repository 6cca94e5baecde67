import { checks, gap, type Page, rule, text } from '../paper/page.ts';
import { pick } from '../random.ts';
import { localNumber, type Sender } from '../senders.ts';
import type { LetterContext } from './letter.ts';

/** What is written on cover sheets, when anything is. */
const REMARKS = [' ', ' ', 'Please confirm you got all pages', '2nd try, line was busy', 'Thank you!'];

/** The sheet in front of a fax: whom it is for and how many pages follow. It names no patient. */
export function coverSheet(
  context: Pick<LetterContext, 'random' | 'dates'> & { readonly from: Sender; readonly calledNumber: string },
  pages: number,
  about: string,
): Page {
  const { from, calledNumber, dates, random } = context;
  return {
    blocks: [
      { kind: 'letterhead', ...from.letterhead },
      { kind: 'banner', text: 'FAX', size: 54 },
      rule,
      {
        kind: 'fields',
        columns: 2,
        rows: [
          ['To', 'Hillcrest Family Medicine'],
          ['From', pick(random, from.people).name],
          ['Fax', localNumber(calledNumber)],
          ['Date', dates.today],
          ['Re', about],
          ['Pages', `${pages}, this one included`],
        ],
      },
      rule,
      checks(['Urgent', 'For review', 'Please reply', 'As requested'], [1], 4),
      gap(20),
      text('Comments:', 'bold'),
      text(pick(random, REMARKS), 'handwriting'),
      gap(110),
      {
        kind: 'box',
        text:
          'CONFIDENTIAL. This fax may contain protected health information that the law keeps from being disclosed. It is meant for the ' +
          'addressee only. If you have received it in error, please tell the sender at once by telephone and destroy all pages.',
      },
    ],
  };
}
