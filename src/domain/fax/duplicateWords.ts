import { formatInstant, formatWhen } from '../format/time.ts';
import { currentParts, type DuplicateOf, type Fax, hasFlag, isInState, type Mark } from './fax.ts';
import { formatWho } from './faxWords.ts';

/** `Same as one of 3 Mar`, for a row. */
export function formatRepeats({ kind, sent }: DuplicateOf, now: string, timeZone: string): string {
  const same = kind === 'same-file' ? 'Same file as one' : 'Same as one';
  return sent ? `${same} of ${formatWhen(sent, now, timeZone)}` : `${same} before`;
}

/** Why a fax is thrown away, for the record: `Duplicate of the fax of Tue 3 Mar 2026, 14:02`. */
export function duplicateReason({ sent }: DuplicateOf, timeZone: string): string {
  return sent ? `Duplicate of the fax of ${formatInstant(sent, timeZone)}` : 'Duplicate of an earlier fax';
}

/** What came before and what became of it, of the earlier fax as it is now. */
export function describeEarlier(fax: Fax, earlier: Fax, timeZone: string): string {
  const { kind, pages } = fax.duplicateOf ?? {};
  const isPart = pages !== undefined && fax.pageCount !== undefined && pages < fax.pageCount;
  const what =
    kind === 'same-file' ? 'This very file' : isPart ? `The same first ${pages} pages` : 'The same pages';
  const verb = kind === 'same-file' ? 'was' : 'were';
  const came = `${what} came on ${formatInstant(earlier.sent, timeZone)} from ${formatWho(earlier)}`;
  return `${came} and ${verb} ${listWords(fates(earlier))}.`;
}

function fates(earlier: Fax): string[] {
  const done = [...filings(earlier), ...flagFates(earlier), ...placeFates(earlier)];
  return done.length > 0 ? done : ['not worked on yet'];
}

function filings(earlier: Fax): string[] {
  const parts = currentParts(earlier);
  const names = [...new Set(parts.map(({ patient }) => patient.display ?? 'a patient'))];
  const [first] = parts;
  return first ? [`filed to ${listWords(names)}${byWhom(first.mark)}`] : [];
}

function flagFates(earlier: Fax): string[] {
  return [
    ...(hasFlag(earlier, 'no-patient') ? ['said to need no patient'] : []),
    ...(hasFlag(earlier, 'handled') ? ['handled'] : []),
    ...(hasFlag(earlier, 'reviewed') ? [`reviewed${byWhom(earlier.flags.reviewed ?? {})}`] : []),
  ];
}

function placeFates(earlier: Fax): string[] {
  const by = byWhom(earlier.stateMark);
  return [
    ...(isInState(earlier, 'archived') ? [`archived${by}`] : []),
    ...(isInState(earlier, 'junk') ? [`moved to Junk${by}`] : []),
    ...(isInState(earlier, 'trash') ? [`moved to Trash${by}`] : []),
  ];
}

function byWhom({ by }: Mark): string {
  return by?.display ? ` by ${by.display}` : '';
}

/** `a, b and c` */
function listWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last;
}
