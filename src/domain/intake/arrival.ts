import type { SenderBlock } from '../clinic/blockedSender.ts';
import type { Line } from '../clinic/line.ts';
import type { DocumentProblem } from '../fax/fax.ts';

/** A file that is on the FHIR server, or that is known although there was nothing to store. */
export interface StoredFile {
  /** `Binary/<id>`; absent for a file without bytes. */
  readonly url?: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256?: string;
  readonly title?: string;
}

/** The document of a fax after intake: whatever came, and what can be shown of it. */
export interface ArrivedDocument {
  /** Absent when the carrier gave no file at all. */
  readonly shown?: StoredFile;
  /** What arrived, byte for byte, when `shown` was made from it. */
  readonly original?: StoredFile;
  readonly pageCount?: number;
  readonly problem?: DocumentProblem;
  /** Pages are missing or damaged. */
  readonly incomplete: boolean;
}

/** Who sent a fax, as far as the address book knows. */
export interface KnownSender {
  /** `Organization/…`, `HealthcareService/…` or `Practitioner/…` */
  readonly reference: string;
  readonly name: string;
}

/** Everything that is known about a fax the moment it is written down. */
export interface Arrival {
  /** Of the delivery it came with. */
  readonly supportId?: string;
  readonly carrierFaxId: { readonly system: string; readonly value: string };
  /** E.164, or as it came when it is no number; absent when withheld. */
  readonly originatingNumber?: string;
  readonly sender?: KnownSender;
  /** Present when the number is blocked: the fax goes to Junk. */
  readonly block?: SenderBlock;
  /** E.164, or as it came when it is no number; absent when the carrier does not say. */
  readonly calledNumber?: string;
  /** Absent when no line of the clinic has the called number. */
  readonly line?: Line;
  /** The carrier's time, an instant; may be missing or wrong. */
  readonly sentAt?: string;
  /** Our first durable write, an instant. */
  readonly receivedAt: string;
  /** What the document calls itself. */
  readonly title?: string;
  readonly document: ArrivedDocument;
}
