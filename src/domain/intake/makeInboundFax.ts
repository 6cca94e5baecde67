import type {
  Communication,
  CommunicationPayload,
  Extension,
  HealthcareService,
  Reference,
} from '@medplum/fhirtypes';
import { blockMark } from '../clinic/blockedSender.ts';
import { withFlag, withState } from '../fax/marks.ts';
import {
  DOCUMENT_SHA256,
  EFAX_ORIGINATING_NUMBER,
  EXT,
  FAX_DIRECTION,
  FAX_MEDIUM_CODE,
  OYSTEHR_FAX_PAGES,
  PARTICIPATION_MODE,
  SUPPORT_IDENTIFIER,
  TEL,
} from '../fhir/systems.ts';
import { telUri } from '../phone/phone.ts';
import type { Arrival, ArrivedDocument, StoredFile } from './arrival.ts';
import { isE164 } from './caller.ts';

/** The one writer of received faxes: open (or in Junk when its sender is blocked), completed from arrival, with its document or the reason why not. */
export function makeInboundFax(arrival: Arrival): Communication {
  const mark = { at: arrival.receivedAt };
  const communication = makeCommunication(arrival);
  const fax = arrival.block
    ? withState(communication, 'junk', blockMark(arrival.block, arrival.receivedAt))
    : withState(communication, 'open', mark);
  return arrival.document.incomplete ? withFlag(fax, 'incomplete', mark) : fax;
}

function makeCommunication(arrival: Arrival): Communication {
  const { document, originatingNumber, sender, supportId } = arrival;
  const extension = makeExtensions(arrival);
  const payload = makePayload(document);
  const sha256 = (document.original ?? document.shown)?.sha256;
  const subjectLine = makeSubjectLine([sender?.name, originatingNumber, arrival.title]);
  return {
    resourceType: 'Communication',
    status: 'completed',
    identifier: [
      arrival.carrierFaxId,
      ...(supportId ? [{ system: SUPPORT_IDENTIFIER, value: supportId }] : []),
      ...(sha256 ? [{ system: DOCUMENT_SHA256, value: sha256 }] : []),
    ],
    category: [{ coding: [{ system: FAX_DIRECTION, code: 'inbound' }] }],
    medium: [{ coding: [{ system: PARTICIPATION_MODE, code: FAX_MEDIUM_CODE, display: 'telefax' }] }],
    ...((originatingNumber || sender) && { sender: makeSender(arrival) }),
    ...((arrival.calledNumber || arrival.line) && { recipient: [makeLineReference(arrival)] }),
    sent: sentNotAfter(arrival.sentAt, arrival.receivedAt),
    received: arrival.receivedAt,
    ...(subjectLine && { topic: { text: subjectLine } }),
    ...(extension.length > 0 && { extension }),
    ...(payload.length > 0 && { payload }),
  };
}

/** Sender name, number and title: what a search by words finds. */
export function makeSubjectLine(parts: readonly (string | undefined)[]): string | undefined {
  return parts.filter(Boolean).join(' ') || undefined;
}

/** The identifier that searches by number use; what is no number stands there as it came, without a system. */
export function makeNumberIdentifier(number: string) {
  return isE164(number) ? { system: TEL, value: telUri(number) } : { value: number };
}

function makeSender({ originatingNumber, sender }: Arrival): NonNullable<Communication['sender']> {
  return {
    ...(sender && { reference: sender.reference, display: sender.name }),
    ...(originatingNumber && { identifier: makeNumberIdentifier(originatingNumber) }),
  };
}

function makeLineReference({ calledNumber, line }: Arrival): Reference<HealthcareService> {
  const number = calledNumber ?? line?.number;
  return {
    ...(line && { reference: line.reference, display: line.name }),
    ...(number && { identifier: makeNumberIdentifier(number) }),
  };
}

function makeExtensions({ originatingNumber, document }: Arrival): Extension[] {
  return [
    ...(originatingNumber ? [{ url: EFAX_ORIGINATING_NUMBER, valueString: originatingNumber }] : []),
    ...(document.pageCount ? [{ url: OYSTEHR_FAX_PAGES, valueInteger: document.pageCount }] : []),
    ...(document.problem ? [{ url: EXT.documentProblem, valueCode: document.problem }] : []),
  ];
}

/** What is shown comes first, because other apps show `payload[0]`. */
function makePayload({ shown, original }: ArrivedDocument): CommunicationPayload[] {
  return [
    ...(shown ? [makeFilePayload(shown, 'document')] : []),
    ...(original ? [makeFilePayload(original, 'original')] : []),
  ];
}

function makeFilePayload(file: StoredFile, role: 'document' | 'original'): CommunicationPayload {
  return {
    extension: [{ url: EXT.payloadRole, valueCode: role }],
    contentAttachment: {
      contentType: file.contentType,
      ...(file.url && { url: file.url }),
      size: file.size,
      ...(file.title && { title: file.title }),
      ...(file.sha256 && { extension: [{ url: EXT.sha256, valueString: file.sha256 }] }),
    },
  };
}

/** A carrier whose clock runs ahead must not put its faxes on top of the list for hours. */
function sentNotAfter(sentAt: string | undefined, receivedAt: string): string {
  const sent = sentAt ? Date.parse(sentAt) : Number.NaN;
  return sent <= Date.parse(receivedAt) ? new Date(sent).toISOString() : receivedAt;
}
