import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Connection } from './connection.ts';

/**
 * Why a data file cannot be opened.
 * - `newer-version`: written by a newer Faxwell.
 * - `unreadable`: not a data file, damaged, or not readable for this user.
 * - `not-migrated`: written by an older Faxwell, and it could not be changed for this one.
 */
type StoreErrorKind = 'newer-version' | 'unreadable' | 'not-migrated';

export class StoreError extends Error {
  readonly kind: StoreErrorKind;

  constructor(kind: StoreErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreError';
    this.kind = kind;
  }
}

/**
 * Schema changes in order; the first brings an empty file to version 1. One that has been released is never edited.
 *
 * - `resource`: everything stored, and everything something refers to (`current` is NULL for those and for deleted
 *   ones), so that references are integers. `sort` is the sort key of its type (see `sortParameters`).
 * - `version`: the JSON texts, one row per version; `text` is NULL for a deletion.
 * - `term`: each distinct token, text or URI once, with the number of resources that have it.
 * - `posting`: the inverted index, (parameter, term or referenced resource) → resources in sort order.
 * - `entry`: the same pairs the other way round, for probes, includes and re-indexing.
 * - `range`: dates, numbers and quantities as intervals. Dates are milliseconds since 1970.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE resource (
    rid INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    id TEXT NOT NULL,
    current INTEGER,
    updated INTEGER NOT NULL DEFAULT 0,
    sort INTEGER NOT NULL DEFAULT 0,
    UNIQUE (id, type)
  ) STRICT;
  CREATE INDEX resource_updated ON resource (type, updated, rid) WHERE current IS NOT NULL;
  CREATE TABLE version (
    vid INTEGER PRIMARY KEY,
    rid INTEGER NOT NULL,
    version_id TEXT NOT NULL,
    updated INTEGER NOT NULL,
    interaction TEXT NOT NULL,
    author TEXT,
    text TEXT
  ) STRICT;
  CREATE INDEX version_resource ON version (rid, vid);
  CREATE TABLE parameter (
    pid INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    code TEXT NOT NULL,
    UNIQUE (type, code)
  ) STRICT;
  CREATE TABLE term (
    tid INTEGER PRIMARY KEY,
    pid INTEGER NOT NULL,
    system TEXT NOT NULL,
    code TEXT NOT NULL,
    norm TEXT,
    count INTEGER NOT NULL,
    UNIQUE (pid, code, system)
  ) STRICT;
  CREATE TABLE word (pid INTEGER, word TEXT, tid INTEGER, PRIMARY KEY (pid, word, tid)) STRICT, WITHOUT ROWID;
  CREATE VIRTUAL TABLE term_trigram USING fts5 (norm, content='', contentless_delete=1, tokenize='trigram');
  CREATE TABLE posting (
    pid INTEGER, key INTEGER, sort INTEGER, rid INTEGER, PRIMARY KEY (pid, key, sort, rid)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE entry (rid INTEGER, pid INTEGER, key INTEGER, PRIMARY KEY (rid, pid, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE range (
    rid INTEGER, pid INTEGER, lo REAL, hi REAL, PRIMARY KEY (rid, pid, lo, hi)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX range_value ON range (pid, lo, hi, rid);
  `,
];

/** The version of the data this build writes. */
export const DATA_VERSION = MIGRATIONS.length;

/**
 * Opens the writing connection and brings the file to the newest schema, after copying an existing one to
 * `<file>.v<its version>` beside it.
 * @throws {StoreError} and the file is left as it is.
 */
export function openWriter(file: string, migrations: readonly string[] = MIGRATIONS): Connection {
  const isNew = !existsSync(file);
  const { connection, version } = openVersioned(file);
  try {
    if (version > migrations.length) {
      throw newerVersion(file, version, migrations.length);
    }
    if (isNew) connection.exec('PRAGMA page_size = 8192');
    // Every answered write has been synced to disk: WAL with synchronous=NORMAL would lose the last ones in a power cut.
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF');
    if (version > 0 && version < migrations.length) copyData(connection, file, version);
    migrate(connection, file, migrations, version);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function newerVersion(file: string, version: number, known: number): StoreError {
  return new StoreError(
    'newer-version',
    `The data in ${file} was written by a newer version of Faxwell (data version ${version}, this one knows ${known}). Start the newer Faxwell, or restore a backup made with this one.`,
  );
}

function openVersioned(file: string): { connection: Connection; version: number } {
  try {
    const connection = new Connection(file);
    const row = connection.get<{ user_version: number }>('PRAGMA user_version');
    return { connection, version: row?.user_version ?? 0 };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown';
    const sentence = `The data in ${file} cannot be read (${reason}). If the file is damaged, restore a backup.`;
    throw new StoreError('unreadable', sentence, { cause });
  }
}

/** Named only when it is whole and on disk: half a copy would be taken for one. */
function copyData(connection: Connection, file: string, version: number): void {
  const copy = `${file}.v${version}`;
  const part = `${copy}.part`;
  try {
    rmSync(part, { force: true });
    // Not a copy of the file: what was written last may still stand in the journal beside it.
    connection.run('VACUUM INTO ?', part);
    sync(part);
    renameSync(part, copy);
    sync(dirname(copy));
  } catch (cause) {
    rmSync(part, { force: true });
    throw notMigrated(file, 'no copy of it could be made', cause);
  }
}

function sync(path: string): void {
  const opened = openSync(path, 'r');
  fsyncSync(opened);
  closeSync(opened);
}

function migrate(connection: Connection, file: string, migrations: readonly string[], from: number): void {
  if (from === migrations.length) return;
  connection.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of migrations.slice(from)) connection.exec(migration);
    connection.exec(`PRAGMA user_version = ${migrations.length}`);
    connection.exec('COMMIT');
  } catch (cause) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw notMigrated(file, 'the change failed', cause);
  }
}

function notMigrated(file: string, what: string, cause: unknown): StoreError {
  const reason = cause instanceof Error ? cause.message : 'unknown';
  return new StoreError(
    'not-migrated',
    `The data in ${file} was written by an older version of Faxwell and is still as that one left it: ${what} (${reason}). Start the older Faxwell, or try again when the reason is gone.`,
    { cause },
  );
}
