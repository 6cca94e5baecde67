import { OperationOutcomeError, serverError } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import type { Connection } from './connection.ts';

/** Something that happened to a resource, told after its commit. */
export interface ResourceChange {
  interaction: 'create' | 'update' | 'delete';
  /** The new state; for `delete` the last one. */
  resource: Resource;
}

/** Where a repository's writes go: to the queue, or into the transaction it was made for. */
export interface WriteTarget {
  /** The writing connection; used inside of `write` only. */
  readonly connection: Connection;
  /** Where reads outside of `write` go: in a transaction they see what it has written so far. */
  readonly readConnection: Connection;
  /** Changes of the open transaction; told to listeners when it commits. */
  readonly changes: ResourceChange[];
  /**
   * Runs `work` atomically: it either happens as a whole or, when it throws, not at all.
   * The promise resolves after the commit (in a transaction: at once).
   */
  write<T>(work: () => T): Promise<T>;
  /** Runs `callback` as one unit: all of its writes commit together, an error undoes them all. */
  transaction<T>(callback: (target: WriteTarget) => Promise<T>): Promise<T>;
}

/** What goes along with the writes. */
export interface WriterEvents {
  /** Names the present point, to be given to `undone` when the writes after it are. */
  mark(): number;
  /** After the writes since the mark were undone: what is remembered of them is void. */
  undone(mark: number): void;
  /** Before each commit, as its last writes. */
  committing(): void;
  /** After each commit, when the committed state can be read by others. */
  committed(changes: ResourceChange[]): void;
}

/** The router answers 400 to an error it does not know; a full disk is no fault of the client. */
export function asOutcome(error: unknown): OperationOutcomeError {
  if (error instanceof OperationOutcomeError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  return new OperationOutcomeError(serverError(cause), cause);
}
