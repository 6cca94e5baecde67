import { tiffToPdf } from '../../documents/pdf/tiffToPdf.ts';
import { type FaxCompression, writeTiff } from '../../documents/tiff/writeTiff.ts';
import { createRandom } from '../random.ts';
import type { Page } from './page.ts';
import { type FaxQuality, RESOLUTION, scanPage } from './scan.ts';
import type { BodyFamily } from './typeset.ts';

/** A letter on its way to becoming a fax. */
export interface FaxedLetter {
  readonly pages: readonly Page[];
  readonly body: BodyFamily;
  readonly quality: FaxQuality;
  /** Carriers deliver a PDF or a TIFF, of one or another fax coding. */
  readonly delivery: 'pdf' | { readonly tiff: FaxCompression };
  /** The sending machine's own name, in its header line. */
  readonly stationName: string;
  /** As the sending machine prints it; empty when it does not. */
  readonly stationNumber: string;
  /** Numbers from 1. */
  readonly upsideDownPages?: readonly number[];
}

export interface RenderedFax {
  readonly bytes: Buffer;
  readonly contentType: 'application/pdf' | 'image/tiff';
}

/**
 * Makes the file a carrier would deliver for a letter.
 * @param sentAt the local time the sending machine prints, `NOV-20-2026 09:41`
 * @param seed decides skew, ragged edges and dust
 */
export async function renderFax(letter: FaxedLetter, sentAt: string, seed: number): Promise<RenderedFax> {
  const random = createRandom(seed);
  const bitmaps = letter.pages.map((page, index) =>
    scanPage(page, {
      quality: letter.quality,
      body: letter.body,
      header: headerLine(letter, sentAt, index + 1),
      upsideDown: letter.upsideDownPages?.includes(index + 1) ?? false,
      random,
    }),
  );
  const compression = letter.delivery === 'pdf' ? 'g4' : letter.delivery.tiff;
  const tiff = writeTiff(bitmaps, { ...RESOLUTION[letter.quality], compression });
  if (letter.delivery !== 'pdf') return { bytes: tiff, contentType: 'image/tiff' };
  const { pdf } = await tiffToPdf(tiff);
  if (!pdf) throw new Error('A TIFF of our own making could not be read');
  return { bytes: pdf, contentType: 'application/pdf' };
}

function headerLine(letter: FaxedLetter, sentAt: string, page: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const name = letter.stationName.toUpperCase().slice(0, 26).padEnd(28);
  const number = letter.stationNumber.padEnd(18);
  return `${sentAt}   ${name}${number}P.${two(page)}/${two(letter.pages.length)}`;
}
