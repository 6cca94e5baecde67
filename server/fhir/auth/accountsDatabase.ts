import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** The version of the accounts this build writes. */
export const ACCOUNTS_VERSION = 1;

const SCHEMA = `
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
`;

/** The accounts were written by a newer version or cannot be read; `message` is a sentence for the person who started the server. */
export class AccountsError extends Error {
  override readonly name = 'AccountsError';
}

/**
 * Opens the accounts' own file. It is apart from the FHIR store so that no search, history or export of
 * resources can ever reach a password.
 */
export function openAccountsDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  chmodSync(file, 0o600);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
  } catch (cause) {
    database.close();
    const reason = cause instanceof Error ? cause.message : 'unknown';
    throw new AccountsError(`The accounts in ${file} cannot be read (${reason}).`, { cause });
  }
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version > ACCOUNTS_VERSION) {
    database.close();
    throw new AccountsError('The data folder was written by a newer version of Faxwell. Start that version.');
  }
  if (version === 0) {
    database.exec(`BEGIN; ${SCHEMA} PRAGMA user_version = ${ACCOUNTS_VERSION}; COMMIT`);
  }
  return database;
}
