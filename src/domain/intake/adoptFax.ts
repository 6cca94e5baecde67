import type { Communication, Extension, Reference } from '@medplum/fhirtypes';
import { blockMark, type SenderBlock } from '../clinic/blockedSender.ts';
import type { Fax, Mark } from '../fax/fax.ts';
import { withConcept, withState } from '../fax/marks.ts';
import { extensionOf, listOf } from '../fhir/elements.ts';
import { EFAX_ORIGINATING_NUMBER, FAX_DIRECTION } from '../fhir/systems.ts';
import type { KnownSender } from './arrival.ts';
import { makeNumberIdentifier, makeSubjectLine } from './makeInboundFax.ts';

/**
 * A fax another system wrote, with what our folders and searches go by added and every element of it kept.
 * A direction nobody states stays unknown: a person decides that one. A state of ours that it has already stays. One
 * from a blocked sender goes to Junk.
 */
export function makeAdopted(
  fax: Fax,
  sender: KnownSender | undefined,
  block: SenderBlock | undefined,
  mark: Mark & { readonly at: string },
): Communication {
  const { communication } = fax;
  const isInbound = fax.direction === 'inbound';
  const adopted: Communication = {
    ...communication,
    // Some servers let a Communication in without the status FHIR insists on; then a PUT of it would fail for ever.
    status: communication.status ?? (isInbound ? 'completed' : 'unknown'),
    ...adoptedTimes(fax),
    ...(fax.direction !== 'outbound' && adoptedSender(fax, sender)),
  };
  const stated = withStatedDirection(adopted, fax);
  if (fax.state) {
    return stated;
  }
  return block
    ? withState(stated, 'junk', blockMark(block, mark.at))
    : withState(stated, isDone(fax) ? 'closed' : 'open', mark);
}

/** A fax that was sent asks nothing of anybody once it ended. */
function isDone({ direction, communication: { status } }: Fax): boolean {
  return (
    direction === 'outbound' && status !== 'in-progress' && status !== 'preparation' && status !== 'on-hold'
  );
}

/** Oystehr states the direction in extensions, which no server searches by. First, as our own faxes have it. */
function withStatedDirection(communication: Communication, { direction }: Fax): Communication {
  if (direction === 'unknown') {
    return communication;
  }
  const others = listOf(withConcept(communication, FAX_DIRECTION, undefined).category);
  const stated = listOf(communication.category).find((c) => !others.includes(c));
  const concept = stated ?? { coding: [{ system: FAX_DIRECTION, code: direction }] };
  return { ...communication, category: [concept, ...others] };
}

/** Lists sort by `sent` and waiting counts from `received`: the best the resource knows. */
function adoptedTimes(fax: Fax): Pick<Communication, 'sent' | 'received'> {
  const sent = fax.sent ?? fax.received ?? fax.communication.meta?.lastUpdated;
  return { sent, ...(fax.direction !== 'outbound' && { received: fax.received ?? sent }) };
}

function adoptedSender(fax: Fax, sender: KnownSender | undefined): Partial<Communication> {
  const { communication, originatingNumber } = fax;
  const subjectLine = makeSubjectLine([fax.senderName ?? sender?.name, originatingNumber, fax.title]);
  return {
    ...(originatingNumber && {
      sender: withNumber(communication.sender, originatingNumber, sender),
      extension: withNumberExtension(communication, originatingNumber),
    }),
    ...(!communication.topic && subjectLine && { topic: { text: subjectLine } }),
  };
}

function withNumber(
  stated: Reference | undefined,
  number: string,
  known: KnownSender | undefined,
): Communication['sender'] {
  return {
    ...(known && !stated?.reference && { reference: known.reference }),
    ...(known && { display: known.name }),
    identifier: makeNumberIdentifier(number),
    // What the other system said stays, whatever we believe to know better.
    ...stated,
    // The type parameter of Reference narrows what it points to; nothing here changes that.
  } as Communication['sender'];
}

/** Found by number even where `sender.identifier` already holds something else. */
function withNumberExtension(communication: Communication, number: string): Extension[] {
  const extensions = listOf(communication.extension);
  return extensionOf(communication, EFAX_ORIGINATING_NUMBER)
    ? [...extensions]
    : [...extensions, { url: EFAX_ORIGINATING_NUMBER, valueString: number }];
}
