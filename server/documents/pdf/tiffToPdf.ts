import { PDFDocument, type PDFPage, StandardFonts } from '@cantoo/pdf-lib';
import type { ConvertedDocument } from '../facts.ts';
import { parseTiff, type TiffPage } from '../tiff/parseTiff.ts';
import { makeTiffFacts, type PageOutcome, problemFacts } from '../tiff/tiffFacts.ts';
import { type PageGeometry, pageGeometry } from './pageGeometry.ts';
import { embedTiffPage, type PlacedImage } from './tiffImages.ts';

/** Letter, for a page whose size is not known. */
const UNKNOWN_PAGE: [number, number] = [612, 792];
const UNREADABLE_PAGE_TEXT = 'This page arrived in a form that cannot be shown.';

/**
 * Makes a PDF of a TIFF, page for page and pixel for pixel, at the size its resolutions say. A page that cannot be
 * had becomes one that says so, because a page silently left out would change the numbers of those after it.
 */
export async function tiffToPdf(bytes: Uint8Array): Promise<ConvertedDocument> {
  const tiff = parseTiff(bytes);
  if (!tiff.ok) return { facts: problemFacts('broken', tiff.error) };
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const outcomes: PageOutcome[] = [];
  for (const page of tiff.value.pages) outcomes.push(await addPage(pdf, page, bytes));
  const facts = makeTiffFacts(tiff.value, outcomes);
  if (facts.state !== 'readable') return { facts };
  return { facts, pdf: Buffer.from(await pdf.save({ addDefaultPage: false })) };
}

async function addPage(pdf: PDFDocument, page: TiffPage, file: Uint8Array): Promise<PageOutcome> {
  const embedded = embedTiffPage(pdf.context, page, file);
  if (!embedded) {
    await addUnreadablePage(pdf, page);
    return 'unreadable';
  }
  const geometry = pageGeometry(page);
  const target = pdf.addPage([geometry.size.width, geometry.size.height]);
  drawImages(pdf, target, geometry, page.height, embedded.images);
  return embedded.complete ? 'complete' : 'incomplete';
}

/** Works in whole pixels, scaled once: rounding cannot open a gap between two strips. */
function drawImages(
  pdf: PDFDocument,
  target: PDFPage,
  geometry: PageGeometry,
  pageHeight: number,
  images: readonly PlacedImage[],
): void {
  const { scale, orientation } = geometry;
  const content = [`${orientation.map(formatNumber).join(' ')} cm`];
  content.push(`${formatNumber(scale.x)} 0 0 ${formatNumber(scale.y)} 0 0 cm`);
  for (const { ref, x, y, width, height } of images) {
    const name = target.node.newXObject('Page', ref);
    content.push(`q ${width} 0 0 ${height} ${x} ${pageHeight - y - height} cm ${name.toString()} Do Q`);
  }
  target.node.addContentStream(pdf.context.register(pdf.context.flateStream(content.join('\n'))));
}

/** PDF knows no exponents (ISO 32000-1 section 7.3.3), which JavaScript writes for small numbers. */
function formatNumber(value: number): string {
  return value.toFixed(9).replace(/\.?0+$/, '');
}

async function addUnreadablePage(pdf: PDFDocument, page: TiffPage): Promise<void> {
  const { width, height } = page.width > 0 && page.height > 0 ? pageGeometry(page).size : {};
  const target = pdf.addPage(width && height ? [width, height] : UNKNOWN_PAGE);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  target.drawText(UNREADABLE_PAGE_TEXT, { x: 36, y: target.getHeight() - 72, size: 12, font });
}
