import { warmUpAssets } from './pdfAssets.ts';
import { sharedWorker } from './pdfWorker.ts';

/** Starts the worker and fetches the decoder that nearly every scan needs. */
export async function warmUp(): Promise<void> {
  await Promise.all([sharedWorker().promise, warmUpAssets()]);
}
