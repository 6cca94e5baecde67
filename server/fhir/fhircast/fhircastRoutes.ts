import { accepted, forbidden, tooManyRequests, unauthorized } from '@medplum/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { accessRules } from '../access/accessRules.ts';
import { authenticate } from '../auth/authenticate.ts';
import type { Principal } from '../auth/principal.ts';
import { setBodyParsers } from '../router/bodyParsers.ts';
import { setFhirErrors } from '../router/errors.ts';
import type { FhirContext } from '../router/fhirContext.ts';
import { sendOutcome } from '../router/outcome.ts';
import { createFhircastHub, HEARTBEAT_SECONDS } from './hub.ts';
import { isListenRequest, parseContextEvent, parseListenRequest, usersOf } from './messages.ts';

interface FhircastDeps {
  readonly now: () => Date;
  /** Where the browser that asks reaches this server, `http…`, without a trailing slash. */
  originOf(request: FastifyRequest): string;
}

const PATH = '/fhircast/STU3';
const SOCKET_PATH = '/ws/fhircast';
const BODY_LIMIT_BYTES = 16 * 1024;

/** https://build.fhir.org/ig/HL7/fhircast-docs/2-1-ConformanceStatement.html */
const CONFIGURATION = {
  fhircastVersion: 'STU3',
  eventsSupported: ['Communication-view', 'Communication-close', 'Patient-open', 'Patient-close'],
  websocketSupport: true,
  webhookSupport: false,
  getCurrentSupport: false,
};

/** The FHIRcast hub, as MedplumClient calls it: what people who are signed in have on their screens. */
export function registerFhircastRoutes(app: FastifyInstance, context: FhirContext, deps: FhircastDeps): void {
  const { identity, ownRepository, clinicRights } = context;
  const hub = createFhircastHub({
    identity,
    now: deps.now,
    readersOf: async (references) => {
      const found = await ownRepository.readReferences(references.map((reference) => ({ reference })));
      return (principal) => {
        const rules = accessRules(principal, identity.accounts, clinicRights);
        return found.every((resource) => !(resource instanceof Error) && rules.canRead(resource));
      };
    },
  });
  const timer = setInterval(() => hub.tick(), HEARTBEAT_SECONDS * 1000);
  app.addHook('onClose', async () => clearInterval(timer));

  const listen = (request: FastifyRequest, reply: FastifyReply, principal: Principal) => {
    const wanted = parseListenRequest(request.body);
    if (wanted.mode === 'unsubscribe') {
      hub.unsubscribe(principal, wanted.endpoint.slice(wanted.endpoint.lastIndexOf('/') + 1));
      return sendOutcome(reply, accepted(PATH));
    }
    const id = hub.subscribe(principal, wanted.topic, wanted.events);
    if (!id) {
      return sendOutcome(reply, tooManyRequests);
    }
    const origin = deps.originOf(request).replace(/^http/, 'ws');
    return reply.code(202).send({ 'hub.channel.endpoint': `${origin}${SOCKET_PATH}/${id}` });
  };

  const publish = async (request: FastifyRequest, reply: FastifyReply, principal: Principal) => {
    const event = parseContextEvent(request.body);
    if (usersOf(event).some((user) => user !== principal.reference.reference)) {
      return sendOutcome(reply, forbidden);
    }
    await hub.publish(principal, event);
    return reply.code(202).send({});
  };

  app.register(async (scope) => {
    setFhirErrors(scope);
    setBodyParsers(scope);
    scope.get(`${PATH}/.well-known/fhircast-configuration`, async () => CONFIGURATION);
    // With a slash at its end too, as MedplumClient has it. Every open page calls every few seconds: not for the log.
    for (const url of [PATH, `${PATH}/`]) {
      scope.post(url, { bodyLimit: BODY_LIMIT_BYTES, logLevel: 'warn' }, async (request, reply) => {
        const principal = await authenticate(identity, request.headers.authorization);
        if (principal?.kind !== 'user') {
          return sendOutcome(reply, principal ? forbidden : unauthorized);
        }
        return isListenRequest(request.body)
          ? listen(request, reply, principal)
          : publish(request, reply, principal);
      });
    }
    scope.get<{ Params: { id: string } }>(`${SOCKET_PATH}/:id`, { websocket: true }, (socket, request) =>
      hub.connect(request.params.id, socket),
    );
  });
}
