import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { freeBytes, LEAST_FREE_BYTES } from '../../diskSpace.ts';
import { reasonOf } from '../../http/dataDir.ts';
import { type Finding, sizeOf } from './finding.ts';

/** The first version that runs TypeScript as it is and has SQLite. */
const OLDEST_NODE = 24;
/** A day of many faxes. */
const LITTLE_FREE_BYTES = 1024 * 1024 * 1024;

export function checkNode(version: string): Finding {
  const what = 'Node';
  return Number(version.split('.')[0]) >= OLDEST_NODE
    ? { state: 'ok', what, says: version }
    : { state: 'broken', what, says: `${version} is too old`, todo: 'Run npm ci, which brings its own.' };
}

/** Whether this user may use the data folder, and nobody else. */
export async function checkFolder(dataDir: string): Promise<Finding> {
  const what = 'Data folder';
  try {
    const { mode } = await stat(dataDir);
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    // On Windows modes say nothing.
    return (mode & 0o077) === 0 || process.platform === 'win32'
      ? { state: 'ok', what, says: dataDir }
      : {
          state: 'look',
          what,
          says: `other users of this machine may open ${dataDir}`,
          todo: `Run chmod 700 ${dataDir}, or start the server, which does.`,
        };
  } catch (error) {
    const todo = 'Run this as the user the server runs as, with its DATA_DIR.';
    return { state: 'broken', what, says: `${dataDir} cannot be used: ${reasonOf(error)}`, todo };
  }
}

export async function checkSpace(dataDir: string, free = freeBytes): Promise<Finding> {
  const what = 'Free space';
  const bytes = await free(dataDir);
  const todo = 'Make room on the disk; nothing in the data folder may be removed.';
  if (bytes < LEAST_FREE_BYTES) {
    return {
      state: 'broken',
      what,
      says: `${sizeOf(bytes)}: new faxes are left with their carriers`,
      todo,
    };
  }
  return bytes < LITTLE_FREE_BYTES
    ? { state: 'look', what, says: `${sizeOf(bytes)} are left`, todo }
    : { state: 'ok', what, says: sizeOf(bytes) };
}
