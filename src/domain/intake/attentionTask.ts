import type { Task } from '@medplum/fhirtypes';
import type { DocumentProblem, Mark } from '../fax/fax.ts';
import { type Act, makeMark } from '../fax/marks.ts';
import { readMark } from '../fax/parseFax.ts';
import { codingOf, idOf, listOf, type Party, partyOf } from '../fhir/elements.ts';
import { ATTENTION_IDENTIFIER, ATTENTION_REASON, EXT, TASK_CODE } from '../fhir/systems.ts';

/** Every reason there is to ask for a person: what happened and what was kept, in the words the clinic reads. */
const ATTENTION_REASONS = {
  'unknown-line': 'Arrived on a number that is none of our lines',
  'unknown-direction': 'Another system wrote this fax without saying whether it was sent or received',
  'not-adopted': 'Another system wrote this fax in a form that cannot be read',
  'different-document': 'The carrier delivered this fax again with another document; the first one is kept',
  'document-missing': 'The carrier gave no document',
  'document-empty': 'The document is empty',
  'document-broken': 'The document is damaged and cannot be shown',
  'document-truncated': 'The end of the document is missing',
  'document-encrypted': 'The document is locked with a password',
  'document-too-large': 'The document is too large to be shown',
  'document-unsupported': 'The document is of a kind that cannot be shown',
  'document-unreachable': 'The document could not be fetched',
  'intake-stuck': 'Something arrived that could not be taken in yet; it is kept and tried again',
  'unknown-event': 'The carrier reported something this version does not know',
  'moved-after-review': 'A fax you reviewed was taken off the chart it was on',
} as const;
/** The code of a reason, also the end of its Task's identifier. */
export type AttentionReason = keyof typeof ATTENTION_REASONS;

/** The reason that goes with what is wrong with a document. */
export function attentionOf(problem: DocumentProblem): AttentionReason {
  return `document-${problem}`;
}

/**
 * A Task for the "Needs attention" list. One per subject and reason, however often it is raised (conditional
 * create on the identifier); it uses `basedOn`, because only the work Task may `focus` a fax.
 * @param subject `Communication/<id>` or `Task/<id>`
 * @param at instant
 */
export function makeAttentionTask(subject: string, reason: AttentionReason, at: string): Task {
  const text = ATTENTION_REASONS[reason];
  return {
    resourceType: 'Task',
    identifier: [{ system: ATTENTION_IDENTIFIER, value: `${idOf(subject)}-${reason}` }],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: TASK_CODE, code: 'attention' }] },
    reasonCode: { coding: [{ system: ATTENTION_REASON, code: reason, display: text }], text },
    description: text,
    basedOn: [{ reference: subject }],
    authoredOn: at,
  };
}

/** Something a person has to look at, read from its Task. */
export interface Attention {
  readonly id: string;
  readonly task: Task;
  /** What happened, in words. */
  readonly what: string;
  /** Absent for one another version raised. */
  readonly reason?: AttentionReason;
  /** The fax it is about; absent when it is about a delivery that became none. */
  readonly faxId?: string;
  /** Who it is meant for; absent: for anybody. */
  readonly owner?: Party;
  /** Instant. */
  readonly raisedAt?: string;
  readonly isOpen: boolean;
  /** Who finished it. */
  readonly done: Mark;
}

/** Statuses in which it still asks for somebody. */
const OPEN_STATUSES = ['requested', 'accepted'] as const;

/** The search for everything that still asks for somebody. */
export const OPEN_ATTENTION_QUERY: readonly (readonly [name: string, value: string])[] = [
  ['code', `${TASK_CODE}|attention`],
  ['status', OPEN_STATUSES.join()],
];

/** Reads an attention Task, also one whose reason this version does not know; `undefined` for any other Task. */
export function parseAttention(task: Task): Attention | undefined {
  if (!task.id || !codingOf(task.code, TASK_CODE, 'attention')) {
    return undefined;
  }
  const code = codingOf(task.reasonCode, ATTENTION_REASON)?.code;
  const reason = isAttentionReason(code) ? code : undefined;
  const fax = /^Communication\/(.+)$/.exec(partyOf(listOf(task.basedOn)[0])?.reference ?? '')?.[1];
  const owner = partyOf(task.owner);
  return {
    id: task.id,
    task,
    // Some say more than their reason: who and what it was about.
    what: task.description ?? (reason ? ATTENTION_REASONS[reason] : 'Something needs a person'),
    ...(reason && { reason }),
    ...(owner && { owner }),
    ...(fax && { faxId: fax }),
    ...(task.authoredOn && { raisedAt: task.authoredOn }),
    isOpen: OPEN_STATUSES.some((status) => status === task.status),
    done: readMark(task),
  };
}

function isAttentionReason(code: string | undefined): code is AttentionReason {
  return code !== undefined && Object.hasOwn(ATTENTION_REASONS, code);
}

/** The Task when somebody has dealt with it, or has not after all. */
export function makeAttentionDone(task: Task, isDone: boolean, act: Act): Task {
  const ours: readonly string[] = [EXT.by, EXT.at, EXT.why];
  const others = listOf(task.extension).filter(({ url }) => !ours.includes(url));
  const extension = [...others, ...(isDone ? makeMark(act) : [])];
  const { extension: _, ...rest } = task;
  return {
    ...rest,
    status: isDone ? 'completed' : 'requested',
    ...(extension.length > 0 && { extension }),
  };
}
