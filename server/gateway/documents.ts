import type { Fingerprint } from '../../src/domain/intake/fingerprint.ts';
import type { ConvertedDocument } from '../documents/facts.ts';

/** What the gateway needs of the document workers. Rejects only when a document was not looked at. */
export interface Documents {
  toPdf(bytes: Uint8Array): Promise<ConvertedDocument>;
}

/** The same for what is filed in parts. */
export interface PageCutter {
  /** A PDF of some pages, numbered from 1; none when the document cannot be taken apart. */
  cutPages(bytes: Uint8Array, pages: readonly number[]): Promise<ConvertedDocument>;
}

/** The same for finding what came before. */
export interface PageComparer {
  /** Of a PDF of scanned pages; `undefined` for anything else. */
  fingerprint(bytes: Uint8Array): Promise<Fingerprint | undefined>;
  /** How many pages were compared when all of those look the same, else 0. */
  countSamePages(bytes: Uint8Array, earlier: Uint8Array): Promise<number>;
}
