import { badRequest } from '@medplum/core';
import type { Practitioner } from '@medplum/fhirtypes';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sendOutcome } from '../router/outcome.ts';
import type { Accounts } from './accounts.ts';
import { hashSecret, isSecret } from './secrets.ts';

const firstAdminSchema = z.object({
  code: z.string(),
  email: z.email('Enter an e-mail address'),
  password: z.string().min(12, 'Choose a password of at least 12 characters'),
  name: z.string().trim().min(1, 'Enter a name'),
});

interface FirstAdminDeps {
  readonly accounts: Accounts;
  /** Printed at start when nobody can sign in yet; undefined otherwise. */
  readonly code: string | undefined;
  createPractitioner(name: string): Promise<Practitioner>;
}

/** `POST /auth/first-admin`: whoever started the server makes the first account with the code it printed. */
export function registerFirstAdminRoute(app: FastifyInstance, deps: FirstAdminDeps): void {
  const codeHash = deps.code === undefined ? undefined : hashSecret(deps.code);
  let used = false;

  app.post('/auth/first-admin', async (request, reply) => {
    const parsed = firstAdminSchema.safeParse(request.body);
    if (!parsed.success) {
      return sendOutcome(reply, badRequest(parsed.error.issues.map(({ message }) => message).join('. ')));
    }
    const { code, email, password, name } = parsed.data;
    if (used || codeHash === undefined || !isSecret(code, codeHash) || deps.accounts.count() > 0) {
      return sendOutcome(reply, badRequest('The code is wrong or was used before'));
    }
    used = true;
    const practitioner = await deps.createPractitioner(name);
    const profile = `Practitioner/${practitioner.id}`;
    await deps.accounts.create({ email, password, name, role: 'admin', profile });
    return reply.code(201).send({});
  });
}
