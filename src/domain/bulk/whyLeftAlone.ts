import { type Fax, hasFlag, isInState, isPutAway } from '../fax/fax.ts';
import { isAllowed, type TriageCommand } from '../fax/triageCommand.ts';
import type { Party } from '../fhir/elements.ts';
import type { Ownership } from '../filing/workTask.ts';
import type { OwnerCommand } from '../work/ownerCommand.ts';
import type { BulkAction } from './bulkAction.ts';
import type { NotDone } from './bulkOutcome.ts';

/** What a fax is besides itself to whoever acts on it: whose work it is, and who acts. */
interface Circumstances {
  readonly ownership: Ownership;
  readonly me: Party;
}

/** Why an action would change nothing on a fax, or may not; `undefined` when it can be done. */
export function whyLeftAlone(
  fax: Fax,
  action: BulkAction,
  { ownership, me }: Circumstances,
): NotDone | undefined {
  if (fax.state === undefined) {
    return { reason: 'unadopted', words: 'not taken into the inbox yet' };
  }
  return action.on === 'fax'
    ? whyNotTriage(fax, action.command)
    : whyNotOwner(fax, action.command, ownership, me);
}

const PLACES = {
  archived: 'it is archived',
  junk: 'it is in Junk',
  trash: 'it is in Trash',
} as const;

function whyNotTriage(fax: Fax, command: TriageCommand): NotDone | undefined {
  if (isSoAlready(fax, command)) {
    return { reason: 'already', words: 'it is so already' };
  }
  if (isAllowed(fax, command.kind)) {
    return undefined;
  }
  return isPutAway(fax) ? putAway(fax) : { reason: 'closed', words: 'it is closed' };
}

function putAway({ state }: Fax): NotDone {
  const words =
    state === 'archived' || state === 'junk' || state === 'trash' ? PLACES[state] : 'it is put away';
  return { reason: 'putAway', words };
}

function isSoAlready(fax: Fax, command: TriageCommand): boolean {
  switch (command.kind) {
    case 'handle':
      return fax.state === 'open' && hasFlag(fax, 'handled');
    case 'archive':
      return fax.state === 'archived';
    case 'junk':
    case 'trash':
      return fax.state === command.kind;
    case 'restore':
      return !isPutAway(fax);
    case 'urgent':
      return hasFlag(fax, 'urgent');
    case 'notUrgent':
      return !hasFlag(fax, 'urgent');
    case 'label':
      return fax.labels.some(({ code }) => code === command.label.code);
    case 'unlabel':
      return !fax.labels.some(({ code }) => code === command.code);
    default:
      return false;
  }
}

function whyNotOwner(
  fax: Fax,
  command: OwnerCommand,
  { owner, isClaimed }: Ownership,
  me: Party,
): NotDone | undefined {
  if (!isInState(fax, 'open')) {
    return isPutAway(fax) ? putAway(fax) : { reason: 'closed', words: 'it is closed' };
  }
  const isMine = isClaimed && owner?.reference === me.reference;
  switch (command.kind) {
    case 'claim':
      if (isMine) {
        return { reason: 'already', words: 'it is yours already' };
      }
      return isClaimed
        ? { reason: 'claimed', words: `${owner?.display ?? 'somebody else'} has claimed it` }
        : undefined;
    case 'release':
      return isMine ? undefined : { reason: 'notMine', words: 'you have not claimed it' };
    case 'route':
      return !isClaimed && owner?.reference === command.to?.reference
        ? { reason: 'already', words: 'it is there already' }
        : undefined;
    case 'putBack':
      return undefined;
  }
}
