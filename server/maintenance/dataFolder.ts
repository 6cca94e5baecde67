import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What is in a data folder, see docs/operations.md. */

/** The FHIR store. */
export const STORE_FILE = 'faxwell.sqlite';
export const ACCOUNTS_FILE = 'accounts.sqlite';
/** The documents, each named by its digest. */
export const BINARY_FOLDER = 'binary';
/** When the last backup was made, and where. */
export const LAST_BACKUP_FILE = 'last-backup.json';

/**
 * What a copy of a data folder leaves out: databases and documents, which are copied in their own way, what is of this
 * process or half written, and the copies from before a migration.
 */
const LEFT_OUT = [
  /^(accounts|faxwell)\.sqlite/,
  /^lock(-journal)?$/,
  /^binary$/,
  /^last-backup\.json$/,
  /\.(part|new)$/,
];

/** Paths of the small files below a data folder (keys, secrets, notes of the sample clinic), relative to it. */
export async function otherFiles(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { withFileTypes: true });
  const kept = entries.filter(({ name }) => !LEFT_OUT.some((pattern) => pattern.test(name)));
  const below = await Promise.all(
    kept.map(async (entry) => (entry.isDirectory() ? await filesBelow(join(dataDir, entry.name)) : [entry])),
  );
  return below
    .flat()
    .filter((entry) => entry.isFile() && !LEFT_OUT.some((pattern) => pattern.test(entry.name)))
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)))
    .sort();
}

async function filesBelow(folder: string): Promise<Dirent[]> {
  return await readdir(folder, { recursive: true, withFileTypes: true });
}
