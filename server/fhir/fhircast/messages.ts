import { randomUUID } from 'node:crypto';
import { badRequest, OperationOutcomeError } from '@medplum/core';
import { z } from 'zod';

/** What goes over FHIRcast, https://build.fhir.org/ig/HL7/fhircast-docs/2-2-FhirContext.html. Ids only, never names. */
export interface ContextEvent {
  readonly id: string;
  /** Instant of whoever sent it. */
  readonly timestamp: string;
  readonly event: {
    readonly 'hub.topic': string;
    readonly 'hub.event': string;
    readonly context: readonly ContextEntry[];
  };
}

type ContextEntry =
  | { readonly key: string; readonly reference: { readonly reference: string } }
  | { readonly key: string; readonly resource: { readonly resourceType: string; readonly id: string } };

/** To listen to events of a topic, or to stop. */
export type ListenRequest =
  | { readonly mode: 'subscribe'; readonly topic: string; readonly events: readonly string[] }
  | { readonly mode: 'unsubscribe'; readonly endpoint: string };

const MOST_EVENT_KINDS = 20;

/** Updates carry content, selects carry lists: neither is only ids. */
const eventName = z.string().regex(/^[A-Za-z]{1,40}-(open|close|view)$/);
const topic = z.string().min(1).max(200);
const key = z.string().min(1).max(40);
const id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/);

/** Whatever else stands in an entry is left out, above all the display of a reference and the fields of a resource. */
const entrySchema = z.union([
  z.object({
    key,
    reference: z.object({ reference: z.string().regex(/^[A-Za-z]{1,40}\/[A-Za-z0-9.-]{1,64}$/) }),
  }),
  z.object({ key, resource: z.object({ resourceType: z.string().regex(/^[A-Za-z]{1,40}$/), id }) }),
]);

const eventSchema = z.object({
  id: z.string().min(1).max(100),
  timestamp: z.iso.datetime({ offset: true }),
  event: z.object({
    'hub.topic': topic,
    'hub.event': eventName,
    context: z.array(entrySchema).min(1).max(10),
  }),
});

const listenSchema = z.discriminatedUnion('hub.mode', [
  z.object({
    'hub.channel.type': z.literal('websocket'),
    'hub.mode': z.literal('subscribe'),
    'hub.topic': topic,
    'hub.events': z
      .string()
      .transform((text) => text.split(',').map((name) => name.trim()))
      .pipe(z.array(eventName).min(1).max(MOST_EVENT_KINDS)),
  }),
  z.object({ 'hub.mode': z.literal('unsubscribe'), 'hub.channel.endpoint': z.string() }),
]);

/** Whether a body is about listening; else it is an event. */
export function isListenRequest(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'hub.mode' in body;
}

/** Throws an OperationOutcomeError with status 400 for anything else. */
export function parseListenRequest(body: unknown): ListenRequest {
  const parsed = read(listenSchema, body);
  return parsed['hub.mode'] === 'subscribe'
    ? { mode: 'subscribe', topic: parsed['hub.topic'], events: parsed['hub.events'] }
    : { mode: 'unsubscribe', endpoint: parsed['hub.channel.endpoint'] };
}

/** Throws an OperationOutcomeError with status 400 for anything else. */
export function parseContextEvent(body: unknown): ContextEvent {
  return read(eventSchema, body);
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new OperationOutcomeError(badRequest('This is no FHIRcast message that the hub passes on', where));
  }
  return parsed.data;
}

/** `Type/id` of everything an event is about. */
export function referencesOf({ event }: ContextEvent): string[] {
  return event.context.map((entry) =>
    'reference' in entry ? entry.reference.reference : `${entry.resource.resourceType}/${entry.resource.id}`,
  );
}

/** The people an event speaks for. */
export function usersOf({ event }: ContextEvent): string[] {
  return event.context.flatMap((entry) =>
    entry.key === 'user' && 'reference' in entry ? [entry.reference.reference] : [],
  );
}

/** https://build.fhir.org/ig/HL7/fhircast-docs/2-4-Subscribing.html: what a socket hears first. */
export function confirmation(topicName: string, events: readonly string[]) {
  return { 'hub.mode': 'subscribe', 'hub.topic': topicName, 'hub.events': events.join(',') };
}

/** A client that is told so does not come back. */
export const DENIED = { 'hub.mode': 'denied', 'hub.reason': 'Subscribe anew' };

/** https://build.fhir.org/ig/HL7/fhircast-docs/3-2-1-heartbeat.html */
export function heartbeat(topicName: string, seconds: number, now: Date) {
  return {
    id: randomUUID(),
    timestamp: now.toISOString(),
    event: {
      'hub.topic': topicName,
      'hub.event': 'heartbeat',
      context: [{ key: 'period', decimal: String(seconds) }],
    },
  };
}
