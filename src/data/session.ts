import { useMedplum, useMedplumProfile } from '@medplum/react-hooks';
import { useContext, useMemo } from 'react';
import type { Act } from '../domain/fax/marks.ts';
import type { Party } from '../domain/fhir/elements.ts';
import { formatHumanName, formatInitials } from '../domain/patient/patient.ts';
import { PresenceContext } from './presence/presence.ts';

const ROLES = ['frontdesk', 'practitioner', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The person at this desk. */
export interface Session {
  readonly profile: Party;
  readonly name: string;
  readonly initials: string;
  readonly role: Role;
  /** Marking as reviewed is for practitioners (and admins) only. */
  readonly canReview: boolean;
  signOut(): Promise<void>;
}

/** Who is signed in. Only below a signed-in gate. */
export function useSession(): Session {
  const client = useMedplum();
  const profile = useMedplumProfile();
  const presence = useContext(PresenceContext);
  return useMemo(() => {
    const name =
      profile && 'name' in profile && Array.isArray(profile.name) ? formatHumanName(profile.name[0]) : '';
    const policy = client.getProjectMembership()?.accessPolicy?.display?.toLowerCase();
    // On another server the policies decide; there the profile is the best hint of what to offer.
    const fallback: Role = client.isProjectAdmin() ? 'admin' : 'practitioner';
    const role = ROLES.find((known) => known === policy) ?? fallback;
    return {
      profile: { reference: `${profile?.resourceType}/${profile?.id}`, display: name },
      name,
      initials: formatInitials(name),
      role,
      canReview: role !== 'frontdesk',
      signOut: async () => {
        // While it may still be said; a server that does not answer keeps nobody from leaving.
        await Promise.race([presence.leave(), delay(GOODBYE_MS)]);
        await client.signOut();
      },
    };
  }, [client, profile, presence]);
}

/** Long enough for an answer, too short to be waited for. */
const GOODBYE_MS = 300;

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The id of whoever is signed in, for what is kept for each person in this browser. */
export function usePersonId(): string | undefined {
  return useMedplumProfile()?.id;
}

/** What that person does now. */
export function actOf(session: Session): Act {
  return { by: session.profile, at: new Date().toISOString() };
}

/** Whether somebody is signed in; `loading` while a kept sign-in is looked at. */
export function useAuth(): 'loading' | 'signed-in' | 'signed-out' {
  const client = useMedplum();
  const profile = useMedplumProfile();
  if (profile) {
    return 'signed-in';
  }
  // A kept sign-in that has ended is dropped, but the client would go on loading it.
  return client.isLoading() && client.getActiveLogin() ? 'loading' : 'signed-out';
}
