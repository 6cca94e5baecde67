import { type DocumentType, needsReview } from '../clinic/documentTypes.ts';
import { type Fax, hasFlag, isInState } from '../fax/fax.ts';
import { isFiled } from '../filing/filing.ts';
import { describePages } from '../filing/pageRanges.ts';
import { isInParts, pagesLeft } from '../filing/parts.ts';
import type { TimelineEvent, TimelineKind } from './timelineEvent.ts';

/** An event as it is shown: the fact, then what belongs to it. `Received` + `on Referrals`. */
interface TimelineWords {
  readonly fact: string;
  readonly rest: string;
}

type Telling = (by: string, detail: string | undefined) => string;

/** An outcome or a reason is a sentence of its own and comes last. */
const because: Telling = (by, detail) => (detail ? `${by}: ${detail}` : by);

const joined =
  (join: string): Telling =>
  (by, detail) =>
    detail ? ` ${join} ${detail}${by}` : by;

/** The fact of each kind and how the rest is told; `by` is ` by Dana Reyes` or nothing. */
const WORDS: Record<TimelineKind, readonly [fact: string, rest: Telling]> = {
  received: ['Received', (_, line) => (line ? ` on ${line}` : '')],
  adopted: ['Taken into the inbox', because],
  attention: ['Needs attention', because],
  attended: ['Dealt with', because],
  opened: ['Opened', because],
  claimed: ['Claimed', because],
  released: ['Released', because],
  routed: ['Routed', joined('to')],
  unrouted: ['Routed to nobody', because],
  typed: ['Type set', joined('to')],
  untyped: ['Type removed', because],
  filed: ['Filed', joined('to')],
  proposed: ['Proposed', joined('for')],
  unproposed: ['Proposal taken off', because],
  unfiled: ['Taken off the chart', joined('of')],
  setAside: ['Marked as not needed', because],
  neededAgain: ['Needed after all', because],
  patientless: ['No patient needed', because],
  patientNeeded: ['A patient is needed after all', because],
  labelled: ['Labelled', because],
  unlabelled: ['Label taken off', because],
  urgent: ['Urgent', because],
  notUrgent: ['Not urgent any more', because],
  handled: ['Handled', because],
  unhandled: ['Handled taken back', because],
  reviewed: ['Reviewed', because],
  unreviewed: ['Review taken back', because],
  noted: ['Note added', because],
  closed: ['Closed', () => ', nothing more to do'],
  reopened: ['Open again', because],
  archived: ['Archived', because],
  junked: ['Moved to Junk', because],
  junkedOnArrival: ['Put into Junk on arrival', (by, reason) => because(`, sender blocked${by}`, reason)],
  trashed: ['Moved to Trash', because],
  restored: ['Restored', because],
};

/** An event as a sentence: the fact, and the rest of it. */
export function describeTimelineEvent(event: TimelineEvent): TimelineWords {
  const [fact, rest] = WORDS[event.kind];
  const words = rest(event.by?.display ? ` by ${event.by.display}` : '', event.detail);
  return { fact, rest: event.proposed ? `${words}, as proposed: ${event.proposed}` : words };
}

/** A step that is still owed. */
interface UpcomingStep {
  readonly id: 'filed' | 'handled' | 'reviewed';
  readonly words: string;
}

/** What still has to happen before the fax is closed; nothing once it is, or while it is put away. */
export function upcomingSteps(fax: Fax, types: readonly DocumentType[]): UpcomingStep[] {
  if (!isInState(fax, 'open')) {
    return [];
  }
  const steps: UpcomingStep[] = [];
  const left = isInParts(fax) ? pagesLeft(fax) : undefined;
  if (left && left.length > 0) {
    steps.push({ id: 'filed', words: `Filed, or not needed: ${describePages(left)}` });
  } else if (!left && !isFiled(fax) && !hasFlag(fax, 'no-patient')) {
    steps.push({ id: 'filed', words: 'Filed to a patient' });
  }
  if (!hasFlag(fax, 'handled')) {
    steps.push({ id: 'handled', words: 'Handled' });
  }
  if (needsReview(fax, types) && !hasFlag(fax, 'reviewed')) {
    steps.push({
      id: 'reviewed',
      words: hasFlag(fax, 'in-parts')
        ? 'Reviewed (the type of a part needs it)'
        : fax.type
          ? 'Reviewed (this type needs it)'
          : 'Reviewed (needed while there is no type)',
    });
  }
  return steps;
}
