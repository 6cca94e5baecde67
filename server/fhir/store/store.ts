import type { Author } from './access.ts';
import { Connection } from './connection.ts';
import { Dictionary } from './dictionary.ts';
import { ParameterIds } from './parameters.ts';
import { needsReindex, reindexInSteps, reindexNow } from './reindex.ts';
import { type RepositoryOptions, SqliteRepository } from './repository.ts';
import { openWriter } from './schema.ts';
import { SearchIndex } from './searchIndex.ts';
import { Writer } from './writer.ts';
import type { ResourceChange } from './writeTarget.ts';

export interface StoreOptions {
  /** Path of the data file; its folder exists. */
  file: string;
  /** FHIR base URL under which the resources are served, for links and for references written as full URLs. */
  baseUrl: string;
  /** Behave like a Medplum server with its defaults: see `docs/decisions`. */
  careless?: boolean;
  now?: () => Date;
  /**
   * Told when a listener to changes throws, which concerns neither the write nor the other listeners. Unset: it is an
   * error that nobody caught.
   */
  onListenerError?: (error: unknown) => void;
}

/** The embedded FHIR server's data: one SQLite file, one writer, one reader. */
export interface Store {
  /** The repository of one user; cheap, made per request. */
  repository(author: Author, options?: RepositoryOptions): SqliteRepository;
  /** Tells of every change after its commit, in order; call the result to stop. */
  onChange(listener: (change: ResourceChange) => void): () => void;
  /** Builds the search index anew from the stored resources; tells how many are done, and how many there are. */
  reindex(onProgress?: (done: number, total: number) => void): Promise<void>;
  /** Waits for writes under way, then closes the file. */
  close(): Promise<void>;
}

/** What repositories share. */
export interface StoreInternals {
  readonly writer: Writer;
  readonly parameters: ParameterIds;
  readonly dictionary: Dictionary;
  readonly index: SearchIndex;
  /** FHIR base URL with a slash at its end. */
  readonly localBase: string;
  readonly careless: boolean;
  readonly now: () => Date;
  /** Milliseconds for `meta.lastUpdated`; never before an earlier one, whatever the clock does. */
  nextTimestamp(): number;
}

/**
 * Opens a data file, making or migrating it, and rebuilds its index if that was built for other search parameters.
 * @throws {StoreError} with a sentence for whoever starts the server.
 */
export function openStore(options: StoreOptions): Store {
  const connection = openWriter(options.file);
  const parameters = new ParameterIds(connection);
  const dictionary = new Dictionary(connection);
  const localBase = options.baseUrl.replace(/\/*$/, '/');
  const index = new SearchIndex(connection, parameters, dictionary, localBase);
  if (needsReindex(connection)) reindexNow(connection, dictionary, index);
  const reader = new Connection(options.file, { readOnly: true });
  const listeners = new Set<(change: ResourceChange) => void>();
  const writer = new Writer(connection, reader, {
    mark: () => index.mark(),
    undone: (mark) => index.undone(mark),
    committing: () => index.flush(),
    committed: (changes) => {
      for (const change of changes) tell(listeners, change, options.onListenerError ?? throwLater);
    },
  });
  const now = options.now ?? (() => new Date());
  const nextTimestamp = monotonic(now, lastTimestamp(connection));
  const careless = options.careless ?? false;
  const internals = { writer, parameters, dictionary, index, localBase, careless, now, nextTimestamp };
  return {
    repository: (author, repositoryOptions = {}) =>
      new SqliteRepository(internals, author, repositoryOptions, writer),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    reindex: (onProgress) =>
      writer.transaction(() => reindexInSteps(connection, dictionary, index, onProgress)),
    close: async () => {
      // Jobs run in order, so this one is done when all before it are.
      await writer.transaction(async () => {});
      reader.close();
      connection.exec('PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)');
      connection.close();
    },
  };
}

function tell(
  listeners: Iterable<(change: ResourceChange) => void>,
  change: ResourceChange,
  onError: (error: unknown) => void,
): void {
  for (const listener of listeners) {
    try {
      listener(change);
    } catch (error) {
      onError(error);
    }
  }
}

function throwLater(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

function monotonic(now: () => Date, last: number): () => number {
  let latest = last;
  return () => {
    latest = Math.max(latest, now().getTime());
    return latest;
  };
}

function lastTimestamp(connection: Connection): number {
  const row = connection.get<{ updated: number }>('SELECT updated FROM version ORDER BY vid DESC LIMIT 1');
  return row?.updated ?? 0;
}
