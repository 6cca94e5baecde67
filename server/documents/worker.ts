/**
 * The child process of the document pool: reads one document at a time, knows nothing else, may reach nothing else
 * (no network, no files but its own code, no environment). See `pool.ts`.
 */
import { convertToPdf } from './convert.ts';
import type { ConvertedDocument } from './facts.ts';
import { inspectDocument } from './inspect.ts';

export interface WorkerRequest {
  readonly job: 'inspect' | 'to-pdf';
  readonly bytes: Uint8Array;
}

export type WorkerReply = ConvertedDocument;

/** The first message of a worker: its code is loaded, and whatever happens from now on is the document's doing. */
export const WORKER_READY = 'ready';

process.on('message', async (request: WorkerRequest) => {
  const reply: WorkerReply =
    request.job === 'to-pdf'
      ? await convertToPdf(request.bytes)
      : { facts: await inspectDocument(request.bytes) };
  process.send?.(reply);
});
// The server is gone: nobody waits for the answer.
process.on('disconnect', () => process.exit());
process.send?.(WORKER_READY);
