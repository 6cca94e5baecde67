import type { ServerOptions } from 'node:https';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import websocket from '@fastify/websocket';
import { badRequest } from '@medplum/core';
import type { Practitioner } from '@medplum/fhirtypes';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { registerAuthRoutes } from '../fhir/auth/authRoutes.ts';
import type { OpenIdentity } from '../fhir/auth/openIdentity.ts';
import type { FileStore } from '../fhir/binary/fileStore.ts';
import { registerStorageRoutes } from '../fhir/binary/storageRoutes.ts';
import { registerFhircastRoutes } from '../fhir/fhircast/fhircastRoutes.ts';
import { createFhirContext, type FhirContext } from '../fhir/router/fhirContext.ts';
import { createFhirRouter, type Operations } from '../fhir/router/fhirRouter.ts';
import { registerFhirRoutes } from '../fhir/router/fhirRoutes.ts';
import { sendOutcome } from '../fhir/router/outcome.ts';
import { createPresignedUrls } from '../fhir/router/presignedUrls.ts';
import type { Store } from '../fhir/store/store.ts';
import type { SubscriptionBook } from '../fhir/subscriptions/subscriptionHandlers.ts';
import { registerSubscriptionRoutes } from '../fhir/subscriptions/subscriptionRoutes.ts';
import { clientConfig, originOf } from './clientConfig.ts';
import type { DiskWatch } from './diskWatch.ts';
import { registerHealth } from './health.ts';
import { addSystemClients } from './inProcess.ts';
import { securityHeaders } from './security.ts';
import { readBuildStamp, registerStaticApp } from './staticApp.ts';

/** Everything the server is made of. Nothing is read from anywhere else, so tests can put in what they like. */
export interface AppDeps {
  readonly store: Store;
  readonly files: FileStore;
  readonly identity: OpenIdentity;
  readonly settings: AppSettings;
  readonly logger: FastifyBaseLogger;
  readonly now: () => number;
  /** Unset: the disk is not watched. */
  readonly disk?: DiskWatch;
  /** Lets the first admin in while there is no account. */
  readonly firstAdminCode?: string | undefined;
  /** FHIR operations of the gateway. */
  readonly operations?: Operations;
  /** Adds routes of the gateway, above all the carriers' webhooks. */
  readonly registerGatewayRoutes?: (app: FastifyInstance) => void;
}

export interface AppSettings {
  /** Where this server is reached, without a trailing slash. */
  readonly baseUrl: string;
  /** `baseUrl` when somebody set it; unset, pages use the address they were loaded from. */
  readonly publicUrl?: string | undefined;
  readonly tls?: Pick<ServerOptions, 'cert' | 'key'> | undefined;
  readonly trustProxy: boolean;
  readonly careless: boolean;
  readonly timeZone: string;
  readonly version: string;
  /** Folder of the built app. */
  readonly appRoot: string;
}

/** A request has to be here by then: the largest delivery over a slow line takes minutes. */
const REQUEST_WITHIN_MS = 300_000;

/** Builds the server without listening. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const { settings } = deps;
  const app = createFastify(deps);
  const context = createContext(deps);
  await context.clinicRights.load(context.ownRepository);
  addSystemClients(app, deps.identity.identity.clients, settings.baseUrl);
  app.decorateRequest('principal');

  await app.register(helmet, securityHeaders(settings.baseUrl.startsWith('https') || settings.trustProxy));
  await app.register(websocket, {
    options: { maxPayload: 64 * 1024 },
    errorHandler: (error, socket, request) => {
      // With a code it is the other end's doing, such as a message too large: anybody could fill the log.
      if (!('code' in error)) {
        request.log.error({ err: error }, 'Socket failed');
      }
      socket.terminate();
    },
  });
  // For `reply.sendFile`; the app's own files are served by registerStaticApp.
  await app.register(fastifyStatic, { root: deps.files.root, serve: false });
  logRequests(app);

  registerHealth(app, deps.disk);
  app.get('/config.json', async (request, reply) => {
    reply.header('cache-control', 'no-cache');
    return clientConfig(request, settings, readBuildStamp(settings.appRoot));
  });
  registerSignIn(app, deps, context);
  registerFhir(app, deps, context);
  deps.registerGatewayRoutes?.(app);
  registerStaticApp(app, settings.appRoot);
  return app;
}

function createFastify({ settings, logger }: AppDeps): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger,
    // Fastify would log addresses, which may hold what somebody searched for.
    logController: new LogController({ disableRequestLogging: true }),
    // One proxy: what it appended to X-Forwarded-For is true, anything before that is the client's word.
    trustProxy: settings.trustProxy ? (_address, hop) => hop === 0 : false,
    https: settings.tls ?? null,
    // Requests under way are answered; connections that only wait are closed.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    // Of addresses that cannot be decoded; Fastify would repeat them.
    frameworkErrors: (_error, _request, reply) => sendOutcome(reply, badRequest('The address is not valid')),
    // Node's own limit, which Fastify switches off: nobody keeps a request open by sending a byte a minute.
    requestTimeout: REQUEST_WITHIN_MS,
  });
  // Typed for https because of the option above; without tls it is an http server, used in the same way.
  return app as unknown as FastifyInstance;
}

function createContext({ store, files, identity, settings, now }: AppDeps): FhirContext {
  return createFhirContext({
    store,
    files,
    identity: identity.identity,
    presignedUrls: settings.careless
      ? createPresignedUrls(identity.signingKey, settings.baseUrl, now)
      : undefined,
    fhirBase: `${settings.baseUrl}/fhir/R4`,
  });
}

function registerSignIn(app: FastifyInstance, deps: AppDeps, { ownRepository }: FhirContext): void {
  registerAuthRoutes(app, {
    identity: deps.identity.identity,
    signingKey: deps.identity.signingKey,
    firstAdminCode: deps.firstAdminCode,
    now: deps.now,
    createPractitioner: (name) =>
      ownRepository.createResource<Practitioner>({ resourceType: 'Practitioner', name: [{ text: name }] }),
    readPractitioner: async (reference) => {
      const [practitioner] = await ownRepository.readReferences<Practitioner>([{ reference }]);
      return practitioner instanceof Error ? undefined : practitioner;
    },
  });
}

function registerFhir(app: FastifyInstance, deps: AppDeps, context: FhirContext): void {
  const { settings, operations = {}, now } = deps;
  const book: SubscriptionBook = {
    entries: new Map(),
    tokens: deps.identity.identity.tokens,
    now: () => new Date(now()),
    socketUrl: `${settings.baseUrl.replace(/^http/, 'ws')}/ws/subscriptions-r4`,
  };
  const router = createFhirRouter({
    files: deps.files,
    subscriptions: book,
    operations,
    onCrash: (error) => app.log.error({ err: error }, 'FHIR request failed'),
  });
  registerFhirRoutes(app, context, {
    router,
    transactionsAtomic: !settings.careless,
    version: settings.version,
  });
  registerSubscriptionRoutes(app, context, book);
  registerFhircastRoutes(app, context, {
    now: book.now,
    originOf: (request) => originOf(request, settings),
  });
  if (context.presignedUrls) {
    registerStorageRoutes(app, context, context.presignedUrls);
  }
}

function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info({
      method: request.method,
      // The pattern, not the address.
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
}
