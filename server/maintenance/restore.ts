import { mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reasonOf } from '../http/dataDir.ts';
import { KNOWN_VERSIONS } from './databases.ts';
import { copyFile, forEachAtOnce, isAbsentOrEmpty, syncFolders, syncPath } from './files.ts';
import { MaintenanceError } from './maintenanceError.ts';
import { type Manifest, readManifest } from './manifest.ts';

interface RestoreOptions {
  /** Absolute path of the folder that a backup was made into. */
  readonly source: string;
  /** Absolute path of the data folder, which is absent or empty. */
  readonly dataDir: string;
  readonly onProgress?: (done: number, total: number) => void;
}

const FILES_AT_ONCE = 8;

/**
 * Makes a data folder of a backup. It is built beside its place and moved there when every byte is as the manifest
 * says: there is never half a data folder that a server could start on.
 * @throws {MaintenanceError} and the data folder is as it was
 */
export async function restoreBackup({ source, dataDir, onProgress }: RestoreOptions): Promise<Manifest> {
  const manifest = await readManifest(source);
  checkVersions(manifest, source);
  const staging = `${dataDir}.restoring`;
  try {
    await checkPlace(dataDir);
    await mkdir(dirname(dataDir), { recursive: true });
    // What an earlier try left, cut off in the middle.
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { mode: 0o700 });
    await copyChecked(source, staging, manifest, onProgress);
    await syncFolders(staging);
    await moveInto(staging, dataDir);
    return manifest;
  } catch (cause) {
    await rm(staging, { recursive: true, force: true });
    if (cause instanceof MaintenanceError) {
      throw cause;
    }
    throw new MaintenanceError(`The data folder ${dataDir} could not be restored: ${reasonOf(cause)}.`, {
      cause,
    });
  }
}

function checkVersions({ dataVersion, accountsVersion }: Manifest, source: string): void {
  if (dataVersion > KNOWN_VERSIONS.data || accountsVersion > KNOWN_VERSIONS.accounts) {
    throw new MaintenanceError(
      `The backup in ${source} was made by a newer version of Faxwell. Restore it with that version.`,
    );
  }
}

async function checkPlace(dataDir: string): Promise<void> {
  if (!(await isAbsentOrEmpty(dataDir))) {
    throw new MaintenanceError(
      `The data folder ${dataDir} is not empty. Stop the server and move the folder away, or set DATA_DIR to another.`,
    );
  }
}

async function copyChecked(
  source: string,
  staging: string,
  { files }: Manifest,
  onProgress: RestoreOptions['onProgress'],
): Promise<void> {
  const wrong: string[] = [];
  let done = 0;
  await forEachAtOnce(files, FILES_AT_ONCE, async ({ path, size, sha256 }) => {
    const facts = await copyFile(join(source, path), join(staging, path)).catch((error: unknown) => {
      if (isOfSource(error, source)) {
        return undefined;
      }
      throw error;
    });
    if (facts?.size !== size || facts.sha256 !== sha256) {
      wrong.push(path);
    }
    onProgress?.(++done, files.length);
  });
  const [first, ...others] = wrong.sort();
  if (first) {
    const more = others.length > 0 ? ` and ${others.length} more` : '';
    throw new MaintenanceError(
      `The backup in ${source} is damaged: ${first}${more} cannot be read or is not as it was written. Nothing was restored; take another backup.`,
    );
  }
}

function isOfSource(error: unknown, source: string): boolean {
  return error instanceof Error && 'path' in error && String(error.path).startsWith(source);
}

async function moveInto(staging: string, dataDir: string): Promise<void> {
  await rmdir(dataDir).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT') {
      throw error;
    }
  });
  await rename(staging, dataDir);
  await syncPath(dirname(dataDir));
}
