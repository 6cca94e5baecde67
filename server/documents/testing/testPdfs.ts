import { PDFDocument } from '@cantoo/pdf-lib';

interface Passwords {
  readonly userPassword?: string;
  readonly ownerPassword?: string;
}

/** A PDF of so many Letter pages, each with a line of text. Plain objects, so that a cut file has whole ones left. */
export async function makeTestPdf(pages: number, passwords?: Passwords): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (let number = 1; number <= pages; number++) {
    pdf.addPage([612, 792]).drawText(`Page ${number}`, { x: 72, y: 700, size: 12 });
  }
  if (passwords) pdf.encrypt({ ...passwords, permissions: { printing: false } });
  return Buffer.from(await pdf.save({ useObjectStreams: false }));
}
