import { randomUUID } from 'node:crypto';
import { badRequest, tooManyRequests } from '@medplum/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { sendOutcome } from '../router/outcome.ts';
import { APP_CLIENT_ID } from './appClient.ts';
import type { Identity } from './authenticate.ts';
import type { LoginCodes, PendingLogin } from './loginCodes.ts';
import type { SignInThrottle } from './signInThrottle.ts';

const loginSchema = z.object({
  email: z.string(),
  password: z.string(),
  clientId: z.enum(['', APP_CLIENT_ID]).default(''),
  codeChallenge: z.string().regex(/^[\w-]{43}$/),
  // `plain` would let whoever sees the code use it; MedplumClient falls back to it without crypto.subtle.
  codeChallengeMethod: z.literal('S256'),
  remember: z.boolean().default(false),
});

interface LoginDeps {
  readonly identity: Identity;
  readonly codes: LoginCodes;
  readonly throttle: SignInThrottle;
}

/** `auth/method` and `auth/login` as MedplumClient and its sign-in form call them. */
export function registerLoginRoutes(app: FastifyInstance, deps: LoginDeps): void {
  // The form asks first how somebody signs in. Always by password; whether there is an account is not told.
  app.post('/auth/method', async () => ({}));

  app.post('/auth/login', async (request, reply) => {
    const parsed = loginSchema.safeParse(request.body);
    if (!parsed.success) {
      return sendOutcome(reply, badRequest('Sign-in needs e-mail, password and an S256 code challenge'));
    }
    const { email, password, clientId, codeChallenge, remember } = parsed.data;
    const account = await checkPassword(deps, request.ip, email, password, reply);
    if (!account) {
      return reply;
    }
    const login: PendingLogin = { accountId: account.id, clientId, codeChallenge, remember };
    return { login: randomUUID(), code: deps.codes.issue(login) };
  });
}

/** The account, or undefined after the reply has been sent. */
async function checkPassword(
  { identity, throttle }: LoginDeps,
  address: string,
  email: string,
  password: string,
  reply: FastifyReply,
) {
  const key = `${address} ${email.trim().toLowerCase()}`;
  const wait = throttle.begin(key);
  if (wait > 0) {
    reply.header('retry-after', wait);
    sendOutcome(reply, tooManyRequests);
    return undefined;
  }
  const account = await identity.accounts.verify(email, password);
  if (!account) {
    sendOutcome(reply, badRequest('Email or password is invalid'));
    return undefined;
  }
  throttle.succeeded(key);
  return account;
}
