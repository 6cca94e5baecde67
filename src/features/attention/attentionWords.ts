import type { Attention, AttentionReason } from '../../domain/intake/attentionTask.ts';

/** What a person can do about it. */
const TODO: Record<AttentionReason, string> = {
  'unknown-line': 'Route it to whoever it is for. If the number is ours, ask an admin to add it as a line.',
  'unknown-direction': 'Look at it and say which: a received one goes to the inbox.',
  'not-adopted': 'Tell whoever looks after that system; nothing of the fax is lost.',
  'different-document': 'Ask the sender which one counts, and to fax it again if it is the other.',
  'document-missing': 'Look for it at the carrier, or ask the sender to fax it again.',
  'document-empty': 'Ask the sender to fax it again.',
  'document-broken': 'Ask the sender to fax it again. The file is kept as it came.',
  'document-truncated': 'Compare the number of pages with the cover sheet and ask the sender for the rest.',
  'document-encrypted': 'Ask the sender for an open one, or for the password and read the download.',
  'document-too-large': 'Download the original to read it.',
  'document-unsupported': 'Download the original, or ask the sender to fax it as PDF.',
  'document-unreachable': 'Look for it at the carrier, or ask the sender to fax it again.',
  'intake-stuck': 'Tell whoever looks after the server. The sender need not fax it again.',
  'unknown-event': 'Tell whoever looks after the server; no fax is lost by it.',
  'moved-after-review': 'Look whether anything was done for the wrong patient because of it.',
};

/** What is to be done about it, or who did it. */
export function formatTodo({ isOpen, reason, done }: Attention): string {
  if (!isOpen) {
    return `Dealt with${done.by?.display ? ` by ${done.by.display}` : ''}`;
  }
  // Another version may have raised it, for a reason of its own.
  return reason ? TODO[reason] : 'Look at it, then say that it is done.';
}
