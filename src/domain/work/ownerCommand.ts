import type { Party } from '../fhir/elements.ts';
import type { Ownership, Work } from '../filing/workTask.ts';

/** One thing a person does about whose work a fax is, as data: done now, tried again after a conflict, or undone later. */
export type OwnerCommand =
  | { readonly kind: 'claim' }
  | { readonly kind: 'release' }
  /** Absent: to nobody. */
  | { readonly kind: 'route'; readonly to?: Party }
  /** Undoes one of the others. */
  | { readonly kind: 'putBack'; readonly ownership: Ownership };

const NOBODYS: Ownership = { isClaimed: false };

/** Whose a fax is; nobody's while it has no Task. */
export function ownershipOf(work: Work | undefined): Ownership {
  if (!work) {
    return NOBODYS;
  }
  const { owner, routedTo, isClaimed } = work;
  return { ...(owner && { owner }), ...(routedTo && { routedTo }), isClaimed };
}

/** Whose it is after a command of somebody. */
export function ownershipAfter(before: Ownership, command: OwnerCommand, by: Party): Ownership {
  const { routedTo } = before;
  switch (command.kind) {
    case 'claim':
      return { owner: by, ...(routedTo && { routedTo }), isClaimed: true };
    case 'release':
      return routedTo ? { owner: routedTo, routedTo, isClaimed: false } : NOBODYS;
    case 'route':
      return command.to ? { owner: command.to, routedTo: command.to, isClaimed: false } : NOBODYS;
    case 'putBack':
      return command.ownership;
  }
}

/** Whose it is, as text to compare: a conflict is one only when somebody else changed just this. */
export function ownerFact({ owner, isClaimed }: Ownership): string {
  return owner ? `${owner.reference} ${isClaimed ? 'claimed' : 'given'}` : '';
}

/** The words of the notice. */
export function ownerDone(command: OwnerCommand): string {
  switch (command.kind) {
    case 'claim':
      return 'Claimed';
    case 'release':
      return 'Released';
    case 'route':
      return command.to ? `Routed to ${command.to.display ?? 'somebody'}` : 'Routed to nobody';
    case 'putBack':
      return 'Undone';
  }
}

/** Why a fax cannot be claimed now; `undefined` when it can. */
export function whyNotClaim({ owner, isClaimed }: Ownership, me: Party): string | undefined {
  return isClaimed && owner?.reference !== me.reference
    ? `${owner?.display ?? 'Somebody else'} has claimed it. Route it to yourself to take it over.`
    : undefined;
}

/** What somebody else did first, and what became of one's own: for whoever lost a race. */
export function describeOwnerConflict(standing: Work): string {
  const who = standing.mark.by?.display ?? 'Somebody else';
  const { owner, isClaimed } = standing;
  const what = !owner
    ? 'released it'
    : isClaimed
      ? 'claimed it'
      : `routed it to ${owner.display ?? 'somebody else'}`;
  return `${who} ${what} first. Theirs was kept and yours was not saved.`;
}
