/**
 * The child process of the document pool: reads one document at a time, knows nothing else, may reach nothing else
 * (no network, no files but its own code, no environment). See `pool.ts`.
 */
import { convertToPdf } from './convert.ts';

/** The first message of a worker: its code is loaded, and whatever happens from now on is the document's doing. */
export const WORKER_READY = 'ready';

process.on('message', async (bytes: Uint8Array) => {
  process.send?.(await convertToPdf(bytes));
});
// The server is gone: nobody waits for the answer.
process.on('disconnect', () => process.exit());
process.send?.(WORKER_READY);
