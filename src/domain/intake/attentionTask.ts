import type { Task } from '@medplum/fhirtypes';
import type { DocumentProblem } from '../fax/fax.ts';
import { idOf } from '../fhir/elements.ts';
import { ATTENTION_IDENTIFIER, ATTENTION_REASON, TASK_CODE } from '../fhir/systems.ts';

/** What a person has to look at, in the words the clinic reads. */
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
