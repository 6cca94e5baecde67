import type { Reference } from '@medplum/fhirtypes';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authenticate, type Identity, parseBasic, principalOf } from './authenticate.ts';
import type { LoginCodes } from './loginCodes.ts';
import { clientPrincipal, type Principal } from './principal.ts';
import { PROJECT } from './sessionDetails.ts';
import { TOKEN_SECONDS } from './tokens.ts';

/** Grants of https://www.rfc-editor.org/rfc/rfc6749 as MedplumClient asks for them. */
const tokenRequestSchema = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    code: z.string(),
    code_verifier: z.string(),
    client_id: z.string().default(''),
  }),
  z.object({
    grant_type: z.literal('refresh_token'),
    refresh_token: z.string(),
    client_id: z.string().default(''),
  }),
  z.object({
    grant_type: z.literal('client_credentials'),
    client_id: z.string().optional(),
    client_secret: z.string().optional(),
  }),
]);

type TokenRequest = z.infer<typeof tokenRequestSchema>;

interface Grant {
  readonly principal: Principal;
  readonly clientId: string;
  readonly refreshToken?: string;
}

interface TokenDeps {
  readonly identity: Identity;
  readonly codes: LoginCodes;
}

export function registerTokenRoutes(app: FastifyInstance, deps: TokenDeps): void {
  app.post('/oauth2/token', async (request, reply) => {
    const parsed = tokenRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      return sendOAuthError(reply, 400, 'invalid_request', 'The token request is incomplete');
    }
    const grant = grantFor(deps, parsed.data, request);
    if (!grant) {
      return parsed.data.grant_type === 'client_credentials'
        ? sendOAuthError(reply, 401, 'invalid_client', 'Client id or secret is wrong')
        : sendOAuthError(reply, 400, 'invalid_grant', 'Sign in again');
    }
    return reply.header('cache-control', 'no-store').send(await tokensFor(deps.identity, grant));
  });

  app.post('/oauth2/logout', async (request) => {
    const principal = await authenticate(deps.identity, request.headers.authorization);
    if (principal?.kind === 'user') {
      deps.identity.sessions.end(principal.sessionId);
    }
    return {};
  });
}

function grantFor(deps: TokenDeps, body: TokenRequest, request: FastifyRequest): Grant | undefined {
  switch (body.grant_type) {
    case 'authorization_code': {
      const login = deps.codes.redeem(body.code, body.code_verifier);
      if (login?.clientId !== body.client_id) {
        return undefined;
      }
      const started = deps.identity.sessions.start(login.accountId, login.clientId, login.remember);
      return userGrant(deps.identity, started, body.client_id);
    }
    case 'refresh_token': {
      const refreshed = deps.identity.sessions.refresh(body.refresh_token, body.client_id);
      return refreshed && userGrant(deps.identity, refreshed, body.client_id);
    }
    case 'client_credentials': {
      const client = deps.identity.clients.verify(clientCredentials(body, request));
      return client && { principal: clientPrincipal(client), clientId: client.id };
    }
  }
}

function userGrant(
  identity: Identity,
  { session, refreshToken }: { session: { id: string; accountId: string }; refreshToken: string },
  clientId: string,
): Grant | undefined {
  const principal = principalOf(identity, { kind: 'user', sub: session.accountId, sessionId: session.id });
  return principal && { principal, clientId, refreshToken };
}

/** A client may name itself in the body or in the `Authorization` header. */
function clientCredentials(
  body: { client_id?: string | undefined; client_secret?: string | undefined },
  request: FastifyRequest,
): { id: string; secret: string } {
  const [scheme, value] = request.headers.authorization?.split(' ', 2) ?? [];
  const fromHeader = scheme?.toLowerCase() === 'basic' && value ? parseBasic(value) : undefined;
  return fromHeader ?? { id: body.client_id ?? '', secret: body.client_secret ?? '' };
}

async function tokensFor(identity: Identity, { principal, clientId, refreshToken }: Grant) {
  const { kind, id: sub, sessionId, reference } = principal;
  const profile: Reference = reference;
  return {
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
    scope: 'openid',
    access_token: await identity.tokens.issueAccess({ kind, sub, sessionId }, clientId, reference.reference),
    refresh_token: refreshToken,
    project: PROJECT,
    profile,
  };
}

/** Errors of the token endpoint: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
function sendOAuthError(reply: FastifyReply, status: number, error: string, description: string) {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ error, error_description: description });
}
