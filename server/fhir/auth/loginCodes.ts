import { createHash } from 'node:crypto';
import { createSecret, hashSecret } from './secrets.ts';

/** A password that was right, waiting to be exchanged for tokens. */
export interface PendingLogin {
  readonly accountId: string;
  readonly clientId: string;
  readonly codeChallenge: string;
  readonly remember: boolean;
}

/** The codes between `auth/login` and `oauth2/token`. */
export interface LoginCodes {
  issue(login: PendingLogin): string;
  /** The login behind a code when the verifier fits. A code works once, right or wrong. */
  redeem(code: string, verifier: string): PendingLogin | undefined;
}

const CODE_LIFETIME_MS = 5 * 60_000;

/** In memory: after a restart somebody halfway through signing in types the password again. */
export function createLoginCodes(now: () => number): LoginCodes {
  const pending = new Map<string, PendingLogin & { expires: number }>();
  return {
    issue(login) {
      for (const [hash, { expires }] of pending) {
        if (expires <= now()) {
          pending.delete(hash);
        }
      }
      const code = createSecret();
      pending.set(hashSecret(code), { ...login, expires: now() + CODE_LIFETIME_MS });
      return code;
    },
    redeem(code, verifier) {
      const login = pending.get(hashSecret(code));
      pending.delete(hashSecret(code));
      return login && login.expires > now() && challengeOf(verifier) === login.codeChallenge
        ? login
        : undefined;
    },
  };
}

/** PKCE, method S256: https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
