import type { Fingerprint } from '../../src/domain/intake/fingerprint.ts';

/**
 * What is known about a document that arrived, before anybody draws it. A document that cannot be read is a
 * value with a reason, never an exception: the fax it came with is kept and says why nothing is shown.
 */

/** What the first bytes say it is; the name and the declared content type are not asked. */
export type DocumentKind = 'pdf' | 'tiff' | 'jpeg' | 'png' | 'unknown';

/** Whether a document can be shown; what cannot says why in its reason. */
export type DocumentState = 'readable' | 'encrypted' | 'broken' | 'empty' | 'too-large' | 'unsupported';

/**
 * Why a document is not plainly readable.
 * On a `readable` one: `truncated` (the end of the file is missing) or `page-loop` (the list of pages of a TIFF
 * leads back to itself; each page is counted once), `page-unreadable` (at least one page cannot be decoded).
 */
export type DocumentReason =
  | 'no-bytes'
  | 'unknown-format'
  | 'password'
  | 'no-structure'
  | 'no-pages'
  | 'unsupported-encoding'
  | 'truncated'
  | 'page-loop'
  | 'page-unreadable'
  | 'too-many-bytes'
  | 'time-limit'
  | 'memory-limit'
  | 'worker-died';

/** What was found out about a document. */
export interface DocumentFacts {
  readonly kind: DocumentKind;
  readonly state: DocumentState;
  readonly reason?: DocumentReason;
  /** Number of pages, known when the document is readable. */
  readonly pages?: number;
  /** How many of the pages, or of those that should have followed, are damaged or missing. Absent when none. */
  readonly incompletePages?: number;
}

/** What is known about a document, and the PDF made from it. No `pdf` when it is one, or nothing of it is readable. */
export interface ConvertedDocument {
  readonly facts: DocumentFacts;
  readonly pdf?: Buffer;
}

/** What is to be done with a document. */
export type DocumentJob =
  | { readonly kind: 'convert'; readonly bytes: Uint8Array }
  /** A PDF of some of its pages, numbered from 1. */
  | { readonly kind: 'cut'; readonly bytes: Uint8Array; readonly pages: readonly number[] }
  | { readonly kind: 'fingerprint'; readonly bytes: Uint8Array }
  | { readonly kind: 'compare'; readonly bytes: Uint8Array; readonly earlier: Uint8Array };

/** What came of a job: what is known about the document, and what was asked for where it could be had. */
export interface WorkedDocument extends ConvertedDocument {
  readonly fingerprint?: Fingerprint;
  /** How many pages were compared, when all of those are the same. */
  readonly samePages?: number;
}

/** ISO 32000-1 annex H: readers accept a PDF header within the first 1024 bytes. */
const PDF_HEADER_REACH = 1024;

/** Tells the kind of a file from its first bytes. */
export function sniffKind(bytes: Uint8Array): DocumentKind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PDF_HEADER_REACH));
  const start = head.toString('latin1', 0, 8);
  if (/^(II[*+]\0|MM\0[*+])/.test(start)) return 'tiff';
  if (start === '\x89PNG\r\n\x1a\n') return 'png';
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.includes('%PDF-')) return 'pdf';
  return 'unknown';
}
