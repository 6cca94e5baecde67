import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Principal } from './principal.ts';

/** Seconds an access token, or the token that binds a socket to a subscription, is good for. */
export const TOKEN_SECONDS = 3600;

const KEY_BYTES = 32;
/** Tokens whose signature is known to be right; a clinic has a few dozen at a time. */
const MOST_REMEMBERED = 1000;

/** Reads the key that signs tokens, or makes it on first use. With a new one everybody signs in again. */
export function openSigningKey(file: string): Buffer {
  if (!existsSync(file) || statSync(file).size < KEY_BYTES) {
    // Renamed into place: with half a key, which a power cut may leave, nobody could sign in.
    writeFileSync(`${file}.new`, randomBytes(KEY_BYTES), { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  }
  chmodSync(file, 0o600);
  return readFileSync(file);
}

/** What an access token says: who, and the session it ends with. */
export interface AccessClaims {
  readonly kind: Principal['kind'];
  readonly sub: string;
  readonly sessionId: string;
}

export interface Tokens {
  /** @param clientId As the client gave it: `MedplumClient` compares. */
  issueAccess(claims: AccessClaims, clientId: string, profile: string): Promise<string>;
  verifyAccess(token: string): Promise<AccessClaims | undefined>;
  issueBinding(subscriptionId: string, access: AccessClaims): Promise<{ token: string; expires: Date }>;
  verifyBinding(
    token: string,
  ): Promise<{ subscriptionId: string; access: AccessClaims; expires: Date } | undefined>;
}

type Purpose = 'access' | 'binding';

export function createTokens(key: Buffer, now: () => number): Tokens {
  const sign = (purpose: Purpose, payload: JWTPayload, expires: number) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(purpose)
      .setIssuedAt(Math.floor(now() / 1000))
      .setExpirationTime(expires)
      .sign(key);

  const verify = async (purpose: Purpose, token: string) => {
    try {
      const options = { audience: purpose, algorithms: ['HS256'], currentDate: new Date(now()) };
      return (await jwtVerify(token, key, options)).payload;
    } catch {
      return undefined;
    }
  };

  // Checking a signature takes a turn in the pool of threads that files are written in, and a browser's token comes
  // with each of its requests: one check is enough for all of them.
  const verified = new Map<string, JWTPayload>();

  const verifyOnce = async (token: string) => {
    const known = verified.get(token);
    if (known && (known.exp ?? 0) > Math.floor(now() / 1000)) {
      return known;
    }
    const payload = await verify('access', token);
    verified.delete(token);
    if (payload) {
      verified.set(token, payload);
      forgetOldest(verified);
    }
    return payload;
  };

  const expiry = () => Math.floor(now() / 1000) + TOKEN_SECONDS;

  return {
    issueAccess: ({ kind, sub, sessionId }, clientId, profile) =>
      // `login_id` is how MedplumClient knows that `auth/me` can be asked.
      sign('access', { kind, sub, login_id: sessionId, client_id: clientId, profile }, expiry()),
    verifyAccess: async (token) => readAccess(await verifyOnce(token)),
    async issueBinding(subscriptionId, { kind, sub, sessionId }) {
      const expires = expiry();
      const payload = { kind, sub, login_id: sessionId, subscription_id: subscriptionId };
      return { token: await sign('binding', payload, expires), expires: new Date(expires * 1000) };
    },
    async verifyBinding(token) {
      const payload = await verify('binding', token);
      const access = readAccess(payload);
      if (!access || typeof payload?.subscription_id !== 'string' || payload.exp === undefined) {
        return undefined;
      }
      return { subscriptionId: payload.subscription_id, access, expires: new Date(payload.exp * 1000) };
    },
  };
}

/** A Map keeps the order in which its entries came. */
function forgetOldest(verified: Map<string, unknown>): void {
  const [oldest] = verified.keys();
  if (oldest !== undefined && verified.size > MOST_REMEMBERED) {
    verified.delete(oldest);
  }
}

function readAccess(payload: JWTPayload | undefined): AccessClaims | undefined {
  const { kind, sub, login_id: sessionId } = payload ?? {};
  if ((kind !== 'user' && kind !== 'client') || typeof sub !== 'string' || typeof sessionId !== 'string') {
    return undefined;
  }
  return { kind, sub, sessionId };
}
