/**
 * Who has which fax on screen, as FHIRcast messages: https://build.fhir.org/ig/HL7/fhircast-docs/2-2-FhirContext.html.
 * Ids only. The events are of our own naming: a Medplum server passes those on, and refuses `Communication-open`.
 */

/** Somebody has a fax on screen, or has it no more. */
export interface PresenceEvent {
  readonly kind: 'view' | 'close';
  /** `Practitioner/<id>`. */
  readonly person: string;
  readonly faxId: string;
}

/** A message as the hub takes it. */
export interface PresenceMessage {
  readonly id: string;
  /** Instant. */
  readonly timestamp: string;
  readonly event: {
    readonly 'hub.topic': string;
    readonly 'hub.event': string;
    readonly context: readonly { readonly key: string; readonly reference: { readonly reference: string } }[];
  };
}

const NAMES = { view: 'Communication-view', close: 'Communication-close' } as const;

/** What to subscribe to. */
export const PRESENCE_EVENTS: readonly string[] = Object.values(NAMES);

/**
 * What is listened to on a day, in UTC so that everybody is at the same. One a day: on a Medplum server the address of
 * a topic's socket needs no token, and who once had it must not listen for ever.
 */
export function presenceTopic(now: string): string {
  return `faxwell-${now.slice(0, 10)}`;
}

/** The message that tells of an event; `id` and `timestamp` are the message's own. */
export function makePresenceMessage(
  { kind, person, faxId }: PresenceEvent,
  envelope: { readonly topic: string; readonly id: string; readonly timestamp: string },
): PresenceMessage {
  return {
    id: envelope.id,
    timestamp: envelope.timestamp,
    event: {
      'hub.topic': envelope.topic,
      'hub.event': NAMES[kind],
      context: [
        { key: 'user', reference: { reference: person } },
        { key: 'fax', reference: { reference: `Communication/${faxId}` } },
      ],
    },
  };
}

/** What a message of the hub says; `undefined` for what is not ours, and for what is not well formed. */
export function parsePresenceMessage(message: unknown): PresenceEvent | { kind: 'heartbeat' } | undefined {
  const event = field(message, 'event');
  const name = field(event, 'hub.event');
  if (name === 'heartbeat') {
    return { kind: 'heartbeat' };
  }
  const kind = name === NAMES.view ? 'view' : name === NAMES.close ? 'close' : undefined;
  const person = referenceIn(event, 'user', /^Practitioner\/[A-Za-z0-9.-]{1,64}$/);
  const fax = referenceIn(event, 'fax', /^Communication\/[A-Za-z0-9.-]{1,64}$/);
  return kind && person && fax ? { kind, person, faxId: fax.slice('Communication/'.length) } : undefined;
}

function referenceIn(event: unknown, key: string, shape: RegExp): string | undefined {
  const context = field(event, 'context');
  const entry = Array.isArray(context)
    ? context.find((one: unknown) => field(one, 'key') === key)
    : undefined;
  const reference = field(field(entry, 'reference'), 'reference');
  return typeof reference === 'string' && shape.test(reference) ? reference : undefined;
}

function field(value: unknown, name: string): unknown {
  // Any object may be asked for any field.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
