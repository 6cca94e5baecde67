import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { SampleFax } from '../faxes/sampleFax.ts';

/**
 * The first faxes of the sample clinic. They are made by a process of their own, because drawing and scanning a
 * hundred and fifty pages would stop the server for ten seconds, and come in one after another once it is ready.
 */

/** What is left to do; from it the same faxes come out at the next start. */
const jobSchema = z.object({
  seed: z.int(),
  /** The newest so many of the first faxes. */
  count: z.int().positive(),
  /** Instant: what the ages of the faxes are counted from. */
  startedAt: z.iso.datetime(),
});
export type FillingJob = z.infer<typeof jobSchema>;

export interface FillingOptions {
  readonly dataDir: string;
  /** Delivers a fax as its carrier would; rejects when it was not taken. */
  readonly deliver: (fax: SampleFax) => Promise<void>;
  /** Told when it ends before everything was delivered; the rest comes at the next start. */
  readonly onFailure: (error: unknown) => void;
}

export interface Filling {
  stop(): Promise<void>;
}

/** Remembers that the first faxes are to be delivered, by this start or a later one. */
export function planFilling(dataDir: string, job: FillingJob): void {
  const file = jobFile(dataDir);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(job));
  renameSync(`${file}.new`, file);
}

/** Delivers what is left of the first faxes; `undefined` when nothing is. */
export function startFilling(options: FillingOptions): Filling | undefined {
  const file = jobFile(options.dataDir);
  if (!existsSync(file)) return undefined;
  const job = readJob(file);
  if (!job) {
    options.onFailure(new UnreadableJobError());
    return undefined;
  }
  const child = startMaker(options.dataDir, job);
  let isStopped = false;
  deliverAll(child, options.deliver)
    .then(() => rmSync(file))
    .catch((error: unknown) => {
      child.kill('SIGKILL');
      if (!isStopped) options.onFailure(error);
    });
  return {
    async stop() {
      isStopped = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Beside the truth of the faxes; gone when all of them have been delivered. */
export function jobFile(dataDir: string): string {
  return join(dataDir, 'sample', 'first-faxes.json');
}

function readJob(file: string): FillingJob | undefined {
  try {
    return jobSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** What is left to do cannot be read: the clinic works without its sample faxes. */
class UnreadableJobError extends Error {
  override readonly name = 'UnreadableJobError';
}

const MAKER = fileURLToPath(new URL('fillInboxProcess.ts', import.meta.url));

function startMaker(dataDir: string, job: FillingJob): ChildProcess {
  return fork(MAKER, [dataDir, JSON.stringify(job)], {
    // Not the server's: the carriers' keys are in it.
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** Each fax is made after the one before it was delivered. Ends when the process that makes them does. */
function deliverAll(child: ChildProcess, deliver: FillingOptions['deliver']): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new FaxMakerEndedError())));
    child.on('message', (message) => {
      // Our own process sends nothing else; its Buffers come through the pipe as plain arrays of bytes.
      const fax = message as SampleFax;
      deliver({ ...fax, bytes: Buffer.from(fax.bytes) }).then(() => child.send('delivered'), reject);
    });
  });
}

/** The process that makes the faxes ended before it had made all of them. */
class FaxMakerEndedError extends Error {
  override readonly name = 'FaxMakerEndedError';
}
