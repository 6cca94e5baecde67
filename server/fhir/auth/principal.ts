import type { Reference } from '@medplum/fhirtypes';
import type { Role, UserRole } from '../access/roles.ts';
import type { Account } from './accounts.ts';
import type { Client } from './clients.ts';

/** Who makes a request. */
export type Principal = UserPrincipal | ClientPrincipal;

interface UserPrincipal {
  readonly kind: 'user';
  readonly id: string;
  readonly role: UserRole;
  /** `Practitioner/<id>` with the person's name; becomes `meta.author`. */
  readonly reference: Reference & { readonly reference: string };
  readonly sessionId: string;
}

interface ClientPrincipal {
  readonly kind: 'client';
  readonly id: string;
  readonly role: Role;
  /** `ClientApplication/<id>` with the program's name. */
  readonly reference: Reference & { readonly reference: string };
  readonly sessionId: string;
}

export function userPrincipal(account: Account, sessionId: string): UserPrincipal {
  const reference = { reference: account.profile, display: account.name };
  return { kind: 'user', id: account.id, role: account.role, reference, sessionId };
}

export function clientPrincipal(client: Client): ClientPrincipal {
  const reference = { reference: `ClientApplication/${client.id}`, display: client.name };
  return { kind: 'client', id: client.id, role: client.role, reference, sessionId: `client-${client.id}` };
}
