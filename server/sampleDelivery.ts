import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { LOOPBACK } from './carriers/loopback/loopbackCarrier.ts';
import type { LoopbackDelivery } from './carriers/loopback/wire.ts';
import { webhookSecretFile } from './gateway/webhookSecrets.ts';
import type { SampleFax } from './sample/faxes/sampleFax.ts';

/** A sample fax in the words of the loopback carrier. */
export function makeSampleDelivery(fax: SampleFax): LoopbackDelivery {
  return {
    id: fax.carrierFaxId,
    type: 'fax.received',
    from: fax.originatingNumber ?? 'withheld',
    to: fax.calledNumber,
    receivedAt: fax.sentAt.toISOString(),
    pages: fax.pages,
    document: fax.bytes.toString('base64'),
  };
}

/** Waiting after the first, second … time the server could not keep a fax. */
const PAUSES_MS = [500, 2_000, 5_000];

/**
 * Delivers faxes to the webhook of a server in this process, as the loopback carrier does from outside.
 * @throws {NotTakenError} when the server could not keep one, again and again
 */
export function deliverInProcess(app: FastifyInstance, dataDir: string): (fax: SampleFax) => Promise<void> {
  const secret = readFileSync(webhookSecretFile(dataDir, LOOPBACK), 'utf8').trim();
  const url = `/webhooks/${LOOPBACK}/${secret}`;
  return async (fax) => {
    const payload = JSON.stringify(makeSampleDelivery(fax));
    const post = () =>
      app.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json' } });
    for (const pause of [...PAUSES_MS, undefined]) {
      const { statusCode } = await post();
      if (statusCode === 200) return;
      if (pause === undefined) throw new NotTakenError(statusCode);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
}

/** The server answered a delivery, but not that it keeps it. */
class NotTakenError extends Error {
  override readonly name = 'NotTakenError';

  constructor(status: number) {
    super(`The fax was not taken (status ${status})`);
  }
}
