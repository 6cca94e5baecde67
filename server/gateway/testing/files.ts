import { PDFDocument } from '@cantoo/pdf-lib';

/** Files as they arrive, good and bad, made in code. */

export interface PdfOptions {
  readonly pages?: number;
  /** Points; one page of this width and height. */
  readonly size?: readonly [width: number, height: number];
  readonly userPassword?: string;
}

export async function makePdf({
  pages = 1,
  size = [612, 792],
  userPassword,
}: PdfOptions = {}): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (let page = 1; page <= pages; page++) {
    // Drawn on, or the page would have no content and some readers call that damaged.
    document.addPage([...size]).drawRectangle({ x: 72, y: 72, width: 100 + (page % 50), height: 20 });
  }
  if (userPassword) {
    await document.encrypt({ userPassword, ownerPassword: 'owner' });
  }
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

/** A TIFF of one bilevel page, uncompressed in one strip: the least a reader has to know. */
export function makeTiff(width = 1728, height = 400): Buffer {
  const rowBytes = Math.ceil(width / 8);
  const pixels = Buffer.alloc(rowBytes * height);
  pixels.fill(0xff, 0, rowBytes * Math.floor(height / 2));
  const pixelsAt = 8;
  const ifdAt = pixelsAt + pixels.length + (pixels.length % 2);
  const entries: [tag: number, value: number][] = [
    [256, width],
    [257, height],
    [258, 1], // bits per sample
    [259, 1], // not compressed
    [262, 0], // 0 is white
    [273, pixelsAt],
    [277, 1],
    [278, height],
    [279, pixels.length],
  ];
  const ifd = Buffer.alloc(2 + entries.length * 12 + 4);
  ifd.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, value], index) => {
    const at = 2 + index * 12;
    ifd.writeUInt16LE(tag, at);
    ifd.writeUInt16LE(4, at + 2); // LONG
    ifd.writeUInt32LE(1, at + 4);
    ifd.writeUInt32LE(value, at + 8);
  });
  const head = Buffer.alloc(8);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(ifdAt, 4);
  return Buffer.concat([head, pixels, Buffer.alloc(pixels.length % 2), ifd]);
}

export const HTML = Buffer.from('<!doctype html><script>alert(1)</script>');
export const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
