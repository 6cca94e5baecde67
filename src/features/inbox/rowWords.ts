import { type DocumentType, needsReview } from '../../domain/clinic/documentTypes.ts';
import { DOCUMENT_PROBLEM_WORDS } from '../../domain/fax/documentProblemWords.ts';
import { currentParts, type Fax, type FaxRow, type FaxState, hasFlag } from '../../domain/fax/fax.ts';
import { type FaxFilter, matchesFilter } from '../../domain/fax/faxFilter.ts';
import { formatInstant, formatWaiting, formatWhen } from '../../domain/format/time.ts';
import { formatNumber } from '../../domain/phone/phone.ts';

/** What a row has to know beside its fax. */
export interface RowContext {
  readonly now: string;
  readonly timeZone: string;
  readonly types: readonly DocumentType[];
  readonly filter: FaxFilter;
  readonly words: string;
}

type FactTone = 'danger' | 'warning' | 'info' | 'muted' | 'plain';

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

/** Waiting is pointed out from here on; before, the time of arrival says it. */
const LONG_WAIT_MINUTES = 60;

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

/** Who sent it: the name, else the number. */
export function formatWho(fax: Fax): string {
  return fax.senderName || formatNumber(fax.originatingNumber) || 'Withheld number';
}

function formatWhat(fax: Fax): string {
  if (fax.title || fax.type) {
    // One of the two is there.
    return (fax.title ?? fax.type?.display)!;
  }
  return fax.senderName ? formatNumber(fax.originatingNumber) || 'No title' : 'No sender name yet';
}

function formatFacts(fax: Fax, { now, types }: RowContext): RowFact[] {
  const isOpen = fax.state === 'open';
  // From ten hours on minutes say nothing and cost the room of the line's name.
  const waiting = isOpen ? formatWaiting(fax.received, now).replace(/^(\d\d h) .*/, '$1') : '';
  const chips: RowFact[] = [
    ...(isOpen && hasFlag(fax, 'urgent') ? [{ text: 'Urgent', tone: 'danger' } as const] : []),
    ...(fax.documentProblem
      ? [{ text: DOCUMENT_PROBLEM_WORDS[fax.documentProblem].short, tone: 'danger' } as const]
      : []),
    ...(waiting ? [{ text: `waiting ${waiting}`, tone: waitingTone(fax, now) }] : []),
    fax.type ? { text: fax.type.display, tone: 'info' } : { text: 'No type', tone: 'muted' },
    ...(hasFlag(fax, 'incomplete') ? [{ text: 'Pages are missing', tone: 'danger' } as const] : []),
    ...(hasFlag(fax, 'simulated') ? [{ text: 'Simulated', tone: 'muted' } as const] : []),
  ];
  const plain = [
    ...formatStates(fax, types),
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

function waitingTone(fax: Fax, now: string): FactTone {
  const minutes = (Date.parse(now) - Date.parse(fax.received ?? now)) / 60_000;
  return minutes >= LONG_WAIT_MINUTES ? 'warning' : 'plain';
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

const PLACE_WORDS: Partial<Record<FaxState, string>> = {
  archived: 'Archived',
  junk: 'Junk',
  trash: 'In Trash',
};

/** Where it stands between "nobody did anything" and "nothing is owed": `Handled`, `To review`. */
function formatStates(fax: Fax, types: readonly DocumentType[]): string[] {
  if (fax.state === undefined) {
    return ['Not taken into the inbox yet'];
  }
  const place = PLACE_WORDS[fax.state];
  if (place) {
    return [place];
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

function formatGone(fax: Fax, { filter, words, timeZone }: RowContext): string | undefined {
  if (matchesFilter(fax, filter, words, timeZone)) {
    return undefined;
  }
  if (fax.state === 'open' || fax.state === undefined) {
    const patient = formatPatients(fax);
    return filter.folder === 'unassigned' && patient ? `Filed to ${patient}` : 'No longer in this list';
  }
  return PLACE_WORDS[fax.state] ?? 'Closed';
}

/** The whole row as a screen reader says it: the name of its option. */
export function formatRowName(words: RowWords): string {
  return [
    ...(words.gone ? [`No longer here: ${words.gone}`] : []),
    ...(words.isNew ? ['Not opened yet'] : []),
    words.who,
    words.what,
    words.whenFull,
    ...words.facts.map((fact) => fact.text),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
