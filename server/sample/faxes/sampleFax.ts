import { createHash } from 'node:crypto';
import { localTime } from '../clock.ts';
import { type Delivery, type RenderedFax, renderFax } from '../paper/renderFax.ts';
import { createRandomOf, pick, type Random } from '../random.ts';
import { type AssembledFax, assemble } from './assemble.ts';
import type { Recipe } from './plan.ts';
import type { FaxTruth, RepeatedHow } from './truth.ts';

/** A fax to be made. The same order gives the same bytes. */
export interface FaxOrder {
  /** The carrier's id of it. */
  readonly carrierFaxId: string;
  readonly recipe: Recipe;
  readonly seed: number;
  /** Which of the faxes of this seed it is. */
  readonly index: number;
  readonly sentAt: Date;
  /** Sends an earlier fax again instead of following the recipe. */
  readonly repeats?: { readonly order: FaxOrder; readonly how: RepeatedHow };
}

/** A fax as a carrier delivers it, with what is true about it. */
export interface SampleFax extends RenderedFax {
  readonly carrierFaxId: string;
  /** E.164; absent when the caller withheld it. */
  readonly originatingNumber?: string;
  readonly calledNumber: string;
  readonly sentAt: Date;
  readonly pages: number;
  readonly truth: FaxTruth;
}

export async function makeSampleFax(order: FaxOrder): Promise<SampleFax> {
  const { repeats } = order;
  const original = repeats?.order ?? order;
  const { fax, delivery } = composeFax(original, repeats?.how);
  const { from, calledNumber, mishaps } = fax.plan;
  // The same bytes carry the time and the dust of the first call.
  const scanned = repeats?.how === 'same-bytes' ? original : order;
  const call = {
    sheets: fax.sheets,
    from,
    calledNumber,
    sentAt: localTime(new Date(scanned.sentAt.getTime() - CALL_TIME)),
    pagesSent: fax.pagesSent,
    delivery,
    punched: mishaps.punched ?? false,
  };
  const rendered = await renderFax(call, Math.imul(scanned.seed, 8191) + scanned.index);
  return {
    ...rendered,
    carrierFaxId: order.carrierFaxId,
    ...(from.fax && { originatingNumber: from.fax }),
    calledNumber,
    sentAt: order.sentAt,
    pages: fax.sheets.length,
    truth: makeTruth(order, fax, rendered.bytes),
  };
}

/** How long before it was through a call was stamped by the sending machine. */
const CALL_TIME = 2 * 60_000;

function makeTruth(order: FaxOrder, fax: AssembledFax, bytes: Buffer): FaxTruth {
  const { carrierFaxId, seed, recipe, repeats } = order;
  const { from, calledNumber } = fax.plan;
  return {
    schemaVersion: 1,
    carrierFaxId,
    seed,
    recipe: recipe.name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    originatingNumber: from.fax ?? null,
    calledNumber,
    pagesSent: fax.pagesSent,
    repeats: repeats ? { carrierFaxId: repeats.order.carrierFaxId, how: repeats.how } : null,
    documents: fax.documents,
    pages: fax.sheets.map(({ truth }) => truth),
  };
}

/** What a fax consists of before it is drawn. */
export function composeFax(
  { recipe, seed, index, sentAt }: FaxOrder,
  how?: RepeatedHow,
): { readonly fax: AssembledFax; readonly delivery: Delivery } {
  const random = createRandomOf(seed, index);
  const delivery = pickDelivery(random);
  const plan = recipe.plan(random, sentAt.toISOString().slice(0, 10));
  const whole = how === 'after-cut' ? { ...plan, mishaps: { ...plan.mishaps, cut: false } } : plan;
  return { fax: assemble(whole, sentAt, random), delivery };
}

/** Most carriers deliver PDF, many TIFF of Group 4, some of Group 3. */
function pickDelivery(random: Random): Delivery {
  return pick(random, ['pdf', 'pdf', 'pdf', 'pdf', 'pdf', 'g4', 'g4', 'g4', 'g3-1d', 'g3-2d']);
}
