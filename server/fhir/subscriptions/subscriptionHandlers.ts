import { randomUUID } from 'node:crypto';
import { allOk, badRequest, created, forbidden, notFound } from '@medplum/core';
import type { FhirRequest, FhirResponse, FhirRouteHandler } from '@medplum/fhir-router';
import type { Bundle, Parameters, Subscription } from '@medplum/fhirtypes';
import { maySearch } from '../access/accessRules.ts';
import type { Principal } from '../auth/principal.ts';
import type { Tokens } from '../auth/tokens.ts';
import { principalOfRequest } from '../router/requestConfig.ts';
import { type Criteria, parseCriteria } from './criteria.ts';

interface KeptSubscription {
  readonly resource: Subscription & { readonly id: string };
  readonly criteria: Criteria;
  readonly owner: Principal;
  /** Sockets that listen to it. It ends with the last of them. */
  readonly sockets: Set<object>;
}

/**
 * The subscriptions of this process. They are never stored: a socket does not outlive the process, and clients
 * subscribe anew when they reconnect.
 */
export interface SubscriptionBook {
  readonly entries: Map<string, KeptSubscription>;
  readonly tokens: Tokens;
  readonly now: () => Date;
  readonly socketUrl: string;
}

/** A browser needs a handful; a client that never lets go of any must not fill the memory. */
const MOST_PER_OWNER = 200;
const MOST_BYTES = 10_000;

type Handler = 'list' | 'create' | 'read' | 'update' | 'remove' | 'bindingToken';

export function subscriptionHandlers(book: SubscriptionBook): Record<Handler, FhirRouteHandler> {
  const own = (request: FhirRequest) => {
    const kept = book.entries.get(request.params.id ?? '');
    return kept?.owner.id === principalOfRequest(request).id ? kept : undefined;
  };
  return {
    list: async (request) => [allOk, searchset(ownedBy(book, principalOfRequest(request)))],
    create: async (request) => keep(book, request, created),
    read: async (request) => {
      const kept = own(request);
      return kept ? [allOk, kept.resource] : [notFound];
    },
    update: async (request) => {
      const kept = own(request);
      return kept ? keep(book, request, allOk, kept) : [notFound];
    },
    remove: async (request) => {
      const kept = own(request);
      return kept && book.entries.delete(kept.resource.id) ? [allOk] : [notFound];
    },
    bindingToken: async (request) => {
      const kept = own(request);
      return kept ? bindingToken(book, kept, principalOfRequest(request)) : [notFound];
    },
  };
}

function keep(
  book: SubscriptionBook,
  request: FhirRequest,
  outcome: typeof created,
  before?: KeptSubscription,
): FhirResponse {
  const owner = principalOfRequest(request);
  const given: unknown = request.body;
  if (!isSubscription(given)) {
    return [badRequest('Expected a Subscription')];
  }
  // A rest-hook would make this server send patients' data to an address somebody typed.
  if (given.channel?.type !== 'websocket') {
    return [forbidden];
  }
  const criteria = parseCriteria(given.criteria);
  if (!maySearch(owner.role, criteria.resourceType)) {
    return [forbidden];
  }
  if (JSON.stringify(given).length > MOST_BYTES || (!before && !hasRoom(book, owner))) {
    return [badRequest('Too many subscriptions, or too large a one')];
  }
  const id = before?.resource.id ?? randomUUID();
  const meta = { versionId: randomUUID(), lastUpdated: book.now().toISOString() };
  const resource = { ...given, id, meta };
  book.entries.set(id, { resource, criteria, owner, sockets: before?.sockets ?? new Set() });
  return [outcome, resource];
}

/** A page that was closed before its socket opened leaves subscriptions behind: the oldest of them makes room. */
function hasRoom(book: SubscriptionBook, owner: Principal): boolean {
  const owned = ownedBy(book, owner);
  if (owned.length < MOST_PER_OWNER) {
    return true;
  }
  const unheard = owned.find(({ sockets }) => sockets.size === 0);
  return unheard !== undefined && book.entries.delete(unheard.resource.id);
}

function isSubscription(body: unknown): body is Subscription {
  return (
    typeof body === 'object' &&
    body !== null &&
    'resourceType' in body &&
    body.resourceType === 'Subscription'
  );
}

function ownedBy(book: SubscriptionBook, owner: Principal): KeptSubscription[] {
  return [...book.entries.values()].filter((kept) => kept.owner.id === owner.id);
}

function searchset(kept: KeptSubscription[]): Bundle {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: kept.length,
    entry: kept.map(({ resource }) => ({ resource })),
  };
}

/** https://hl7.org/fhir/uv/subscriptions-backport/OperationDefinition-backport-subscription-get-ws-binding-token.html */
async function bindingToken(
  book: SubscriptionBook,
  { resource }: KeptSubscription,
  { kind, id: sub, sessionId }: Principal,
): Promise<FhirResponse> {
  const { token, expires } = await book.tokens.issueBinding(resource.id, { kind, sub, sessionId });
  const parameters: Parameters = {
    resourceType: 'Parameters',
    parameter: [
      { name: 'token', valueString: token },
      { name: 'expiration', valueDateTime: expires.toISOString() },
      { name: 'subscription', valueString: resource.id },
      { name: 'websocket-url', valueUrl: book.socketUrl },
    ],
  };
  return [allOk, parameters];
}
