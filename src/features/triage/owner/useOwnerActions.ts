import { useSession } from '../../../data/session.ts';
import { useOwnership } from '../../../data/work/useOwnership.ts';
import { useWork } from '../../../data/work/useWorks.ts';
import { type Fax, isInState } from '../../../domain/fax/fax.ts';
import type { Party } from '../../../domain/fhir/elements.ts';
import { ownershipOf, whyNotClaim } from '../../../domain/work/ownerCommand.ts';

interface OwnerActions {
  readonly owner: Party | undefined;
  readonly isClaimed: boolean;
  /** The person at this desk has claimed it. */
  readonly isMine: boolean;
  /** Why it cannot be given to anybody now; `undefined` when it can. */
  readonly whyNotRoute: string | undefined;
  readonly whyNotClaim: string | undefined;
  /** Claims it, or lets it go again. */
  readonly toggleClaim: () => void;
  /** Gives it to a person or team; `undefined` to nobody. */
  readonly route: (to: Party | undefined) => void;
}

/** Whose work a fax is, and what a person may do about it; button, field and keys all go through here. */
export function useOwnerActions(fax: Fax): OwnerActions {
  const { profile } = useSession();
  const change = useOwnership();
  const ownership = ownershipOf(useWork(fax.id));
  const { owner, isClaimed } = ownership;
  const isMine = isClaimed && owner?.reference === profile.reference;
  const closed = isInState(fax, 'open') ? undefined : 'Nothing is owed on this fax any more.';
  return {
    owner,
    isClaimed,
    isMine,
    whyNotRoute: closed,
    whyNotClaim: closed ?? whyNotClaim(ownership, profile),
    toggleClaim: () => void change(fax, { kind: isMine ? 'release' : 'claim' }),
    route: (to) => void change(fax, { kind: 'route', ...(to && { to }) }),
  };
}
