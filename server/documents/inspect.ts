import { type DocumentFacts, sniffKind } from './facts.ts';
import { inspectPdf } from './pdf/inspectPdf.ts';
import { inspectTiff } from './tiff/tiffFacts.ts';

/** What a file is, how many pages it has and whether they can be read, in one pass without drawing anything. */
export async function inspectDocument(bytes: Uint8Array): Promise<DocumentFacts> {
  if (bytes.length === 0) return { kind: 'unknown', state: 'empty', reason: 'no-bytes' };
  const kind = sniffKind(bytes);
  switch (kind) {
    case 'pdf':
      return await inspectPdf(bytes);
    case 'tiff':
      return inspectTiff(bytes);
    case 'jpeg':
    case 'png':
      return { kind, state: 'readable', pages: 1 };
    default:
      return { kind, state: 'unsupported', reason: 'unknown-format' };
  }
}
