import { turned } from '../layout/pageLayout.ts';
import { DocumentError } from './documentProblem.ts';
import { mediaTypeOf } from './fileKind.ts';
import type { OpenDocument } from './openDocument.ts';

/** A picture says nothing reliable about its size on paper: at 100 % one of its pixels is one CSS pixel. */
const POINTS_PER_PIXEL = 72 / 96;

/** Shows a JPEG or PNG as a document of one page, upright as its EXIF data says. */
export async function openImage(bytes: Uint8Array, kind: 'jpeg' | 'png'): Promise<OpenDocument> {
  // A copy: a Blob takes no view on memory that could be shared.
  const blob = new Blob([new Uint8Array(bytes)], { type: mediaTypeOf(kind) });
  const image = await createImageBitmap(blob).catch((cause: unknown) => {
    throw new DocumentError('damaged', { cause });
  });
  const size = { width: image.width * POINTS_PER_PIXEL, height: image.height * POINTS_PER_PIXEL };
  return {
    pageCount: 1,
    firstPageSize: size,
    pageSize: async () => size,
    paint: async (_page, { pixelWidth, rotation }) => {
      const across = turned(image, rotation);
      const scale = pixelWidth / across.width;
      const canvas = document.createElement('canvas');
      canvas.width = pixelWidth;
      canvas.height = Math.max(1, Math.round(across.height * scale));
      const context = canvas.getContext('2d', { alpha: false });
      if (!context) {
        throw new Error('No 2D canvas to paint on');
      }
      context.imageSmoothingQuality = 'high';
      context.fillStyle = 'white';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.translate(canvas.width / 2, canvas.height / 2);
      context.rotate((rotation * Math.PI) / 180);
      context.scale(scale, scale);
      context.drawImage(image, -image.width / 2, -image.height / 2);
      return canvas;
    },
    text: async () => [],
    layText: async () => [],
    holdPage: () => () => {},
    close: () => image.close(),
  };
}
