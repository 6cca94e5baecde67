import type { Party } from '../fhir/elements.ts';

/** What can happen to a fax. */
export type TimelineKind =
  | 'received'
  | 'adopted'
  | 'attention'
  | 'attended'
  | 'opened'
  | 'claimed'
  | 'released'
  | 'routed'
  | 'unrouted'
  | 'typed'
  | 'untyped'
  | 'filed'
  | 'proposed'
  | 'unproposed'
  | 'unfiled'
  | 'setAside'
  | 'neededAgain'
  | 'patientless'
  | 'patientNeeded'
  | 'labelled'
  | 'unlabelled'
  | 'urgent'
  | 'notUrgent'
  | 'handled'
  | 'unhandled'
  | 'reviewed'
  | 'unreviewed'
  | 'noted'
  | 'closed'
  | 'reopened'
  | 'archived'
  | 'junked'
  | 'junkedOnArrival'
  | 'trashed'
  | 'restored';

/** One line of a timeline. */
export interface TimelineEvent {
  /** Unique within one timeline and the same whenever it is built again. */
  readonly id: string;
  readonly kind: TimelineKind;
  /** Instant. */
  readonly at: string;
  readonly by?: Party;
  /** What the words need: the line, patient, type, outcome or reason. */
  readonly detail?: string;
  /** By what reason it had been proposed, where a person took a proposal. */
  readonly proposed?: string;
  /** Of the delivery that a fax came with: what the clinic reads to whoever helps it. */
  readonly supportId?: string;
}
