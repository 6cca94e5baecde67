import type { ConvertedDocument, DocumentJob, WorkedDocument } from './facts.ts';
import { inspectDocument } from './inspect.ts';
import { countSamePages, fingerprintPdf } from './likeness/likeness.ts';
import { cutPdf } from './pdf/cutPdf.ts';
import { pictureToPdf } from './pdf/pictureToPdf.ts';
import { tiffToPdf } from './pdf/tiffToPdf.ts';

/** Does what a worker is asked to. */
export async function runJob(job: DocumentJob): Promise<WorkedDocument> {
  switch (job.kind) {
    case 'convert':
      return await convertToPdf(job.bytes);
    case 'cut':
      return await cutPages(job.bytes, job.pages);
    case 'fingerprint': {
      const fingerprint = await ofReadable(() => fingerprintPdf(job.bytes));
      return { facts: await inspectDocument(job.bytes), ...(fingerprint && { fingerprint }) };
    }
    case 'compare': {
      const samePages = await ofReadable(() => countSamePages(job.bytes, job.earlier));
      return { facts: await inspectDocument(job.bytes), ...(samePages && { samePages }) };
    }
  }
}

/** pdf.js throws for what it cannot read; nothing is known then about what the pages look like. */
async function ofReadable<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch {
    return undefined;
  }
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
