import type { ConvertedDocument, DocumentJob } from './facts.ts';
import { inspectDocument } from './inspect.ts';
import { cutPdf } from './pdf/cutPdf.ts';
import { pictureToPdf } from './pdf/pictureToPdf.ts';
import { tiffToPdf } from './pdf/tiffToPdf.ts';

/** Does what a worker is asked to. */
export async function runJob({ bytes, pages }: DocumentJob): Promise<ConvertedDocument> {
  return pages ? await cutPages(bytes, pages) : await convertToPdf(bytes);
}

/** No `pdf` when the document cannot be taken apart. */
async function cutPages(bytes: Uint8Array, pages: readonly number[]): Promise<ConvertedDocument> {
  const facts = await inspectDocument(bytes);
  const isWhole = facts.kind === 'pdf' && facts.state === 'readable' && !facts.reason;
  const pdf = isWhole ? await cutPdf(bytes, pages) : undefined;
  return { facts, ...(pdf && { pdf }) };
}

/** Looks into a document, and makes a PDF of whatever can become one; a PDF is only looked into. */
export async function convertToPdf(bytes: Uint8Array): Promise<ConvertedDocument> {
  const facts = await inspectDocument(bytes);
  if (facts.state !== 'readable') return { facts };
  switch (facts.kind) {
    case 'tiff':
      return await tiffToPdf(bytes);
    case 'jpeg':
    case 'png':
      return await pictureToPdf(facts.kind, bytes);
    default:
      return { facts };
  }
}
