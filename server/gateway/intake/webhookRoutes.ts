import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Carriers } from '../../carriers/registry.ts';
import { newSupportId, SUPPORT_ID_HEADER, withSupportId } from '../../supportId.ts';
import { errorKind, type Logger } from '../logger.ts';
import type { WebhookSecrets } from '../webhookSecrets.ts';
import type { Journal } from './journal.ts';
import { readBody } from './readBody.ts';
import { createTurns } from './turns.ts';

interface WebhookDependencies {
  readonly carriers: Carriers;
  readonly secrets: WebhookSecrets;
  readonly journal: Pick<Journal, 'write'>;
  /** Whether what arrives can be kept. */
  readonly hasRoom: () => Promise<boolean>;
  readonly logger: Logger;
  /** Called after something new is in the journal. */
  readonly onJournaled: () => void;
}

/** A document of 128 MB in base64, with what stands around it. */
const BODY_LIMIT = 176 * 1024 * 1024;

/** Room is made by people. */
const RETRY_AFTER_SECONDS = 300;

const NOT_KEPT = { error: 'Not kept; deliver it again later' } as const;

interface WebhookParams {
  readonly carrier: string;
  readonly secret: string;
}

/**
 * `POST /webhooks/{carrier}/{secret}`. 404: no such carrier or not its secret, which the answer does not tell apart.
 * 4xx: not this carrier's format, or larger than anything we keep. 503: it could not be written down, or there is no
 * room for it, and the carrier has to keep it. 200: it is on disk; what becomes of it is our business. Each answer to a carrier has a support id.
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
          const supportId = newSupportId();
          reply.header(SUPPORT_ID_HEADER, supportId);
          if (!(await deps.hasRoom())) {
            const carrier = request.params.carrier;
            withSupportId(supportId, () => deps.logger.warn({ carrier }, 'No room for a delivery'));
            return reply.code(503).header('retry-after', RETRY_AFTER_SECONDS).send(NOT_KEPT);
          }
          nameContentType(request.raw.headers);
          return undefined;
        },
      },
      async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const contentType = request.headers['content-type'] ?? 'application/octet-stream';
        const supportId = String(reply.getHeader(SUPPORT_ID_HEADER));
        const delivery = { carrier: request.params.carrier, body, contentType, supportId };
        const answer = await inTurn(body.length, () => accept(deps, delivery));
        return reply
          .code(answer.status)
          .header(SUPPORT_ID_HEADER, answer.supportId ?? supportId)
          .send(answer.body);
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

interface Delivery {
  readonly carrier: string;
  readonly body: Buffer;
  readonly contentType: string;
  readonly supportId: string;
}

interface Answer {
  readonly status: number;
  readonly body: object;
  /** The one that its first delivery got. */
  readonly supportId?: string;
}

async function accept(deps: WebhookDependencies, delivery: Delivery): Promise<Answer> {
  const answer = await withSupportId(delivery.supportId, () => writeDown(deps, delivery));
  if (answer.status === 200) {
    // Out here: the worker goes on with deliveries of other ids.
    deps.onJournaled();
  }
  return answer;
}

async function writeDown(
  { carriers, journal, logger }: WebhookDependencies,
  delivery: Delivery,
): Promise<Answer> {
  const { carrier, body, contentType } = delivery;
  const parsed = carriers.get(carrier)?.parseWebhook(body, { 'content-type': contentType });
  if (!parsed?.ok) {
    const error = parsed?.error.detail ?? 'Not found';
    logger.warn({ carrier, error }, 'A delivery was refused');
    return { status: 400, body: { error } };
  }
  // Reading it was one long step, writing it down is the next.
  await setImmediate();
  try {
    const { id, ...entry } = await journal.write(delivery);
    logger.info({ carrier, intake: id }, 'A delivery is kept');
    return { status: 200, body: { intake: id }, ...entry };
  } catch (error) {
    logger.error({ carrier, error: errorKind(error) }, 'The journal cannot be written');
    return { status: 503, body: NOT_KEPT };
  }
}
