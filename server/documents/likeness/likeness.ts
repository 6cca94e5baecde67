import { FINGERPRINT_PAGES, type Fingerprint } from '../../../src/domain/intake/fingerprint.ts';
import { isSamePage } from './differences.ts';
import { fingerprintPage, isBlank } from './fingerprint.ts';
import { measurePage, type PageShape } from './pageShape.ts';
import { openPdfInk, type PdfInk } from './pdfInk.ts';

/** Of a longer fax so many pages are looked at. */
const PAGES_COMPARED = 60;

/** The fingerprint of a PDF of scanned pages; `undefined` when one of the first is something else, or all are blank. */
export async function fingerprintPdf(bytes: Uint8Array): Promise<Fingerprint | undefined> {
  const pdf = await openPdfInk(bytes);
  try {
    const pages: PageShape[] = [];
    for (let number = 1; number <= Math.min(pdf.pageCount, FINGERPRINT_PAGES); number++) {
      const page = await readShape(pdf, number);
      if (!page) return undefined;
      pages.push(page);
    }
    return pages.every(isBlank) ? undefined : pages.map(fingerprintPage).join(' ');
  } finally {
    await pdf.close();
  }
}

/**
 * Lays the pages of two PDFs over each other, one after the other.
 * @returns how many were compared when all of those are the same, else 0
 */
export async function countSamePages(bytes: Uint8Array, earlier: Uint8Array): Promise<number> {
  const pdf = await openPdfInk(bytes);
  try {
    const other = await openPdfInk(earlier);
    try {
      return await compareAll(pdf, other);
    } finally {
      await other.close();
    }
  } finally {
    await pdf.close();
  }
}

async function compareAll(pdf: PdfInk, other: PdfInk): Promise<number> {
  if (pdf.pageCount !== other.pageCount) return 0;
  const pages = Math.min(pdf.pageCount, PAGES_COMPARED);
  let blank = 0;
  for (let number = 1; number <= pages; number++) {
    const [page, earlier] = [await readShape(pdf, number), await readShape(other, number)];
    if (!page || !earlier || isBlank(page) !== isBlank(earlier)) return 0;
    if (isBlank(page)) blank += 1;
    else if (!isSamePage(page, earlier)) return 0;
  }
  return blank === pages ? 0 : pages;
}

async function readShape(pdf: PdfInk, number: number): Promise<PageShape | undefined> {
  const map = await pdf.page(number);
  return map && measurePage(map);
}
