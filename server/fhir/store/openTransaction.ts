import type { Connection } from './connection.ts';
import { asOutcome, type ResourceChange, type WriterEvents, type WriteTarget } from './writeTarget.ts';

/** A transaction that holds the writer. Its nested transactions are savepoints, opened one after another. */
export class OpenTransaction implements WriteTarget {
  readonly connection: Connection;
  readonly readConnection: Connection;
  readonly changes: ResourceChange[];
  /** Until commit or rollback; what its callback left running afterwards writes by itself. */
  isOpen = true;
  readonly #events: WriterEvents;
  #depth = 0;

  constructor(connection: Connection, changes: ResourceChange[], events: WriterEvents) {
    this.connection = connection;
    this.readConnection = connection;
    this.changes = changes;
    this.#events = events;
  }

  async write<T>(work: () => T): Promise<T> {
    return savepoint(this, this.#events, work);
  }

  async transaction<T>(callback: (target: WriteTarget) => Promise<T>): Promise<T> {
    this.#depth += 1;
    const name = `nested_${this.#depth}`;
    const undo = savepointNamed(name, this, this.#events);
    try {
      const result = await callback(this);
      this.connection.run(`RELEASE ${name}`);
      return result;
    } catch (error) {
      undo();
      throw asOutcome(error);
    } finally {
      this.#depth -= 1;
    }
  }
}

/** Runs one step that happens as a whole or, when it throws, not at all. */
export function savepoint<T>(target: WriteTarget, events: WriterEvents, work: () => T): T {
  const undo = savepointNamed('step', target, events);
  try {
    const result = work();
    target.connection.run('RELEASE step');
    return result;
  } catch (error) {
    undo();
    throw error;
  }
}

/** @returns what undoes everything since. */
function savepointNamed(
  name: string,
  { connection, changes }: WriteTarget,
  events: WriterEvents,
): () => void {
  // A savepoint outside of a transaction would be one of its own, and commit past its caller.
  if (!connection.inTransaction) throw new Error('The transaction has ended, as when the disk is full');
  const told = changes.length;
  const mark = events.mark();
  connection.run(`SAVEPOINT ${name}`);
  return () => {
    changes.length = told;
    if (connection.inTransaction) {
      connection.run(`ROLLBACK TO ${name}`);
      connection.run(`RELEASE ${name}`);
    }
    events.undone(mark);
  };
}
