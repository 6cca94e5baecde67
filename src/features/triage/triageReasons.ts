import { type Fax, isPutAway, type UnreadableReason } from '../../domain/fax/fax.ts';
import { isAllowed, type TriageKind } from '../../domain/fax/triageCommand.ts';

interface Circumstances {
  /** The first page of this fax has been on screen long enough to be read. */
  readonly ready: boolean;
  readonly canReview: boolean;
  /** Else they propose to those who may. */
  readonly mayFile: boolean;
}

/** Kinds that put a fax somewhere or say it was read: never for a document nobody can have seen. */
const NEEDS_SIGHT: ReadonlySet<TriageKind> = new Set([
  'assign',
  'propose',
  'filePart',
  'refilePart',
  'pagesNotNeeded',
  'handle',
  'review',
  'archive',
  'trash',
  'junk',
  'noPatient',
]);

/** Puts something on a chart, or takes it off. */
const FILES: ReadonlySet<TriageKind> = new Set([
  'unassign',
  'refilePart',
  'unfilePart',
  'pagesNotNeeded',
  'restoreFiling',
]);

/** Why something cannot be done to a fax now, as a sentence; `undefined` when it can. */
export function whyNot(fax: Fax, kind: TriageKind, circumstances: Circumstances): string | undefined {
  const { ready, canReview, mayFile } = circumstances;
  if (fax.state === undefined) {
    return 'Another system wrote this fax. It is taken into the inbox within a minute, then it can be worked on.';
  }
  if ((kind === 'review' || kind === 'unreview') && !canReview) {
    return 'Only a practitioner or an admin can review.';
  }
  if (!mayFile && FILES.has(kind)) {
    return 'In this clinic the front desk proposes, and a practitioner or an admin files.';
  }
  if (!isAllowed(fax, kind)) {
    return isPutAway(fax) ? 'Restore the fax first.' : 'Not possible in the state the fax is in.';
  }
  return NEEDS_SIGHT.has(kind) && !ready ? 'The first page is not on screen yet.' : undefined;
}

export const UNREADABLE_WORDS: Record<UnreadableReason, string> = {
  'not-a-communication': 'What the server returned is not a fax.',
  'no-id': 'The server returned it without an id.',
  'bad-shape': 'Another system wrote it in a form Faxwell does not know.',
};
