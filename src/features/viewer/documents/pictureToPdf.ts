import { DocumentError } from './documentProblem.ts';
import { mediaTypeOf } from './fileKind.ts';

/** A picture says nothing reliable about its size on paper: at 100 % one of its pixels is one CSS pixel. */
const POINTS_PER_PIXEL = 72 / 96;
/** Nearly lossless. It is for the screen only: what is downloaded or printed is the original. */
const JPEG_QUALITY = 0.95;

/** A JPEG or PNG as a PDF of one page, upright as its EXIF data says. Rejects with `damaged`. */
export async function pictureToPdf(bytes: Uint8Array, kind: 'jpeg' | 'png'): Promise<Uint8Array> {
  // Pictures are rare: what arrives as one is a PDF once the server has converted it.
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const upright = await drawUpright(bytes, kind);
  const pdf = await PDFDocument.create();
  const image = await pdf.embedJpg(upright);
  const size = image.scale(POINTS_PER_PIXEL);
  pdf.addPage([size.width, size.height]).drawImage(image, size);
  return pdf.save();
}

/** Through the browser's own decoder, which turns the picture and reads every kind of PNG. */
async function drawUpright(bytes: Uint8Array, kind: 'jpeg' | 'png'): Promise<ArrayBuffer> {
  // A copy: a Blob takes no view on memory that could be shared.
  const blob = new Blob([new Uint8Array(bytes)], { type: mediaTypeOf(kind) });
  const image = await createImageBitmap(blob).catch((cause: unknown) => {
    throw new DocumentError('damaged', { cause });
  });
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) {
    throw new Error('No 2D canvas to draw on');
  }
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0);
  image.close();
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  return jpeg.arrayBuffer();
}
