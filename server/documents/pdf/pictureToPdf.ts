import { PDFDocument } from '@cantoo/pdf-lib';
import type { ConvertedDocument } from '../facts.ts';

/** US Letter, and the margin a fax machine keeps, in points. */
const PAGE = { width: 612, height: 792 };
const MARGIN = 18;

/** A photograph or screenshot on one Letter page, turned to fit it, never enlarged over one point a pixel. */
export async function pictureToPdf(kind: 'jpeg' | 'png', bytes: Uint8Array): Promise<ConvertedDocument> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  try {
    const picture = kind === 'jpeg' ? await pdf.embedJpg(bytes) : await pdf.embedPng(bytes);
    const wide = picture.width > picture.height;
    const size = wide ? { width: PAGE.height, height: PAGE.width } : PAGE;
    const fit = picture.scaleToFit(size.width - 2 * MARGIN, size.height - 2 * MARGIN);
    const drawn = fit.width > picture.width ? picture.size() : fit;
    const page = pdf.addPage([size.width, size.height]);
    page.drawImage(picture, { x: MARGIN, y: size.height - MARGIN - drawn.height, ...drawn });
    return { facts: { kind, state: 'readable', pages: 1 }, pdf: Buffer.from(await pdf.save()) };
  } catch {
    // pdf-lib throws plain errors for whatever it does not understand in the file.
    return { facts: { kind, state: 'broken', reason: 'no-structure' } };
  }
}
