import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection } from './connection.ts';
import { OpenTransaction, savepoint } from './openTransaction.ts';
import { asOutcome, type ResourceChange, type WriterEvents, type WriteTarget } from './writeTarget.ts';

/** Most writes that share one commit; more wait for the next. */
const GROUP_LIMIT = 500;

interface Job {
  /** Work that needs no await, which may share a commit with its neighbours. */
  grouped?: GroupedWork;
  /** Anything else: resolves when the writer is free again. */
  exclusive?: () => Promise<void>;
}

interface GroupedWork {
  run: () => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/**
 * The only writer of the data file. Jobs run one after another in the order they came in.
 *
 * Writes that are waiting together run as savepoints of one outer transaction and are all answered after its one
 * commit, so that many clients share each wait for the disk. A transaction keeps the writer for itself until its
 * callback is done: with `BEGIN` and `await` on a shared connection, a rollback would take other requests' rows along.
 * A write that such a callback makes past its target, through another repository, joins the transaction: queued
 * behind it, it would wait for itself.
 */
export class Writer implements WriteTarget {
  readonly connection: Connection;
  readonly readConnection: Connection;
  readonly changes: ResourceChange[] = [];
  readonly #events: WriterEvents;
  readonly #queue: Job[] = [];
  /** The transaction that the running callback belongs to. */
  readonly #open = new AsyncLocalStorage<OpenTransaction>();
  #running = false;

  constructor(connection: Connection, readConnection: Connection, events: WriterEvents) {
    this.connection = connection;
    this.readConnection = readConnection;
    this.#events = events;
  }

  write<T>(work: () => T): Promise<T> {
    const open = this.#joined();
    if (open) return open.write(work);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#enqueue({ grouped: { run: work, resolve, reject } });
    return promise;
  }

  transaction<T>(callback: (target: WriteTarget) => Promise<T>): Promise<T> {
    const open = this.#joined();
    if (open) return open.transaction(callback);
    return this.#exclusive(async (target) => {
      try {
        const result = await callback(target);
        this.#commit(target);
        return result;
      } catch (error) {
        this.#rollback(target);
        throw asOutcome(error);
      }
    });
  }

  /**
   * Runs `callback` with a target whose writes are independent of each other but share one commit at its end; an
   * error of the callback does not undo them. What they return must not be answered before this promise resolves.
   */
  sharedCommit<T>(callback: (target: WriteTarget) => Promise<T>): Promise<T> {
    const open = this.#joined();
    if (open) return callback(open);
    return this.#exclusive(async (target) => {
      const [result] = await Promise.allSettled([callback(target)]);
      try {
        this.#commit(target);
      } catch (error) {
        this.#rollback(target);
        throw asOutcome(error);
      }
      if (result.status === 'rejected') throw asOutcome(result.reason);
      return result.value;
    });
  }

  #joined(): OpenTransaction | undefined {
    const open = this.#open.getStore();
    return open?.isOpen ? open : undefined;
  }

  #exclusive<T>(run: (target: OpenTransaction) => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    // Bound to the caller's context, not to that of whoever made the queue start.
    const inContext = AsyncLocalStorage.snapshot();
    const exclusive = async () => {
      this.connection.run('BEGIN IMMEDIATE');
      const target = new OpenTransaction(this.connection, this.changes, this.#events);
      await inContext(() => this.#open.run(target, () => run(target))).then(resolve, reject);
    };
    this.#enqueue({ exclusive: () => exclusive().catch(reject) });
    return promise;
  }

  #enqueue(job: Job): void {
    this.#queue.push(job);
    if (this.#running) return;
    this.#running = true;
    // After the pending I/O callbacks, so that requests that arrived together are queued together.
    setImmediate(() => void this.#drain());
  }

  async #drain(): Promise<void> {
    for (let job = this.#queue.shift(); job; job = this.#queue.shift()) {
      await job.exclusive?.();
      if (job.grouped) {
        this.#runGroup([job.grouped, ...this.#takeGrouped()]);
        // Lets the answers out, and more work gather for the next commit.
        await new Promise(setImmediate);
      }
    }
    this.#running = false;
  }

  #takeGrouped(): GroupedWork[] {
    const end = this.#queue.findIndex((job) => !job.grouped);
    const jobs = this.#queue.splice(0, Math.min(end < 0 ? this.#queue.length : end, GROUP_LIMIT));
    return jobs.flatMap((job) => job.grouped ?? []);
  }

  #runGroup(group: GroupedWork[]): void {
    const answers: (() => void)[] = [];
    try {
      this.connection.run('BEGIN IMMEDIATE');
      for (const { run, resolve, reject } of group) {
        try {
          const value = savepoint(this, this.#events, run);
          // `run` and `resolve` come from one call of `write`, so the value is of the promise's type.
          answers.push(() => resolve(value as never));
        } catch (error) {
          if (!this.connection.inTransaction) throw error;
          answers.push(() => reject(asOutcome(error)));
        }
      }
      this.#commit();
    } catch (error) {
      this.#rollback();
      for (const { reject } of group) reject(asOutcome(error));
      return;
    }
    for (const answer of answers) answer();
  }

  #commit(target?: OpenTransaction): void {
    if (target) target.isOpen = false;
    this.#events.committing();
    this.connection.run('COMMIT');
    this.#events.committed(this.changes.splice(0));
  }

  #rollback(target?: OpenTransaction): void {
    if (target) target.isOpen = false;
    this.changes.length = 0;
    // When the disk is full, SQLite has already rolled back by itself.
    if (this.connection.inTransaction) this.connection.run('ROLLBACK');
    this.#events.undone(0);
  }
}
