import { ageLimitOf, type DocumentType, needsReview } from '../../domain/clinic/documentTypes.ts';
import { type Label, labelName } from '../../domain/clinic/labels.ts';
import { DOCUMENT_PROBLEM_WORDS } from '../../domain/fax/documentProblemWords.ts';
import { formatRepeats } from '../../domain/fax/duplicateWords.ts';
import {
  currentParts,
  type Fax,
  type FaxRow,
  type FaxState,
  hasFlag,
  isPutAway,
} from '../../domain/fax/fax.ts';
import { type FaxListKey, matchesFilter } from '../../domain/fax/faxFilter.ts';
import { formatWho } from '../../domain/fax/faxWords.ts';
import type { FolderId } from '../../domain/fax/folders.ts';
import type { Ownership } from '../../domain/filing/workTask.ts';
import { formatInstant, formatWaiting, formatWhen } from '../../domain/format/time.ts';
import { formatNumber } from '../../domain/phone/phone.ts';
import { formatOpenAt } from '../../domain/presence/presenceWords.ts';

/** What a row has to know beside its fax. */
export interface RowContext extends FaxListKey {
  readonly now: string;
  readonly types: readonly DocumentType[];
  readonly labels: readonly Label[];
  /** Whose work each fax is, by its id. */
  readonly works: ReadonlyMap<string, Ownership>;
  /** Who reads the rows, `Practitioner/…`. */
  readonly me: string;
}

type FactTone = 'danger' | 'warning' | 'info' | 'label' | 'muted' | 'plain';

/** One fact of the third line. All but the plain ones are drawn as chips, in this order. */
interface RowFact {
  readonly text: string;
  readonly tone: FactTone;
}

/** A fax of the list, in words. */
interface RowWords {
  readonly who: string;
  /** The time short, and whole for titles and screen readers. */
  readonly when: string;
  readonly whenFull: string;
  readonly what: string;
  readonly facts: readonly RowFact[];
  /** Nobody has opened it yet. */
  readonly isNew: boolean;
  /** Why it no longer belongs to the list; it stays until the reader moves on. */
  readonly gone?: string;
}

/** Where the clinic has set no limit waiting is pointed out from here on; before, the time of arrival says it. */
const LONG_WAIT_HOURS = 1;

/** The row of a fax, or of what cannot be read as one. */
export function formatRow(row: FaxRow, context: RowContext): RowWords {
  const when = {
    when: formatWhen(row.sent, context.now, context.timeZone),
    whenFull: formatInstant(row.sent, context.timeZone),
  };
  if (row.kind === 'unreadable') {
    return {
      ...when,
      who: 'Fax that cannot be read',
      what: 'The server holds it in a form Faxwell does not know',
      facts: [{ text: 'Nothing of it is lost', tone: 'danger' }],
      isNew: false,
    };
  }
  const gone = formatGone(row, context);
  return {
    ...when,
    who: formatWho(row),
    what: formatWhat(row),
    facts: formatFacts(row, context),
    isNew: !hasFlag(row, 'opened'),
    ...(gone && { gone }),
  };
}

function formatWhat(fax: Fax): string {
  if (fax.title || fax.type) {
    // One of the two is there.
    return (fax.title ?? fax.type?.display)!;
  }
  return fax.senderName ? formatNumber(fax.originatingNumber) || 'No title' : 'No sender name yet';
}

function formatFacts(fax: Fax, context: RowContext): RowFact[] {
  const { now, timeZone, types, labels, works, me, filter } = context;
  const limit = ageLimitOf(fax, types);
  const isOpen = fax.state === 'open';
  // From ten hours on minutes say nothing and cost the room of the line's name.
  const waiting = isOpen ? formatWaiting(fax.received, now).replace(/^(\d\d h) .*/, '$1') : '';
  // Where it is goes without saying in a list of one state.
  const place = filter.state === 'any' ? fax.state && STATE_WORDS[fax.state] : undefined;
  const chips: RowFact[] = [
    ...(place ? [{ text: place, tone: 'muted' } as const] : []),
    ...(isOpen && hasFlag(fax, 'urgent') ? [{ text: 'Urgent', tone: 'danger' } as const] : []),
    ...(fax.documentProblem
      ? [{ text: DOCUMENT_PROBLEM_WORDS[fax.documentProblem].short, tone: 'danger' } as const]
      : []),
    ...(isOpen && fax.duplicateOf
      ? [{ text: formatRepeats(fax.duplicateOf, now, timeZone), tone: 'warning' } as const]
      : []),
    ...(waiting ? [formatAge(waiting, hoursWaited(fax, now), limit)] : []),
    fax.type ? { text: fax.type.display, tone: 'info' } : { text: 'No type', tone: 'muted' },
    ...fax.labels.map((label) => ({ text: labelName(label, labels), tone: 'label' }) as const),
    ...(hasFlag(fax, 'incomplete') ? [{ text: 'Pages are missing', tone: 'danger' } as const] : []),
    ...(hasFlag(fax, 'simulated') ? [{ text: 'Simulated', tone: 'muted' } as const] : []),
  ];
  const plain = [
    ...formatStates(fax, context).filter((text) => text !== place),
    isOpen ? formatOwner(works.get(fax.id), me) : undefined,
    formatPatients(fax),
    formatPages(fax.pageCount),
    fax.line?.display,
  ];
  const isPlain = (fact: RowFact) => fact.tone === 'plain';
  return [
    ...chips.filter((fact) => !isPlain(fact)),
    ...chips.filter(isPlain),
    ...plain.flatMap((text) => (text ? [{ text, tone: 'plain' } as const] : [])),
  ];
}

function hoursWaited(fax: Fax, now: string): number {
  return (Date.parse(now) - Date.parse(fax.received ?? now)) / 3_600_000;
}

/** How long it waits: quiet within the clinic's limit for its type, pointed out beyond it, in words as well. */
function formatAge(waiting: string, hours: number, limit: number | undefined): RowFact {
  if (limit === undefined) {
    return { text: `waiting ${waiting}`, tone: hours >= LONG_WAIT_HOURS ? 'warning' : 'plain' };
  }
  return hours > limit
    ? { text: `waiting ${waiting}, over its ${limit} h`, tone: 'warning' }
    : { text: `waiting ${waiting}`, tone: 'plain' };
}

/** `with you`, `for Referrals`: who has taken it, or where it lies. */
function formatOwner(work: Ownership | undefined, me: string): string | undefined {
  if (!work?.owner) {
    return undefined;
  }
  const name = work.owner.reference === me ? 'you' : (work.owner.display ?? 'somebody');
  return work.isClaimed ? `with ${name}` : `for ${name}`;
}

function formatPages(count: number | undefined): string | undefined {
  return count === undefined ? undefined : count === 1 ? '1 page' : `${count} pages`;
}

function formatPatients(fax: Fax): string | undefined {
  const patients = new Map(
    [...(fax.patient ? [fax.patient] : []), ...currentParts(fax).map((part) => part.patient)].map(
      (patient) => [patient.reference, patient.display ?? 'Patient'],
    ),
  );
  return patients.size > 2 ? `${patients.size} patients` : [...patients.values()].join(' and ') || undefined;
}

const STATE_WORDS: Record<FaxState, string> = {
  open: 'Open',
  closed: 'Closed',
  archived: 'Archived',
  junk: 'Junk',
  trash: 'In Trash',
};

/** Where it stands between "nobody did anything" and "nothing is owed": `Handled`, `To review`. */
function formatStates(fax: Fax, { types, filter }: RowContext): string[] {
  if (fax.state === undefined) {
    return ['Not taken into the inbox yet'];
  }
  if (isPutAway(fax)) {
    const place = STATE_WORDS[fax.state];
    const { by, why } = fax.stateMark;
    if (!why) {
      return [place];
    }
    // In Junk itself the reason says enough, and there is room for who it was.
    const where = filter.folder === fax.state ? [] : [place];
    return [...where, why, ...(by?.display ? [`by ${by.display}`] : [])];
  }
  const isHandled = hasFlag(fax, 'handled');
  const isReviewed = hasFlag(fax, 'reviewed');
  // Without a type nobody knows yet whether it needs a review; "No type" already says what is owed first.
  const isKnown = fax.type !== undefined || isHandled;
  return [
    ...(isHandled ? ['Handled'] : []),
    ...(isReviewed ? ['Reviewed'] : isKnown && needsReview(fax, types) ? ['To review'] : []),
  ];
}

function formatGone(fax: Fax, context: RowContext): string | undefined {
  const { filter, works, me } = context;
  const work = works.get(fax.id);
  if (matchesFilter(fax, work?.owner, context)) {
    return undefined;
  }
  if (fax.state === 'open' || fax.state === undefined) {
    return whyLeft(fax, filter.folder, work, me) ?? 'No longer in this list';
  }
  return STATE_WORDS[fax.state];
}

function whyLeft(fax: Fax, folder: FolderId, work: Ownership | undefined, me: string): string | undefined {
  const patients = formatPatients(fax);
  if (folder === 'unassigned') {
    return patients ? `Filed to ${patients}` : hasFlag(fax, 'no-patient') ? 'No patient needed' : undefined;
  }
  if (folder === 'mine' || folder === 'my-team') {
    return `Now ${formatOwner(work, me) ?? 'nobody’s'}`;
  }
  return undefined;
}

/**
 * The whole row as a screen reader says it: the name of its option.
 * @param others Who else has the fax open.
 * @param notDone Why the last run left it as it was.
 */
export function formatRowName(
  words: RowWords,
  others: readonly { readonly name: string }[] = [],
  notDone = '',
): string {
  return [
    ...(notDone ? [`Not done: ${notDone}`] : []),
    ...(words.gone ? [`No longer here: ${words.gone}`] : []),
    ...(words.isNew ? ['Not opened yet'] : []),
    words.who,
    words.what,
    words.whenFull,
    ...words.facts.map((fact) => fact.text),
    ...(others.length > 0 ? [formatOpenAt(others.map(({ name }) => name))] : []),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
