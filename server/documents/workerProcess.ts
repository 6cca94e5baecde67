import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, realpathSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type DocumentJob, type DocumentReason, sniffKind, type WorkedDocument } from './facts.ts';
import type { WORKER_READY } from './worker.ts';

export interface WorkerLimits {
  /** Milliseconds for one document. */
  readonly timeLimit: number;
  /** Bytes of resident memory, buffers included. */
  readonly memoryLimit: number;
}

/** Why a document was not looked at: the pool was closed, or no worker could be started. */
export type NotLookedAt = 'closed' | 'unavailable';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
/** The code a worker is made of. Not the whole project: the data folder may lie in it. */
const CODE = ['./', '../../src/domain/', '../../node_modules/', '../../package.json'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
/** Where `node_modules` is a link, Node reads both the link and what it points to. */
const READABLE = new Set([
  ...CODE,
  ...CODE.map((path) => realpathSync(path) + (path.endsWith('/') ? '/' : '')),
]);
const MEMORY_CHECK_INTERVAL = 50;
const PAGE_BYTES = 4096;

/**
 * One child process and its replacement after each death. Started with the first document, because a server that
 * never gets one should not pay for it.
 */
export class DocumentWorker {
  readonly #limits: WorkerLimits;
  #child: ChildProcess | undefined;
  #closed = false;

  constructor(limits: WorkerLimits) {
    this.#limits = limits;
  }

  /** Works one document; the caller waits for it before giving the next. */
  async run(job: DocumentJob): Promise<WorkedDocument | NotLookedAt> {
    if (this.#closed) return 'closed';
    // One that died while it was idle is nobody's fault.
    const child = this.#child?.connected ? this.#child : startChild(this.#limits);
    const isNew = child !== this.#child;
    this.#child = child;
    // A worker that cannot even start says nothing about the document.
    if (isNew && !(await isReady(child))) return this.#closed ? 'closed' : 'unavailable';
    const outcome = await runInChild(child, job, this.#limits);
    if (this.#closed) return 'closed';
    if (typeof outcome !== 'string') {
      // A process that has swollen would blame the next document for the last one.
      if (residentBytes(child) > this.#limits.memoryLimit / 2) await this.#stop();
      return outcome;
    }
    await this.#stop();
    const state = outcome === 'worker-died' ? 'broken' : 'too-large';
    return { facts: { kind: sniffKind(job.bytes), state, reason: outcome } };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#stop();
  }

  async #stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}

/** `--permission` without more denies network, child processes, addons, workers and writing. */
function startChild({ memoryLimit }: WorkerLimits): ChildProcess {
  const heapMegabytes = Math.floor(memoryLimit / 2 ** 20);
  const child = fork(WORKER, {
    execArgv: [
      '--permission',
      ...Array.from(READABLE, (path) => `--allow-fs-read=${path}`),
      `--max-old-space-size=${heapMegabytes}`,
    ],
    serialization: 'advanced',
    // Not the server's: the carriers' keys are in it.
    env: {},
    // What libraries print about a document can quote it.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // A child that could not be started emits `error`, then `exit` or nothing; `runInChild` hears both.
  child.on('error', () => {});
  giveWay(child);
  return child;
}

/** Somebody waits for the server's answers, and nobody for a page to be decoded. */
function giveWay({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(
      pid,
      Math.min(getPriority() + constants.priority.PRIORITY_BELOW_NORMAL, constants.priority.PRIORITY_LOW),
    );
  } catch {
    // It has died already, which is told elsewhere.
  }
}

/** Whether a child came up: its first message is `WORKER_READY`. */
function isReady(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (isUp: boolean) => {
      child.off('message', onMessage).off('exit', onDeath).off('error', onDeath);
      resolve(isUp);
    };
    const ready: typeof WORKER_READY = 'ready';
    const onMessage = (message: unknown) => finish(message === ready);
    const onDeath = () => finish(false);
    child.on('message', onMessage).on('exit', onDeath).on('error', onDeath);
    if (!child.connected) onDeath();
  });
}

type Death = Extract<DocumentReason, 'time-limit' | 'memory-limit' | 'worker-died'>;

function runInChild(
  child: ChildProcess,
  job: DocumentJob,
  limits: WorkerLimits,
): Promise<WorkedDocument | Death> {
  return new Promise((resolve) => {
    const finish = (outcome: WorkedDocument | Death) => {
      clearTimeout(deadline);
      clearInterval(memoryCheck);
      child.off('message', onMessage).off('exit', onDeath).off('error', onDeath);
      resolve(outcome);
    };
    // Only our own worker writes to this pipe, and only replies.
    const onMessage = (reply: unknown) => finish(reply as WorkedDocument);
    const onDeath = () => finish('worker-died');
    const deadline = setTimeout(() => finish('time-limit'), limits.timeLimit);
    const memoryCheck = setInterval(() => {
      if (residentBytes(child) > limits.memoryLimit) finish('memory-limit');
    }, MEMORY_CHECK_INTERVAL);
    child.on('message', onMessage).on('exit', onDeath).on('error', onDeath);
    if (child.connected) child.send(job, (error) => error && onDeath());
    else onDeath();
  });
}

/**
 * Memory of a process from Linux' /proc: `--max-old-space-size` does not count buffers, which is where a decompression
 * bomb goes. 0 elsewhere, where the heap's limit and the time limit have to do.
 */
function residentBytes(child: ChildProcess): number {
  try {
    const [, resident] = readFileSync(`/proc/${child.pid}/statm`, 'latin1').split(' ');
    return Number(resident) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
