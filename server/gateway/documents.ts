import type { ConvertedDocument } from '../documents/facts.ts';

/** What the gateway needs of the document workers. Rejects only when a document was not looked at. */
export interface Documents {
  toPdf(bytes: Uint8Array): Promise<ConvertedDocument>;
}
