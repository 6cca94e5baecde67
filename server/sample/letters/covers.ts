import { checks, gap, type Page, rule, text } from '../paper/page.ts';
import { pick } from '../random.ts';
import type { LetterContext } from './letter.ts';

/** What is written on cover sheets, when anything is. */
const REMARKS = [' ', ' ', 'Please confirm you got all pages', '2nd try, line was busy', 'Thank you!'];

/** The sheet in front of a fax: whom it is for and how many pages follow. It names no patient. */
export function coverSheet(
  context: Pick<LetterContext, 'sender' | 'random' | 'dates'>,
  pages: number,
  about: string,
): Page {
  const { sender, dates, random } = context;
  const from = sender.people.length > 0 ? pick(random, sender.people).name : sender.name;
  return {
    blocks: [
      { kind: 'letterhead', ...sender.letterhead },
      { kind: 'banner', text: 'FAX', size: 54 },
      rule,
      {
        kind: 'fields',
        columns: 2,
        rows: [
          ['To', 'Hillcrest Family Medicine'],
          ['From', from],
          ['Fax', '415 555 0100'],
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
