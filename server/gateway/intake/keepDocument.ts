import { createHash } from 'node:crypto';
import type { MedplumClient } from '@medplum/core';
import type { DocumentProblem } from '../../../src/domain/fax/fax.ts';
import type { ArrivedDocument, StoredFile } from '../../../src/domain/intake/arrival.ts';
import type { DeliveredDocument } from '../../carriers/carrier.ts';
import { type DocumentFacts, type DocumentKind, sniffKind } from '../../documents/facts.ts';
import type { Documents } from '../documents.ts';

/** What the bytes are. Anything we cannot name is octets: a file made of HTML must not be opened as a page anywhere. */
const CONTENT_TYPES: Record<DocumentKind, string> = {
  pdf: 'application/pdf',
  tiff: 'image/tiff',
  jpeg: 'image/jpeg',
  png: 'image/png',
  unknown: 'application/octet-stream',
};

const EXTENSIONS = /\.(pdf|tiff?|jpe?g|png)$/i;

/**
 * Stores the document of a fax: the original byte for byte, and a PDF made from it when it is something else that
 * can be shown. A document that cannot be read is kept and said to be what it is.
 * @param title what the document calls itself
 * @param isLastTry take a worker's death as the document's fault; before, it may have been anybody's
 * @throws DocumentPoolError and WorkerDiedError when it was not looked at, and whatever the FHIR server refuses
 */
export async function keepDocument(
  client: MedplumClient,
  documents: Documents,
  delivered: DeliveredDocument | undefined,
  title: string | undefined,
  isLastTry: boolean,
): Promise<ArrivedDocument> {
  if (!delivered) {
    return { problem: 'missing', incomplete: false };
  }
  const { bytes } = delivered;
  const contentType = CONTENT_TYPES[sniffKind(bytes)];
  if (bytes.length === 0) {
    // Servers refuse a Binary without bytes: the file is named, and nothing of it is lost.
    const shown = { contentType, size: 0, ...(title && { title }) };
    return { shown, problem: 'empty', incomplete: false };
  }
  const original = await storeFile(client, bytes, contentType, title);
  const { facts, pdf } = await documents.toPdf(bytes);
  if (facts.reason === 'worker-died' && !isLastTry) {
    throw new WorkerDiedError();
  }
  const made = pdf && (await storeFile(client, pdf, 'application/pdf', pdfTitle(title)));
  return {
    ...(made ? { shown: made, original } : { shown: original }),
    ...describeDocument(facts),
  };
}

/** Whether a document kills its reader or somebody stopped the machine, only another try tells. */
class WorkerDiedError extends Error {
  override readonly name = 'WorkerDiedError';
}

function describeDocument(
  facts: DocumentFacts,
): Pick<ArrivedDocument, 'pageCount' | 'problem' | 'incomplete'> {
  const problem = problemOf(facts);
  return {
    ...(facts.pages !== undefined && { pageCount: facts.pages }),
    ...(problem && { problem }),
    incomplete: problem === 'truncated',
  };
}

function problemOf({ state, reason, incompletePages }: DocumentFacts): DocumentProblem | undefined {
  if (state !== 'readable') {
    return state;
  }
  return reason === 'truncated' || incompletePages ? 'truncated' : undefined;
}

/** Keeps bytes as a Binary. */
export async function storeFile(
  client: MedplumClient,
  bytes: Buffer,
  contentType: string,
  title: string | undefined,
): Promise<StoredFile> {
  const binary = await client.createBinary({ data: bytes, contentType });
  return {
    url: `Binary/${binary.id}`,
    contentType,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...(title && { title }),
  };
}

function pdfTitle(title: string | undefined): string | undefined {
  return title && `${title.replace(EXTENSIONS, '')}.pdf`;
}
