import type { ConvertedDocument } from './facts.ts';
import { inspectDocument } from './inspect.ts';
import { pictureToPdf } from './pdf/pictureToPdf.ts';
import { tiffToPdf } from './pdf/tiffToPdf.ts';

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
