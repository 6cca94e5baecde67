import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from './startError.ts';

/** The folder that holds everything, reserved for this process until `release`. */
export interface DataDir {
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
  const lock = new DatabaseSync(join(path, 'lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (isBusy(error)) {
      throw new StartError(`Another Faxwell already uses the data folder ${path}. Stop it first.`);
    }
    throw error;
  }
  return { path, release: () => lock.close() };
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new StartError(`The data folder ${path} cannot be used (${reason}).`);
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
