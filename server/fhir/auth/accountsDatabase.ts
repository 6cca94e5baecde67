import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { openWriter } from '../store/schema.ts';

/** Changes of the accounts in order, as `MIGRATIONS` are of the store. One that has been released is never edited. */
const ACCOUNTS_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE account (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    profile TEXT NOT NULL,
    name TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE session (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    refresh_hash TEXT NOT NULL,
    previous_hash TEXT,
    rotated_at INTEGER NOT NULL,
    lifetime INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX session_refresh ON session (refresh_hash);
  CREATE INDEX session_previous ON session (previous_hash);
  CREATE TABLE client (
    id TEXT PRIMARY KEY,
    secret_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL
  ) STRICT;
`,
];

/** The version of the accounts this build writes. */
export const ACCOUNTS_VERSION = ACCOUNTS_MIGRATIONS.length;

/**
 * Opens the accounts' own file. It is apart from the FHIR store so that no search, history or export of
 * resources can ever reach a password.
 * @throws {StoreError} when it cannot be read, or is of another version and cannot be changed
 */
export function openAccountsDatabase(file: string, migrations = ACCOUNTS_MIGRATIONS): DatabaseSync {
  openWriter(file, migrations).close();
  chmodSync(file, 0o600);
  const database = new DatabaseSync(file);
  database.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  return database;
}
