import { stat } from 'node:fs/promises';
import { ACCOUNTS_VERSION } from '../fhir/auth/accountsDatabase.ts';
import { Connection } from '../fhir/store/connection.ts';
import { DATA_VERSION } from '../fhir/store/schema.ts';
import { type FileFacts, readFacts, syncPath } from './files.ts';
import { MaintenanceError } from './maintenanceError.ts';

/** The versions this build reads. */
export const KNOWN_VERSIONS = { data: DATA_VERSION, accounts: ACCOUNTS_VERSION } as const;

/** Opens a database for as long as `use` takes, without changing it; a server may be using it. */
export async function withDatabase<T>(
  file: string,
  use: (connection: Connection) => T | Promise<T>,
): Promise<T> {
  const connection = await open(file);
  try {
    return await use(connection);
  } finally {
    connection.close();
  }
}

/** 0 for a database nothing was written to yet. */
export function versionOf(connection: Connection): number {
  return connection.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
}

/** What SQLite finds wrong with a database: the first few findings. */
export function findDamage(connection: Connection): string[] {
  const rows = connection.all<{ integrity_check: string }>('PRAGMA integrity_check(5)');
  return rows.map((row) => row.integrity_check).filter((finding) => finding !== 'ok');
}

/** The copy is one file, as of one moment, on disk; nothing else belongs to it. */
export async function copyDatabase(from: string, to: string): Promise<FileFacts> {
  await withDatabase(from, (connection) => connection.copyTo(to));
  const copy = new Connection(to);
  try {
    // The source is in WAL mode, whose journal would be a second file.
    copy.exec('PRAGMA journal_mode = DELETE');
  } finally {
    copy.close();
  }
  await syncPath(to);
  return await readFacts(to);
}

async function open(file: string): Promise<Connection> {
  try {
    await stat(file);
    const connection = new Connection(file, { readOnly: true });
    versionOf(connection);
    return connection;
  } catch (cause) {
    const reason =
      cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
        ? 'does not exist'
        : 'cannot be read';
    throw new MaintenanceError(`The file ${file} ${reason}.`, { cause });
  }
}
