import { hkdfSync } from 'node:crypto';
import { forbidden, unauthorized } from '@medplum/core';
import type { FastifyInstance } from 'fastify';
import { sendOutcome } from '../router/outcome.ts';
import { authenticate, type Identity } from './authenticate.ts';

interface TextKeyDeps {
  readonly identity: Identity;
  /** The data folder's secret that the keys are derived from. */
  readonly signingKey: Buffer;
}

const KEY_BYTES = 32;

/**
 * `auth/text-key`: the AES key a browser seals with what this person has typed and not saved yet, the same in every
 * session of the account. Answers `{ profile, key }`, the key in base64url.
 */
export function registerTextKeyRoute(app: FastifyInstance, { identity, signingKey }: TextKeyDeps): void {
  app.get('/auth/text-key', async (request, reply) => {
    const principal = await authenticate(identity, request.headers.authorization);
    if (!principal) {
      return sendOutcome(reply, unauthorized);
    }
    if (principal.kind !== 'user') {
      return sendOutcome(reply, forbidden);
    }
    return reply.header('cache-control', 'no-store').send({
      profile: principal.reference.reference,
      key: textKey(signingKey, principal.id),
    });
  });
}

/** Derived, so that nothing has to be stored, and a key that leaked tells nothing of any other. */
function textKey(signingKey: Buffer, accountId: string): string {
  const key = hkdfSync('sha256', signingKey, '', `faxwell typed text of ${accountId}`, KEY_BYTES);
  return Buffer.from(key).toString('base64url');
}
