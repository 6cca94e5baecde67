import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Connection } from '../fhir/store/connection.ts';
import { namedFiles } from '../fhir/store/namedFiles.ts';
import { reasonOf } from '../http/dataDir.ts';
import { VERSION } from '../http/version.ts';
import { copyDatabase, findDamage, KNOWN_VERSIONS, versionOf, withDatabase } from './databases.ts';
import { ACCOUNTS_FILE, BINARY_FOLDER, LAST_BACKUP_FILE, otherFiles, STORE_FILE } from './dataFolder.ts';
import { copyFile, type FileFacts, forEachAtOnce, isAbsentOrEmpty, syncFolders, syncPath } from './files.ts';
import { MaintenanceError } from './maintenanceError.ts';
import { BACKUP_FORMAT, type Manifest, writeManifest } from './manifest.ts';

interface BackupOptions {
  readonly dataDir: string;
  /** Absolute path of a folder that is absent or empty, outside of the data folder. */
  readonly target: string;
  readonly now: () => Date;
  readonly onProgress?: (done: number, total: number) => void;
}

const FILES_AT_ONCE = 8;

/**
 * Copies a data folder while a server uses it, or while none does. The databases are copied first, then the files
 * their copies name: files are never changed or removed, so each is still there, and what comes in meanwhile is in
 * neither. What failed half-way is removed again.
 * @throws {MaintenanceError}
 */
export async function makeBackup(options: BackupOptions): Promise<Manifest> {
  const { target } = options;
  await checkFolders(options);
  const madeFolder = await mkdir(target, { recursive: true, mode: 0o700 });
  try {
    await chmod(target, 0o700);
    const manifest = await copyAll(options);
    await syncFolders(target);
    await writeManifest(target, manifest);
    await syncPath(dirname(target));
    await noteBackup(options, manifest.madeAt);
    return manifest;
  } catch (cause) {
    await empty(target, madeFolder !== undefined);
    if (cause instanceof MaintenanceError) {
      throw cause;
    }
    throw new MaintenanceError(`The backup in ${target} could not be made: ${reasonOf(cause)}.`, { cause });
  }
}

async function checkFolders({ dataDir, target }: BackupOptions): Promise<void> {
  if (!relative(dataDir, target).startsWith('..')) {
    throw new MaintenanceError(`The backup has to be outside of the data folder ${dataDir}.`);
  }
  try {
    if (!(await isAbsentOrEmpty(target))) {
      throw new MaintenanceError(`The folder ${target} is not empty. Each backup has a folder of its own.`);
    }
  } catch (cause) {
    throw cause instanceof MaintenanceError
      ? cause
      : new MaintenanceError(`The folder ${target} cannot be used: ${reasonOf(cause)}.`, { cause });
  }
}

async function copyAll({ dataDir, target, now, onProgress }: BackupOptions): Promise<Manifest> {
  const madeAt = now().toISOString();
  // Accounts first: whoever has one then is a Practitioner in the copy of the store.
  const accounts = await copyAndRead(dataDir, target, ACCOUNTS_FILE, KNOWN_VERSIONS.accounts, (copy) =>
    count(copy, 'SELECT count(*) AS n FROM account'),
  );
  const store = await copyAndRead(dataDir, target, STORE_FILE, KNOWN_VERSIONS.data, (copy) => ({
    resources: count(copy, 'SELECT count(*) AS n FROM resource WHERE current IS NOT NULL'),
    digests: new Set([...namedFiles(copy)].map(({ sha256 }) => sha256)),
  }));
  const documents = await copyDocuments(dataDir, target, store.read.digests, onProgress);
  const others = await copyOthers(dataDir, target);
  return {
    format: BACKUP_FORMAT,
    version: VERSION,
    madeAt,
    dataVersion: store.version,
    accountsVersion: accounts.version,
    counts: {
      resources: store.read.resources,
      documents: documents.files.length,
      accounts: accounts.read,
    },
    files: [accounts.file, store.file, ...others, ...documents.files],
    missing: documents.missing,
    damaged: [...accounts.damaged, ...store.damaged, ...documents.damaged],
  };
}

type ListedFile = FileFacts & { readonly path: string };

async function copyAndRead<T>(
  dataDir: string,
  target: string,
  name: string,
  known: number,
  read: (copy: Connection) => T,
): Promise<{ file: ListedFile; version: number; damaged: string[]; read: T }> {
  const facts = await copyDatabase(join(dataDir, name), join(target, name));
  return await withDatabase(join(target, name), (copy) => {
    const version = versionOf(copy);
    if (version > known) {
      throw new MaintenanceError(
        `The data in ${dataDir} was written by a newer version of Faxwell. Make the backup with that version.`,
      );
    }
    const damaged = findDamage(copy).length > 0 ? [name] : [];
    return { file: { path: name, ...facts }, version, damaged, read: read(copy) };
  });
}

async function copyDocuments(
  dataDir: string,
  target: string,
  digests: ReadonlySet<string>,
  onProgress: BackupOptions['onProgress'],
): Promise<{ files: ListedFile[]; missing: string[]; damaged: string[] }> {
  const files: ListedFile[] = [];
  const missing: string[] = [];
  const damaged: string[] = [];
  await forEachAtOnce(digests, FILES_AT_ONCE, async (digest) => {
    const path = `${BINARY_FOLDER}/${digest.slice(0, 2)}/${digest}`;
    const facts = await copyIfThere(join(dataDir, path), join(target, path));
    if (facts) {
      files.push({ path, ...facts });
    } else {
      missing.push(digest);
    }
    if (facts && facts.sha256 !== digest) {
      damaged.push(path);
    }
    onProgress?.(files.length + missing.length, digests.size);
  });
  return { files, missing, damaged };
}

async function copyOthers(dataDir: string, target: string): Promise<ListedFile[]> {
  const copied: ListedFile[] = [];
  for (const path of await otherFiles(dataDir)) {
    // The server may be done with one by now.
    const facts = await copyIfThere(join(dataDir, path), join(target, path));
    if (facts) {
      copied.push({ path, ...facts });
    }
  }
  return copied;
}

async function copyIfThere(from: string, to: string): Promise<FileFacts | undefined> {
  try {
    return await copyFile(from, to);
  } catch (error) {
    if (error instanceof Error && 'path' in error && error.path === from && isNotThere(error)) {
      await rm(to, { force: true });
      return undefined;
    }
    throw error;
  }
}

function isNotThere(error: Error): boolean {
  return 'code' in error && error.code === 'ENOENT';
}

function count(connection: Connection, statement: string): number {
  return connection.get<{ n: number }>(statement)?.n ?? 0;
}

/** For `doctor`. A data folder that cannot be written to has been copied none the less. */
async function noteBackup({ dataDir, target }: BackupOptions, madeAt: string): Promise<void> {
  await writeFile(join(dataDir, LAST_BACKUP_FILE), JSON.stringify({ madeAt, target }), { mode: 0o600 }).catch(
    () => undefined,
  );
}

async function empty(folder: string, withFolder: boolean): Promise<void> {
  const paths = withFolder ? [folder] : (await readdir(folder)).map((name) => join(folder, name));
  await Promise.all(paths.map((path) => rm(path, { recursive: true, force: true })));
}
