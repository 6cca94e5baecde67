import type { FastifyInstance } from 'fastify';
import { accessRules } from '../access/accessRules.ts';
import type { FhirContext } from '../router/fhirContext.ts';
import { createSocketHub } from './socketHub.ts';
import type { SubscriptionBook } from './subscriptionHandlers.ts';

const HEARTBEAT_MS = 10_000;

/** The socket that MedplumClient's `subscribeToCriteria` listens on. */
export function registerSubscriptionRoutes(
  app: FastifyInstance,
  context: FhirContext,
  book: SubscriptionBook,
): void {
  const { identity, store, fhirBase, present, clinicRights } = context;
  const hub = createSocketHub({
    book,
    identity,
    fhirBase,
    canRead: (principal, resource) =>
      accessRules(principal, identity.accounts, clinicRights).canRead(resource),
    present,
  });
  const stopListening = store.onChange((change) => {
    hub.publish(change).catch((error: unknown) => app.log.error({ err: error }, 'Event not delivered'));
  });
  const heartbeat = setInterval(() => hub.tick(), HEARTBEAT_MS);
  app.addHook('onClose', async () => {
    clearInterval(heartbeat);
    stopListening();
  });
  app.register(async (scope) => {
    scope.get('/ws/subscriptions-r4', { websocket: true }, (socket) => hub.add(socket));
  });
}
