import rateLimit from '@fastify/rate-limit';
import type { Practitioner } from '@medplum/fhirtypes';
import type { FastifyInstance } from 'fastify';
import { setBodyParsers } from '../router/bodyParsers.ts';
import { setFhirErrors } from '../router/errors.ts';
import type { Identity } from './authenticate.ts';
import { registerFirstAdminRoute } from './firstAdminRoutes.ts';
import { createLoginCodes } from './loginCodes.ts';
import { registerLoginRoutes } from './loginRoutes.ts';
import { registerSessionRoutes } from './sessionRoutes.ts';
import { createSignInThrottle } from './signInThrottle.ts';
import { registerTextKeyRoute } from './textKeyRoutes.ts';
import { registerTokenRoutes } from './tokenRoutes.ts';

interface AuthRoutesDeps {
  readonly identity: Identity;
  readonly signingKey: Buffer;
  readonly firstAdminCode: string | undefined;
  readonly now: () => number;
  readPractitioner(reference: string): Promise<Practitioner | undefined>;
  createPractitioner(name: string): Promise<Practitioner>;
}

/** Requests a minute one address may make to the routes that check passwords and tokens. */
const REQUESTS_A_MINUTE = 300;

/** The address that in-process requests come from; a real one is always an IP address. */
export const IN_PROCESS_ADDRESS = 'in-process';

/** Signing in and out: `/auth/*` and `/oauth2/*` as MedplumClient and its SignInForm call them. */
export function registerAuthRoutes(app: FastifyInstance, deps: AuthRoutesDeps): void {
  const codes = createLoginCodes(deps.now);
  const throttle = createSignInThrottle(deps.now);

  app.register(async (scope) => {
    setFhirErrors(scope);
    setBodyParsers(scope);
    await scope.register(rateLimit, {
      max: REQUESTS_A_MINUTE,
      timeWindow: '1 minute',
      allowList: [IN_PROCESS_ADDRESS],
    });
    registerLoginRoutes(scope, { identity: deps.identity, codes, throttle });
    registerTokenRoutes(scope, { identity: deps.identity, codes });
    registerSessionRoutes(scope, deps);
    registerTextKeyRoute(scope, deps);
    registerFirstAdminRoute(scope, {
      accounts: deps.identity.accounts,
      code: deps.firstAdminCode,
      createPractitioner: deps.createPractitioner,
    });
  });
}
