import { unauthorized } from '@medplum/core';
import type { ClientApplication, Practitioner } from '@medplum/fhirtypes';
import type { FastifyInstance } from 'fastify';
import { sendOutcome } from '../router/outcome.ts';
import { authenticate, type Identity } from './authenticate.ts';
import type { Principal } from './principal.ts';
import { sessionDetails } from './sessionDetails.ts';

interface SessionDeps {
  readonly identity: Identity;
  /** The Practitioner of an account, or undefined when it was deleted. */
  readPractitioner(reference: string): Promise<Practitioner | undefined>;
}

/** `auth/me`: who is signed in, and what they may do. */
export function registerSessionRoutes(app: FastifyInstance, deps: SessionDeps): void {
  app.get('/auth/me', async (request, reply) => {
    const principal = await authenticate(deps.identity, request.headers.authorization);
    if (!principal) {
      return sendOutcome(reply, unauthorized);
    }
    reply.header('cache-control', 'no-store');
    return sessionDetails(
      principal,
      await profileOf(deps, principal),
      deps.identity.accounts.get(principal.id),
    );
  });
}

async function profileOf(
  { readPractitioner }: SessionDeps,
  { kind, reference: { reference, display } }: Principal,
): Promise<Practitioner | ClientApplication> {
  const id = reference.split('/')[1];
  if (kind === 'client') {
    return { resourceType: 'ClientApplication', id, name: display };
  }
  return (
    (await readPractitioner(reference)) ?? { resourceType: 'Practitioner', id, name: [{ text: display }] }
  );
}
