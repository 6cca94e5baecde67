import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Carriers } from '../../carriers/registry.ts';
import { errorKind, type Logger } from '../logger.ts';
import type { WebhookSecrets } from '../webhookSecrets.ts';
import type { Journal } from './journal.ts';
import { readBody } from './readBody.ts';
import { createTurns } from './turns.ts';

interface WebhookDependencies {
  readonly carriers: Carriers;
  readonly secrets: WebhookSecrets;
  readonly journal: Pick<Journal, 'write'>;
  readonly logger: Logger;
  /** Called after something new is in the journal. */
  readonly onJournaled: () => void;
}

/** A document of 128 MB in base64, with what stands around it. */
const BODY_LIMIT = 176 * 1024 * 1024;

interface WebhookParams {
  readonly carrier: string;
  readonly secret: string;
}

/**
 * `POST /webhooks/{carrier}/{secret}`. 404: no such carrier or not its secret, which the answer does not tell apart.
 * 4xx: not this carrier's format, or larger than anything we keep. 503: it could not be written down and the carrier
 * has to keep it. 200: it is on disk; what becomes of it is our business.
 */
export function registerWebhookRoutes(app: FastifyInstance, deps: WebhookDependencies): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Signatures and the journal need the bytes as they came.
    scope.addContentTypeParser('*', (request: FastifyRequest, payload: IncomingMessage) =>
      readBody(payload, contentLengthOf(request.headers), BODY_LIMIT),
    );
    const inTurn = createTurns();
    scope.post<{ Params: WebhookParams }>(
      '/webhooks/:carrier/:secret',
      {
        // The path holds a secret, so the request is not logged.
        logLevel: 'silent',
        // Before the body is read: a stranger must not be able to fill the memory.
        onRequest: async (request, reply) => {
          if (!deps.secrets.isSecretOf(request.params.carrier, request.params.secret)) {
            return reply.code(404).send({ error: 'Not found' });
          }
          nameContentType(request.raw.headers);
          return undefined;
        },
      },
      async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const contentType = request.headers['content-type'] ?? 'application/octet-stream';
        const delivery = { carrier: request.params.carrier, body, contentType };
        const answer = await inTurn(body.length, () => accept(deps, delivery));
        return reply.code(answer.status).send(answer.body);
      },
    );
  });
}

function contentLengthOf(headers: IncomingHttpHeaders): number | undefined {
  const length = Number(headers['content-length']);
  return Number.isNaN(length) ? undefined : length;
}

/** Fastify refuses a body under a name that is no media type; that would lose a fax to a header nobody reads. */
function nameContentType(headers: IncomingHttpHeaders): void {
  const name = headers['content-type'];
  if (name !== undefined && !/^[\w.+-]+\/[\w.+-]+\s*(;|$)/.test(name)) {
    headers['content-type'] = 'application/octet-stream';
  }
}

async function accept(
  deps: WebhookDependencies,
  delivery: { carrier: string; body: Buffer; contentType: string },
): Promise<{ status: number; body: object }> {
  const parsed = deps.carriers
    .get(delivery.carrier)
    ?.parseWebhook(delivery.body, { 'content-type': delivery.contentType });
  if (!parsed?.ok) {
    return { status: 400, body: { error: parsed?.error.detail ?? 'Not found' } };
  }
  // Reading it was one long step, writing it down is the next.
  await setImmediate();
  try {
    const intake = await deps.journal.write(delivery);
    deps.onJournaled();
    return { status: 200, body: { intake } };
  } catch (error) {
    deps.logger.error(
      { carrier: delivery.carrier, error: errorKind(error) },
      'The journal cannot be written',
    );
    return { status: 503, body: { error: 'Not kept; deliver it again later' } };
  }
}
