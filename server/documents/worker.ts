/**
 * The child process of the document pool: reads one document at a time, knows nothing else, may reach nothing else
 * (no network, no files but its own code, no environment). See `pool.ts`.
 */
import { runJob } from './convert.ts';
import type { DocumentJob } from './facts.ts';

/** The first message of a worker: its code is loaded, and whatever happens from now on is the document's doing. */
export const WORKER_READY = 'ready';

process.on('message', async (job: DocumentJob) => {
  process.send?.(await runJob(job));
});
// The server is gone: nobody waits for the answer.
process.on('disconnect', () => process.exit());
process.send?.(WORKER_READY);
