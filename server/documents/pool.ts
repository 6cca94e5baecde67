import type { Fingerprint } from '../../src/domain/intake/fingerprint.ts';
import {
  type ConvertedDocument,
  type DocumentFacts,
  type DocumentJob,
  sniffKind,
  type WorkedDocument,
} from './facts.ts';
import { DocumentWorker, type NotLookedAt, type WorkerLimits } from './workerProcess.ts';

/** Limits of a pool, each with its default. */
export interface DocumentPoolOptions {
  /** Processes working at the same time. Default 2. */
  readonly workers?: number;
  /** How long one document may take, in milliseconds. Default 60 s. */
  readonly timeLimit?: number;
  /** Memory one document may cost, in bytes. Default 512 MB. */
  readonly memoryLimit?: number;
  /** Documents that may wait; each is held in memory. Default 64. */
  readonly queueLimit?: number;
  /** Larger files are not looked into, in bytes. Default 128 MB. */
  readonly maxBytes?: number;
}

/**
 * Reads documents in child processes, so that a hostile file costs its own fax and never the server. Whatever a file
 * does (crash, loop, swell) is told as its facts; the promises reject only with `DocumentPoolError`.
 */
export interface DocumentPool {
  /** Looks into a document, and makes a PDF of a readable TIFF, JPEG or PNG. */
  toPdf(bytes: Uint8Array): Promise<ConvertedDocument>;
  /** A PDF of some pages of a PDF, numbered from 1, as they stand; none when it cannot be taken apart. */
  cutPages(bytes: Uint8Array, pages: readonly number[]): Promise<ConvertedDocument>;
  /** What a PDF of scanned pages looks like, in short; `undefined` for one that is anything else, or blank. */
  fingerprint(bytes: Uint8Array): Promise<Fingerprint | undefined>;
  /** How many pages of two PDFs were compared when all of those look the same, else 0. */
  countSamePages(bytes: Uint8Array, earlier: Uint8Array): Promise<number>;
  /** Ends the processes. Documents still waiting reject with `closed`. */
  close(): Promise<void>;
}

const ERROR_WORDS = {
  busy: 'Too many documents are waiting',
  unavailable: 'No process to read documents can be started',
  closed: 'The document pool is closed',
} as const satisfies Record<NotLookedAt | 'busy', string>;

/** The document was not looked at: `busy` (too many are waiting) and `unavailable` (no worker starts) pass; `closed` does not. */
export class DocumentPoolError extends Error {
  readonly kind: keyof typeof ERROR_WORDS;

  constructor(kind: keyof typeof ERROR_WORDS) {
    super(ERROR_WORDS[kind]);
    this.name = 'DocumentPoolError';
    this.kind = kind;
  }
}

const DEFAULTS = {
  workers: 2,
  timeLimit: 60_000,
  memoryLimit: 512 << 20,
  queueLimit: 64,
  maxBytes: 128 << 20,
};

/** Starts no process before the first document comes. */
export function openDocumentPool(options: DocumentPoolOptions = {}): DocumentPool {
  const settings = { ...DEFAULTS, ...options };
  const pool = new Pool(settings, settings.workers, settings.queueLimit);
  const run = async (job: DocumentJob): Promise<WorkedDocument> => {
    const known = factsWithoutLooking(job.bytes, settings.maxBytes);
    if (known) return { facts: known };
    const { pdf, ...worked } = await pool.run(job);
    // What came through the pipe is a plain Uint8Array.
    return pdf ? { ...worked, pdf: Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength) } : worked;
  };
  return {
    toPdf: (bytes) => run({ kind: 'convert', bytes }),
    cutPages: (bytes, pages) => run({ kind: 'cut', bytes, pages }),
    fingerprint: async (bytes) => (await run({ kind: 'fingerprint', bytes })).fingerprint,
    countSamePages: async (bytes, earlier) => (await run({ kind: 'compare', bytes, earlier })).samePages ?? 0,
    close: () => pool.close(),
  };
}

function factsWithoutLooking(bytes: Uint8Array, maxBytes: number): DocumentFacts | undefined {
  if (bytes.length === 0) return { kind: 'unknown', state: 'empty', reason: 'no-bytes' };
  if (bytes.length <= maxBytes) return undefined;
  return { kind: sniffKind(bytes), state: 'too-large', reason: 'too-many-bytes' };
}

interface WaitingJob {
  readonly job: DocumentJob;
  readonly resolve: (reply: WorkedDocument) => void;
  readonly reject: (error: DocumentPoolError) => void;
}

class Pool {
  readonly #idle: DocumentWorker[];
  readonly #all: readonly DocumentWorker[];
  readonly #queueLimit: number;
  #queue: WaitingJob[] = [];
  #closed = false;

  constructor(limits: WorkerLimits, workers: number, queueLimit: number) {
    this.#all = Array.from({ length: workers }, () => new DocumentWorker(limits));
    this.#idle = [...this.#all];
    this.#queueLimit = queueLimit;
  }

  run(job: DocumentJob): Promise<WorkedDocument> {
    return new Promise((resolve, reject) => {
      if (this.#closed) reject(new DocumentPoolError('closed'));
      else if (this.#queue.length >= this.#queueLimit) reject(new DocumentPoolError('busy'));
      else {
        this.#queue.push({ job, resolve, reject });
        this.#startNext();
      }
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#queue) job.reject(new DocumentPoolError('closed'));
    this.#queue = [];
    await Promise.all(this.#all.map((worker) => worker.close()));
  }

  #startNext(): void {
    const worker = this.#idle.pop();
    const next = worker && this.#queue.shift();
    if (!worker) return;
    if (!next) {
      this.#idle.push(worker);
      return;
    }
    // Without memory Node throws where it starts a process: that says nothing about the document, or the next one.
    const reply = worker.run(next.job).catch((): NotLookedAt => 'unavailable');
    void reply.then((outcome) => {
      this.#idle.push(worker);
      if (typeof outcome === 'string') next.reject(new DocumentPoolError(outcome));
      else next.resolve(outcome);
      this.#startNext();
    });
  }
}
