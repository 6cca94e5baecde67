import { PDFDocument } from '@cantoo/pdf-lib';

/** Files as they arrive, good and bad, made in code. */

interface PdfOptions {
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
  const pixels = Buffer.alloc(Math.ceil(width / 8) * height);
  pixels.fill(0xff, 0, pixels.length / 2);
  return wrapTiff({ width, height, compression: 1, strip: pixels });
}

/** A white page of any size in a few bytes: in Group 4 a row like the one above it is a single bit. */
export function makeWhiteTiff(width: number, height: number): Buffer {
  const endOfBlock = Buffer.from([0x00, 0x10, 0x01]);
  const strip = Buffer.concat([Buffer.alloc(Math.floor(height / 8), 0xff), endOfBlock]);
  return wrapTiff({ width, height, compression: 4, strip });
}

function wrapTiff(page: { width: number; height: number; compression: number; strip: Buffer }): Buffer {
  const { width, height, compression, strip } = page;
  const stripAt = 8;
  const padding = Buffer.alloc(strip.length % 2);
  const entries: [tag: number, value: number][] = [
    [256, width],
    [257, height],
    [258, 1], // bits per sample
    [259, compression],
    [262, 0], // 0 is white
    [273, stripAt],
    [277, 1],
    [278, height],
    [279, strip.length],
  ];
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length, 0);
  for (const [index, [tag, value]] of entries.entries()) {
    const at = 2 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(4, at + 2); // LONG
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  const head = Buffer.alloc(stripAt);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(stripAt + strip.length + padding.length, 4);
  return Buffer.concat([head, strip, padding, directory]);
}

export const HTML = Buffer.from('<!doctype html><script>alert(1)</script>');
export const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
