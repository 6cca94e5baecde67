import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from './startError.ts';

/** The folder that holds everything, reserved for this process until `release`. */
interface DataDir {
  readonly path: string;
  release(): void;
}

/**
 * Creates the folder if need be and reserves it.
 * The lock is SQLite's own on an otherwise empty file: the operating system frees it when the process ends,
 * however it ends. A file with a process id would survive a crash and may name somebody else's process.
 */
export function openDataDir(path: string): DataDir {
  makeFolder(path);
  const lock = openLock(path);
  return { path, release: () => lock.close() };
}

function openLock(path: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(path, 'lock'), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock?.close();
    if (isBusy(cause)) {
      throw new StartError(`Another Faxwell already uses the data folder ${path}. Stop it first.`, { cause });
    }
    throw dataFolderError(path, cause);
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
  } catch (cause) {
    throw dataFolderError(path, cause);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'a part of its path is a file',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  EACCES: 'this user may not write there',
  EPERM: 'it belongs to another user',
  EBUSY: 'a disk is mounted there, name a folder on it',
};

/** Why the disk does not let us, for the person who started the server. */
export function dataFolderError(path: string, cause: unknown): StartError {
  return new StartError(`The data folder ${path} cannot be used: ${reasonOf(cause)}.`, { cause });
}

/** Why a file or folder could not be used, as the end of a sentence. */
export function reasonOf(cause: unknown): string {
  const { code, message } =
    cause instanceof Error ? { code: undefined, ...cause, message: cause.message } : {};
  return REASONS[String(code)] ?? message ?? 'unknown';
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
