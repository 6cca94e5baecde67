import { notFound, unauthorized } from '@medplum/core';
import type { FhirRequest, FhirResponse, FhirRouter, HttpMethod } from '@medplum/fhir-router';
import type { BundleEntry } from '@medplum/fhirtypes';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isServedType } from '../access/rights.ts';
import { authenticate } from '../auth/authenticate.ts';
import { registerBinaryRoutes } from '../binary/binaryRoutes.ts';
import type { SqliteRepository } from '../store/repository.ts';
import { parseSearch } from '../store/search/request.ts';
import { parseForm, readQuery, setBodyParsers } from './bodyParsers.ts';
import { capabilityStatement } from './capabilityStatement.ts';
import { checkEntries } from './checkRequest.ts';
import { resolveConditionalReferences } from './conditionalReferences.ts';
import { setFhirErrors } from './errors.ts';
import type { FhirContext } from './fhirContext.ts';
import { sendFhir, sendText } from './fhirResponse.ts';
import { refuseOtherFormats } from './formats.ts';
import { FHIR_JSON, sendOutcome } from './outcome.ts';
import type { RequestConfig } from './requestConfig.ts';

const PREFIX = '/fhir/R4';
const RESOURCE_LIMIT_BYTES = 1024 * 1024;
const BUNDLE_LIMIT_BYTES = 50 * 1024 * 1024;
const METHODS: HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

interface FhirRoutesOptions {
  readonly router: FhirRouter;
  /** Whether a transaction happens as a whole or not at all. */
  readonly transactionsAtomic: boolean;
  readonly version: string;
}

/** The FHIR REST API, https://www.hl7.org/fhir/R4/http.html */
export function registerFhirRoutes(
  app: FastifyInstance,
  context: FhirContext,
  options: FhirRoutesOptions,
): void {
  const capabilities = JSON.stringify(capabilityStatement(context.fhirBase, options));

  app.register(async (scope) => {
    setFhirErrors(scope);
    scope.get(`${PREFIX}/metadata`, { onRequest: refuseOtherFormats }, async (_request, reply) =>
      reply.type(FHIR_JSON).send(capabilities),
    );

    scope.register(async (signedIn) => {
      signedIn.addHook('onRequest', async (request, reply) => {
        request.principal = await authenticate(context.identity, request.headers.authorization);
        return request.principal ? undefined : sendOutcome(reply, unauthorized);
      });
      registerBinaryRoutes(signedIn, context);
      registerRouter(signedIn, context, options);
    });
  });
}

function registerRouter(app: FastifyInstance, context: FhirContext, options: FhirRoutesOptions): void {
  app.register(async (scope) => {
    setBodyParsers(scope);
    scope.addHook('onRequest', refuseOtherFormats);
    const handler = (request: FastifyRequest, reply: FastifyReply) =>
      handle(context, options, request, reply);
    for (const url of [PREFIX, `${PREFIX}/`]) {
      scope.route({ method: METHODS, url, bodyLimit: BUNDLE_LIMIT_BYTES, handler });
    }
    scope.route({ method: METHODS, url: `${PREFIX}/*`, bodyLimit: RESOURCE_LIMIT_BYTES, handler });
  });
}

async function handle(
  context: FhirContext,
  options: FhirRoutesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // The raw address: Fastify's own parsing would decode what FHIR's search syntax has encoded.
  const url = (request.raw.url ?? '').slice(PREFIX.length).replace(/^\//, '');
  const { type, rest, query } = splitUrl(url);
  if (type && !type.startsWith('$') && !isServedType(type)) {
    return sendOutcome(reply, notFound);
  }
  // Fastify leaves the body of the answer out.
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (isStoredSearch(method, type, rest) && !context.presignedUrls) {
    return search(context, request, reply, type, query);
  }
  if (method === 'POST' && type === '') {
    checkEntries(request.body);
  }
  const config: RequestConfig = {
    principal: context.principalOf(request),
    transactions: options.transactionsAtomic,
    faxAudit: () => context.faxAudit(request),
  };
  const fhirRequest: FhirRequest = {
    // One of METHODS by now: no other is routed here.
    method: method as HttpMethod,
    url,
    pathname: '',
    params: {},
    query: {},
    body: await bodyOf(context, request),
    headers: request.headers,
    config,
  };
  const [outcome, resource] = await answer(options.router, fhirRequest, context.repository(request));
  const presented = resource && (await context.present(resource));
  return sendFhir(request, reply, context.fhirBase, [outcome, presented]);
}

async function bodyOf(context: FhirContext, request: FastifyRequest): Promise<unknown> {
  const body = context.presignedUrls ? context.presignedUrls.restore(request.body) : request.body;
  return isTransaction(body) ? resolveConditionalReferences(body, context.repository(request)) : body;
}

function isTransaction(body: unknown): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    'resourceType' in body &&
    body.resourceType === 'Bundle' &&
    'type' in body &&
    body.type === 'transaction'
  );
}

/** The writes of a batch stand each for itself, but wait for the disk together. */
function answer(
  router: FhirRouter,
  request: FhirRequest,
  repository: SqliteRepository,
): Promise<FhirResponse> {
  return isWritingBatch(request)
    ? repository.withSharedCommit((shared) => router.handleRequest(request, shared))
    : router.handleRequest(request, repository);
}

function isWritingBatch({ method, url, body }: FhirRequest): boolean {
  if (method !== 'POST' || url !== '' || body?.type !== 'batch' || !Array.isArray(body.entry)) {
    return false;
  }
  // Not checked yet: the router looks at each entry when it gets there.
  return body.entry.some((entry: Partial<BundleEntry> | null) => entry?.request?.method !== 'GET');
}

/** The way most requests take: the store puts the answer's text together without parsing what it holds. */
async function search(
  context: FhirContext,
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  query: string,
): Promise<FastifyReply> {
  const body = request.method === 'POST' ? readQuery(request.body) : undefined;
  const searchRequest = parseSearch(type, { ...parseForm(query), ...body });
  return sendText(reply, await context.repository(request).searchText(searchRequest));
}

/** Types whose searches the router answers in its own way. */
const ROUTED = ['AuditEvent', 'Binary', 'Subscription'];

function isStoredSearch(method: string, type: string, rest: string): boolean {
  const isSearch = (method === 'GET' && rest === '') || (method === 'POST' && rest === '_search');
  return isSearch && isServedType(type) && !ROUTED.includes(type);
}

function splitUrl(url: string): { type: string; rest: string; query: string } {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const [type = '', rest = ''] = path.split(/\/(.*)/s);
  return { type, rest, query };
}
