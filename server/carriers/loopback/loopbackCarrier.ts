import { CARRIER_PREFIX } from '../../../src/domain/fhir/systems.ts';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import type { Carrier, CarrierEvent, WebhookRefusal } from '../carrier.ts';
import { deliverySchema } from './wire.ts';

export const LOOPBACK = 'loopback';

/** The carrier that needs no carrier: whoever knows its secret delivers faxes by HTTP on this machine. */
export const loopbackCarrier: Carrier = {
  name: LOOPBACK,
  identifierSystem: `${CARRIER_PREFIX}${LOOPBACK}`,
  parseWebhook: (body) => parseDelivery(body),
};

function parseDelivery(body: Buffer): Result<readonly CarrierEvent[], WebhookRefusal> {
  const json = parseJson(body);
  if (json === undefined) {
    return refuse('the body is not JSON');
  }
  const parsed = deliverySchema.safeParse(json);
  if (!parsed.success) {
    return refuse(
      `not a delivery: check ${parsed.error.issues.map((i) => i.path.join('.') || 'body').join(', ')}`,
    );
  }
  const delivery = parsed.data;
  if (delivery.type !== 'fax.received') {
    return ok([{ kind: 'unrecognized' }]);
  }
  return ok([
    {
      kind: 'fax-received',
      carrierFaxId: delivery.id,
      originatingNumber: delivery.from,
      calledNumber: delivery.to,
      sentAt: delivery.receivedAt,
      pageCount: delivery.pages,
      ...(delivery.document !== undefined && {
        document: { bytes: Buffer.from(delivery.document, 'base64'), fileName: delivery.fileName },
      }),
    },
  ]);
}

function refuse(detail: string): Result<never, WebhookRefusal> {
  return err({ kind: 'not-this-format', detail });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
