import { allOk, badRequest, created, OperationOutcomeError } from '@medplum/core';
import { type FhirRequest, type FhirResponse, type FhirRouteHandler, FhirRouter } from '@medplum/fhir-router';
import type { Binary, Parameters, Resource } from '@medplum/fhirtypes';
import { searchAudit } from '../access/searchAudit.ts';
import { keepData, withUrl } from '../binary/binaryResource.ts';
import type { FileStore } from '../binary/fileStore.ts';
import { checkShape } from '../store/checkShape.ts';
import { parseSearch } from '../store/search/request.ts';
import { type SubscriptionBook, subscriptionHandlers } from '../subscriptions/subscriptionHandlers.ts';
import { readQuery } from './bodyParsers.ts';
import { checkRequest } from './checkRequest.ts';
import { readHistory } from './history.ts';
import { INTERNAL_ERROR, outcomeFor } from './outcome.ts';

/** Extra operations by method and path, e.g. `POST Communication/$send-efax`. */
export type Operations = Readonly<Record<`POST ${string}`, FhirRouteHandler>>;

interface RouterDeps {
  readonly files: FileStore;
  readonly subscriptions: SubscriptionBook;
  readonly operations: Operations;
  /** Told of errors that are no answer to a client. */
  onCrash(error: unknown): void;
}

/** The FHIR interactions this server knows, for single requests and for entries of a batch alike. */
export function createFhirRouter(deps: RouterDeps): FhirRouter {
  const router = new FhirRouter();
  removeGraphql(router);
  replaceSearch(router);
  replaceHistory(router);
  addBinary(router, deps.files);
  router.add('POST', ':resourceType/$validate', validate);
  router.add('GET', 'AuditEvent', searchAudit, 'search-type');
  router.add('POST', 'AuditEvent/_search', searchAudit, 'search-type');
  const subscriptions = subscriptionHandlers(deps.subscriptions);
  router.add('GET', 'Subscription', subscriptions.list, 'search-type');
  router.add('POST', 'Subscription', subscriptions.create, 'create');
  router.add('GET', 'Subscription/:id', subscriptions.read, 'read');
  router.add('PUT', 'Subscription/:id', subscriptions.update, 'update');
  router.add('DELETE', 'Subscription/:id', subscriptions.remove, 'delete');
  router.add('GET', 'Subscription/:id/$get-ws-binding-token', subscriptions.bindingToken, 'operation');
  router.add('POST', 'Subscription/_search', subscriptions.list, 'search-type');
  // Conditions are looked up in the store, which has no subscriptions.
  for (const [method, interaction] of [
    ['PUT', 'update'],
    ['PATCH', 'patch'],
    ['DELETE', 'delete'],
  ] as const) {
    router.add(
      method,
      'Subscription',
      async () => [badRequest('Not supported for Subscription')],
      interaction,
    );
  }
  for (const [route, handler] of Object.entries(deps.operations)) {
    router.add('POST', route.slice('POST '.length), handler, 'operation');
  }
  guardRoutes(router, deps.onCrash);
  return router;
}

/** GraphQL would be a second way to every resource, with limits of its own to get right. */
function removeGraphql(router: FhirRouter): void {
  const { routes } = router.router;
  const index = routes.findIndex((route) => route.path.length === 1 && route.path[0]?.value === '$graphql');
  routes.splice(index, 1);
}

/** The router's own search drops modifiers it does not know; `parseSearch` refuses them. */
function replaceSearch(router: FhirRouter): void {
  const byType = router.router.routes.filter(
    ({ path, data }) => data?.interaction === 'search-type' && path[0]?.param,
  );
  for (const route of byType) {
    route.handler = async ({ params, query, method, body }, repo) => {
      const search = parseSearch(params.resourceType ?? '', method === 'POST' ? readQuery(body) : query);
      return [allOk, await repo.search(search)];
    };
  }
}

/** Of routes of one shape the router takes the first, so its own has to go. */
function replaceHistory(router: FhirRouter): void {
  for (const route of router.router.routes) {
    if (route.data?.interaction === 'history-instance') {
      route.handler = readHistory;
    }
  }
}

/** Base64 in JSON, which is also how a Binary travels in a batch. Raw bytes: `binaryRoutes.ts`. */
function addBinary(router: FhirRouter, files: FileStore): void {
  router.add(
    'POST',
    'Binary',
    async (request, repo) => {
      const binary = await keepData(files, binaryOf(request.body));
      return [created, withUrl(await repo.createResource(binary))];
    },
    'create',
  );
  router.add(
    'PUT',
    'Binary/:id',
    async (request, repo) => {
      const id = request.params.id ?? '';
      const binary = await keepData(files, binaryOf(request.body));
      return [allOk, withUrl(await repo.updateResource({ ...binary, id }))];
    },
    'update',
  );
  const unsupported: FhirRouteHandler = async () => [badRequest('Not supported for Binary')];
  router.add('GET', 'Binary', unsupported, 'search-type');
  router.add('PUT', 'Binary', unsupported, 'update');
  router.add('PATCH', 'Binary', unsupported, 'patch');
  router.add('PATCH', 'Binary/:id', unsupported, 'patch');
  router.add('POST', 'Binary/_search', unsupported, 'search-type');
}

function binaryOf(body: unknown): Binary {
  if (isObject(body) && 'resourceType' in body && body.resourceType === 'Binary') {
    // `keepData` checks the two elements it reads.
    return body as Binary;
  }
  throw new OperationOutcomeError(badRequest('Expected a Binary'));
}

/** The resource is the body, or a parameter of it: https://hl7.org/fhir/R4/resource-operation-validate.html */
async function validate(request: FhirRequest): Promise<FhirResponse> {
  // checkShape checks everything, the type above all, and throws an outcome.
  const body = request.body as Resource;
  const resource = body?.resourceType === 'Parameters' ? resourceIn(body) : body;
  if (!resource || resource.resourceType !== request.params.resourceType) {
    return [badRequest('Incorrect resource type')];
  }
  checkShape(resource);
  return [allOk];
}

function resourceIn({ parameter }: Parameters): Resource | undefined {
  // Not validated yet: it may be anything.
  const list: unknown = parameter;
  return Array.isArray(list) ? list.find((one) => one?.name === 'resource')?.resource : undefined;
}

/** The router turns whatever is thrown into a 400 with its message. A crash is no client's fault, nor its to read. */
function guardRoutes(router: FhirRouter, onCrash: (error: unknown) => void): void {
  for (const route of router.router.routes) {
    const { handler, data } = route;
    route.handler = async (request, ...rest) => {
      checkRequest(data?.interaction, request);
      try {
        return await handler(request, ...rest);
      } catch (error) {
        const outcome = outcomeFor(error);
        if (!outcome) {
          onCrash(error);
        }
        throw new OperationOutcomeError(outcome ?? INTERNAL_ERROR, { cause: error });
      }
    };
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
