import { DocumentError } from './documentProblem.ts';
import { detectFileKind } from './fileKind.ts';
import { PdfDocument } from './pdfDocument.ts';
import { pictureToPdf } from './pictureToPdf.ts';

/** Opens what `bytes` are, whatever they were called. Rejects with a `DocumentError` or what pdf.js threw. */
export async function openDocument(bytes: Uint8Array): Promise<PdfDocument> {
  if (bytes.length === 0) {
    throw new DocumentError('empty');
  }
  const kind = detectFileKind(bytes);
  switch (kind) {
    case 'pdf':
      // A copy: pdf.js moves the bytes into its worker, which would empty the array of whoever loaded them.
      return PdfDocument.open(bytes.slice());
    case 'jpeg':
    case 'png':
      return PdfDocument.open(await pictureToPdf(bytes, kind));
    case 'other':
      throw new DocumentError('unsupported');
  }
}
