import { tiffToPdf } from '../../documents/pdf/tiffToPdf.ts';
import { type FaxCompression, writeTiff } from '../../documents/tiff/writeTiff.ts';
import { createRandom } from '../random.ts';
import type { Sender } from '../senders.ts';
import { headerLine, type LocalTime } from './headerLine.ts';
import type { BodyType, Page } from './page.ts';
import { RESOLUTION, scanPage } from './scan.ts';

/** Carriers deliver a PDF or a TIFF, of one or another fax coding. */
export type Delivery = 'pdf' | FaxCompression;

/** What a call consists of. */
export interface Call {
  readonly sheets: readonly CalledSheet[];
  readonly from: Sender;
  readonly calledNumber: string;
  readonly sentAt: LocalTime;
  /** As the sending machine counted them beforehand. */
  readonly pagesSent: number;
  readonly delivery: Delivery;
  readonly punched: boolean;
}

interface CalledSheet {
  readonly page: Page;
  readonly body: BodyType;
  readonly truth: { readonly rotation: 0 | 180; readonly cut: boolean };
}

export interface RenderedFax {
  readonly bytes: Buffer;
  readonly contentType: 'application/pdf' | 'image/tiff';
}

/** How much of a page is there when the line breaks. */
const CUT_AT = 0.2;

/**
 * Makes the file a carrier would deliver for a call.
 * @param seed decides skew, ragged edges and dust
 */
export async function renderFax(call: Call, seed: number): Promise<RenderedFax> {
  const { from, calledNumber, sentAt, pagesSent } = call;
  const { quality, machine, header, station, fax = '' } = from;
  const random = createRandom(seed);
  const bitmaps = call.sheets.map(({ page, body, truth }, index) =>
    scanPage(page, {
      quality,
      body,
      machine,
      header: headerLine(header, {
        sentAt,
        stationName: station,
        number: fax,
        calledNumber,
        page: index + 1,
        pages: pagesSent,
      }),
      upsideDown: truth.rotation === 180,
      arrived: truth.cut ? CUT_AT : 1,
      punched: call.punched,
      random,
    }),
  );
  const compression = call.delivery === 'pdf' ? 'g4' : call.delivery;
  const tiff = writeTiff(bitmaps, { ...RESOLUTION[quality], compression });
  if (call.delivery !== 'pdf') return { bytes: tiff, contentType: 'image/tiff' };
  const { pdf } = await tiffToPdf(tiff);
  if (!pdf) throw new Error('A TIFF of our own making could not be read');
  return { bytes: pdf, contentType: 'application/pdf' };
}
