import { randomUUID } from 'node:crypto';
import type { Bundle, Resource, SubscriptionStatus } from '@medplum/fhirtypes';
import type { ResourceChange } from '../store/writeTarget.ts';

/** Bundles of https://hl7.org/fhir/uv/subscriptions-backport as MedplumClient reads them from the socket. */

export function handshake(subscriptionId: string, now: Date): Bundle {
  return bundle(status(subscriptionId, 'handshake', now), now);
}

export function heartbeat(subscriptionId: string, now: Date): Bundle {
  return bundle(status(subscriptionId, 'heartbeat', now), now);
}

const METHODS = { create: 'POST', update: 'PUT', delete: 'DELETE' } as const;

/** One change. A deleted resource is shown in its last state; `entry.request` says what happened to it. */
export function eventNotification(
  subscriptionId: string,
  interaction: ResourceChange['interaction'],
  resource: Resource,
  fhirBase: string,
  now: Date,
): Bundle {
  const reference = `${resource.resourceType}/${resource.id}`;
  const event = {
    ...status(subscriptionId, 'event-notification', now),
    notificationEvent: [{ eventNumber: '0', timestamp: now.toISOString(), focus: { reference } }],
  };
  return bundle(event, now, {
    fullUrl: `${fhirBase}/${reference}`,
    resource,
    request: { method: METHODS[interaction], url: reference },
  });
}

function status(subscriptionId: string, type: SubscriptionStatus['type'], now: Date): SubscriptionStatus {
  return {
    resourceType: 'SubscriptionStatus',
    id: randomUUID(),
    meta: { lastUpdated: now.toISOString() },
    status: 'active',
    type,
    subscription: { reference: `Subscription/${subscriptionId}` },
  };
}

function bundle(first: SubscriptionStatus, now: Date, ...rest: NonNullable<Bundle['entry']>): Bundle {
  return {
    resourceType: 'Bundle',
    id: randomUUID(),
    type: 'history',
    timestamp: now.toISOString(),
    entry: [{ resource: first }, ...rest],
  };
}
