import { copyFileSync, existsSync } from 'node:fs';
import { Connection } from './connection.ts';

/**
 * Why a data file cannot be opened.
 * - `newer-version`: written by a newer Faxwell.
 * - `unreadable`: not a data file, damaged, or not readable for this user.
 */
type StoreErrorKind = 'newer-version' | 'unreadable';

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

/** The newest schema this build knows. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Opens the writing connection and brings the file to the newest schema, after copying an existing one to
 * `<file>.v<its version>` beside it.
 * @throws {StoreError} `newer-version` or `unreadable`; the file is left as it is.
 */
export function openWriter(file: string): Connection {
  const isNew = !existsSync(file);
  const { connection, version } = openVersioned(file);
  if (version > SCHEMA_VERSION) {
    connection.close();
    throw new StoreError(
      'newer-version',
      `The data in ${file} was written by a newer version of Faxwell (data version ${version}, this one knows ${SCHEMA_VERSION}). Start the newer Faxwell, or restore a backup made with this one.`,
    );
  }
  if (isNew) connection.exec('PRAGMA page_size = 8192');
  // Every answered write has been synced to disk: WAL with synchronous=NORMAL would lose the last ones in a power cut.
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF');
  if (version < SCHEMA_VERSION) migrate(connection, file, version);
  return connection;
}

function openVersioned(file: string): { connection: Connection; version: number } {
  try {
    const connection = new Connection(file);
    const row = connection.get<{ user_version: number }>('PRAGMA user_version');
    return { connection, version: row?.user_version ?? 0 };
  } catch (cause) {
    const sentence = `The data in ${file} cannot be read. If the file is damaged, restore a backup.`;
    throw new StoreError('unreadable', sentence, { cause });
  }
}

function migrate(connection: Connection, file: string, from: number): void {
  if (from > 0) {
    // Everything is in the main file after a full checkpoint, and nobody else has the file open yet.
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    copyFileSync(file, `${file}.v${from}`);
  }
  connection.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of MIGRATIONS.slice(from)) connection.exec(migration);
    connection.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    connection.exec('COMMIT');
  } catch (error) {
    connection.exec('ROLLBACK');
    throw error;
  }
}
