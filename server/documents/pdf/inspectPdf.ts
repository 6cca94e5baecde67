import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { DocumentFacts } from '../facts.ts';

/** Opening more pages than this costs seconds in a file of thousands, and tells no more about it. */
const PAGES_OPENED = 20;

/**
 * Counts the pages of a PDF by its structure; page contents are not decoded. pdf.js reads it, as the viewer will:
 * what it can mend (a lost cross-reference table, a cut end) the reader will see too. A password that only restricts
 * printing or changing keeps nobody from reading.
 */
export async function inspectPdf(bytes: Uint8Array): Promise<DocumentFacts> {
  // pdf.js takes the buffer it is given for its own.
  const task = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    enableXfa: false,
    useSystemFonts: false,
  });
  try {
    return await factsOf(await task.promise, bytes);
  } catch (error) {
    return problemOf(error);
  } finally {
    await task.destroy();
  }
}

async function factsOf(document: PDFDocumentProxy, bytes: Uint8Array): Promise<DocumentFacts> {
  const pages = document.numPages;
  if (pages === 0) return { kind: 'pdf', state: 'broken', reason: 'no-pages' };
  const unreadable = await countUnreadable(document, Math.min(pages, PAGES_OPENED));
  if (unreadable === pages) return { kind: 'pdf', state: 'broken', reason: 'no-pages' };
  const truncated = !hasEnd(bytes);
  return {
    kind: 'pdf',
    state: 'readable',
    pages,
    ...(truncated
      ? { reason: 'truncated' as const }
      : unreadable > 0 && { reason: 'page-unreadable' as const }),
    ...(unreadable > 0 && { incompletePages: unreadable }),
  };
}

async function countUnreadable(document: PDFDocumentProxy, firstPages: number): Promise<number> {
  let unreadable = 0;
  for (let number = 1; number <= firstPages; number++) {
    try {
      await document.getPage(number);
    } catch {
      unreadable += 1;
    }
  }
  return unreadable;
}

/** ISO 32000-1 annex H: readers look for the end mark in the last 1024 bytes. Some senders pad more behind it. */
const END_REACH = 8 * 1024;

function hasEnd(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-END_REACH);
  return tail.includes('%%EOF');
}

/** pdf.js tells its exceptions apart by name; its classes are not all exported. */
function problemOf(error: unknown): DocumentFacts {
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return { kind: 'pdf', state: 'encrypted', reason: 'password' };
  return { kind: 'pdf', state: 'broken', reason: 'no-structure' };
}
