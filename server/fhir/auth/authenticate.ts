import type { Accounts } from './accounts.ts';
import type { Clients } from './clients.ts';
import { clientPrincipal, type Principal, userPrincipal } from './principal.ts';
import type { Sessions } from './sessions.ts';
import type { AccessClaims, Tokens } from './tokens.ts';

/** Everything that knows who may come in. */
export interface Identity {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly clients: Clients;
  readonly tokens: Tokens;
}

/**
 * Who sent a request, from its `Authorization` header: a bearer token, or a client's id and secret (Basic).
 * Session, account and role are looked up each time, so that signing out and disabling somebody act at once.
 */
export async function authenticate(
  identity: Identity,
  authorization: string | undefined,
): Promise<Principal | undefined> {
  const [scheme, value] = authorization?.split(' ', 2) ?? [];
  if (!value) {
    return undefined;
  }
  switch (scheme?.toLowerCase()) {
    case 'bearer': {
      const claims = await identity.tokens.verifyAccess(value);
      return claims && principalOf(identity, claims);
    }
    case 'basic': {
      const credentials = parseBasic(value);
      const client = credentials && identity.clients.verify(credentials);
      return client && clientPrincipal(client);
    }
    default:
      return undefined;
  }
}

/** The person or program behind a token that was verified, unless the session has ended since. */
export function principalOf(identity: Identity, claims: AccessClaims): Principal | undefined {
  if (claims.kind === 'client') {
    const client = identity.clients.get(claims.sub);
    return client && clientPrincipal(client);
  }
  const session = identity.sessions.get(claims.sessionId);
  const account = session && identity.accounts.get(session.accountId);
  return account && !account.disabled ? userPrincipal(account, claims.sessionId) : undefined;
}

/** Reads `id:secret` in base64, https://www.rfc-editor.org/rfc/rfc7617. */
export function parseBasic(value: string): { id: string; secret: string } | undefined {
  const text = Buffer.from(value, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon > 0 ? { id: text.slice(0, colon), secret: text.slice(colon + 1) } : undefined;
}
