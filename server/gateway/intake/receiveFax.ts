import { createHash } from 'node:crypto';
import type { MedplumClient, WithId } from '@medplum/core';
import type { Communication } from '@medplum/fhirtypes';
import { isJunkFromArrival } from '../../../src/domain/fax/fax.ts';
import { parseFax } from '../../../src/domain/fax/parseFax.ts';
import { WORK_IDENTIFIER } from '../../../src/domain/fhir/systems.ts';
import { makeWorkTask } from '../../../src/domain/filing/workTask.ts';
import type { Arrival, ArrivedDocument } from '../../../src/domain/intake/arrival.ts';
import { type AttentionReason, attentionOf } from '../../../src/domain/intake/attentionTask.ts';
import { cleanText, parseReportedNumber } from '../../../src/domain/intake/caller.ts';
import { makeInboundFax } from '../../../src/domain/intake/makeInboundFax.ts';
import type { Carrier, FaxReceived } from '../../carriers/carrier.ts';
import { raiseAttention } from '../attention.ts';
import type { Documents } from '../documents.ts';
import { createOnce, findByIdentifier } from '../fhirWrites.ts';
import type { Logger } from '../logger.ts';
import { findLine, findSender } from './addressBook.ts';
import { keepDocument } from './keepDocument.ts';
import { findSenderBlock } from './senderBlocks.ts';

/** Where a fax is written, and who reads its document. */
interface ReceiveDependencies {
  readonly client: MedplumClient;
  readonly documents: Documents;
  readonly logger: Logger;
}

/** A delivered fax on its way in. */
interface Received {
  readonly carrier: Carrier;
  readonly event: FaxReceived;
  /** Our first durable write of it, an instant. */
  readonly receivedAt: string;
  /** Of the delivery it came with. */
  readonly supportId?: string;
  /** Nobody will try again because its document could not be read: it becomes a fax that says so. */
  readonly isLastTry: boolean;
}

/**
 * Turns what a carrier delivered into a fax in the inbox. Every step may be run again after a crash, by this
 * process or another: what exists is found and what is missing is made.
 * @returns the fax as it stands, whether this call wrote it or an earlier one
 */
export async function receiveFax(
  deps: ReceiveDependencies,
  received: Received,
): Promise<WithId<Communication>> {
  const { client } = deps;
  const identifier = { system: received.carrier.identifierSystem, value: received.event.carrierFaxId };
  const known = await findByIdentifier(client, 'Communication', identifier);
  const fax = known ?? (await writeFax(deps, received, identifier));
  const parsed = parseFax(fax);
  if (parsed.ok && isJunkFromArrival(parsed.value)) {
    // Nobody's work. Once somebody restores it, it gets its Task as a fax from Junk does.
    return fax;
  }
  await createOnce(client, makeWorkTask(fax), WORK_IDENTIFIER);
  for (const reason of attentionReasons(fax, received.event)) {
    await raiseAttention(client, `Communication/${fax.id}`, reason, received.receivedAt);
  }
  return fax;
}

async function writeFax(
  deps: ReceiveDependencies,
  { event, receivedAt, supportId, isLastTry }: Received,
  carrierFaxId: Arrival['carrierFaxId'],
): Promise<WithId<Communication>> {
  const { client, documents } = deps;
  const originatingNumber = parseReportedNumber(event.originatingNumber);
  const calledNumber = parseReportedNumber(event.calledNumber);
  const title = cleanText(event.document?.fileName);
  const [sender, block, line, document] = await Promise.all([
    findSender(client, originatingNumber),
    findSenderBlock(deps, originatingNumber),
    findLine(client, calledNumber),
    keepDocument(client, documents, event.document, title, isLastTry),
  ]);
  const fax = makeInboundFax({
    carrierFaxId,
    receivedAt,
    ...(supportId && { supportId }),
    originatingNumber,
    calledNumber,
    sender,
    block,
    line,
    title,
    sentAt: event.sentAt,
    document: withCarriersCount(document, event.pageCount),
  });
  return await createOnce(client, fax, carrierFaxId.system);
}

/** The carrier counted during the call: fewer pages in the file than it counted means that some are missing. */
function withCarriersCount(document: ArrivedDocument, counted: number | undefined): ArrivedDocument {
  const pageCount = document.pageCount ?? counted;
  const incomplete = document.incomplete || (counted ?? 0) > (pageCount ?? 0);
  return { ...document, ...(pageCount && { pageCount }), incomplete };
}

/** Read off the stored fax and not off the arrival, so that a second run after a crash raises the same. */
function attentionReasons(communication: WithId<Communication>, event: FaxReceived): AttentionReason[] {
  const fax = parseFax(communication);
  if (!fax.ok) {
    return ['not-adopted'];
  }
  const { line, documentProblem, original, document } = fax.value;
  const keptDigest = (original ?? document)?.sha256;
  return [
    ...(line ? [] : ['unknown-line' as const]),
    ...(documentProblem ? [attentionOf(documentProblem)] : []),
    ...(differs(keptDigest, event) ? ['different-document' as const] : []),
  ];
}

function differs(keptDigest: string | undefined, { document }: FaxReceived): boolean {
  return (
    keptDigest !== undefined &&
    document !== undefined &&
    createHash('sha256').update(document.bytes).digest('hex') !== keptDigest
  );
}
