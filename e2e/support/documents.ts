import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';

/** Documents as senders fax them. */

export interface Letter {
  /** One text for each page. */
  readonly pages: readonly string[];
  readonly password?: string;
}

/** A PDF with text that can be found. */
export async function makePdf({ pages, password }: Letter): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const text of pages) {
    document.addPage([612, 792]).drawText(text, { x: 72, y: 700, size: 16, font });
  }
  if (password) {
    document.encrypt({ userPassword: password, ownerPassword: password });
  }
  return document.save();
}

/** A PDF whose second half never arrived. */
export async function makeBrokenPdf(): Promise<Uint8Array> {
  const whole = await makePdf({ pages: ['Half of this is missing'] });
  return whole.slice(0, Math.floor(whole.length / 2));
}
