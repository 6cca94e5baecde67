import type { DocumentFacts, DocumentReason, DocumentState } from '../facts.ts';
import { pageEncoding } from '../pdf/tiffImages.ts';
import { parseTiff, type TiffFile, type TiffPage } from './parseTiff.ts';

export type PageOutcome = 'complete' | 'incomplete' | 'unreadable';

/** Facts of a TIFF from its directories alone, without decoding a pixel. */
export function inspectTiff(bytes: Uint8Array): DocumentFacts {
  const tiff = parseTiff(bytes);
  if (!tiff.ok) return problemFacts('broken', tiff.error);
  return makeTiffFacts(tiff.value, tiff.value.pages.map(pageOutcome));
}

function pageOutcome(page: TiffPage): PageOutcome {
  if (!pageEncoding(page)) return 'unreadable';
  return page.complete ? 'complete' : 'incomplete';
}

export function problemFacts(state: DocumentState, reason: DocumentReason): DocumentFacts {
  return { kind: 'tiff', state, reason };
}

/** Sums up what became of each page. */
export function makeTiffFacts(tiff: TiffFile, outcomes: readonly PageOutcome[]): DocumentFacts {
  if (outcomes.every((outcome) => outcome === 'unreadable')) return noPageFacts(tiff);
  const damaged = outcomes.filter((outcome) => outcome !== 'complete').length;
  // The chain of directories leads outside the file: at least one more page followed.
  const incompletePages = damaged + (tiff.end === 'truncated' ? 1 : 0);
  const reason = readableReason(tiff, outcomes);
  return {
    kind: 'tiff',
    state: 'readable',
    pages: tiff.pages.length,
    ...(reason && { reason }),
    ...(incompletePages > 0 && { incompletePages }),
  };
}

function noPageFacts(tiff: TiffFile): DocumentFacts {
  const truncated = tiff.end === 'truncated' || tiff.pages.every((page) => page.blocks.length === 0);
  return truncated ? problemFacts('broken', 'no-pages') : problemFacts('unsupported', 'unsupported-encoding');
}

function readableReason(tiff: TiffFile, outcomes: readonly PageOutcome[]): DocumentReason | undefined {
  if (tiff.end === 'truncated' || outcomes.includes('incomplete')) return 'truncated';
  if (outcomes.includes('unreadable')) return 'page-unreadable';
  return tiff.end === 'loop' ? 'page-loop' : undefined;
}
