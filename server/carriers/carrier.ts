import type { Result } from '../../src/domain/result.ts';

/**
 * A service that carries faxes. An adapter translates between its words and ours and does nothing else: it SHALL
 * NOT store, log bodies or numbers, answer HTTP, or know FHIR.
 */
export interface Carrier {
  /** Lower-case name as it stands in `/webhooks/{name}/{secret}`; SHALL never change. */
  readonly name: string;
  /** Identifier system of this carrier's fax ids. */
  readonly identifierSystem: string;
  /**
   * Reads a delivery. The adapter SHALL answer from its arguments alone, because the same body is read twice:
   * before the carrier gets its answer, and again from the journal. It SHALL refuse only what is not this
   * carrier's format; an event it does not know is an `unrecognized` one, never an error. It SHALL NOT throw.
   */
  parseWebhook(body: Buffer, headers: WebhookHeaders): Result<readonly CarrierEvent[], WebhookRefusal>;
}

/** What the journal keeps of a request beside its body. */
interface WebhookHeaders {
  readonly 'content-type': string;
}

/** What a carrier reports in a delivery. */
export type CarrierEvent = FaxReceived | UnrecognizedEvent;

/** A fax arrived. */
export interface FaxReceived {
  readonly kind: 'fax-received';
  /** SHALL be the same in every delivery of one fax, and consist of letters, digits and `_ . : -` only. */
  readonly carrierFaxId: string;
  /** As the carrier writes it. Absent or a word such as `withheld` when the caller hid it. */
  readonly originatingNumber?: string;
  readonly calledNumber?: string;
  /** The carrier's time as an instant; absent when it gives none that can be read. */
  readonly sentAt?: string;
  /** Pages the carrier counted during the call. */
  readonly pageCount?: number;
  /** Absent when the carrier delivered the fact without a file. */
  readonly document?: DeliveredDocument;
}

/** A file as it came. Its name and type are the sender's claim; what it is, its bytes say. */
export interface DeliveredDocument {
  readonly bytes: Buffer;
  readonly fileName?: string;
}

interface UnrecognizedEvent {
  readonly kind: 'unrecognized';
}

/** Why a delivery is no delivery of this carrier. `detail` SHALL hold no value of the body. */
export interface WebhookRefusal {
  readonly kind: 'not-this-format';
  readonly detail: string;
}
