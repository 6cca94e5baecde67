import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import { fileKind, HEAD_BYTES } from './fileKind.ts';

/** A file that is safely on disk. Files are named by their content, so one can never be overwritten by another. */
export interface StoredFile {
  /** SHA-256, lower-case hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

export interface FileStore {
  /** The folder that `pathOf` is relative to. */
  readonly root: string;
  /** Keeps what a stream yields. When this returns, the bytes survive a power cut. */
  write(source: Readable): Promise<Result<StoredFile, 'too-large'>>;
  /** Path of a file below `root`; undefined unless `sha256` is a digest. */
  pathOf(sha256: string): string | undefined;
  /** The type the magic bytes tell, see `fileKind`. */
  kindOf(sha256: string): Promise<string | undefined>;
}

/** Largest file kept: some three thousand pages of dense scans. */
const MAX_FILE_BYTES = 200 * 1024 * 1024;

export function openFileStore(root: string): FileStore {
  const incoming = join(root, 'incoming');
  // What a crash left half written was never named by a commit.
  rmSync(incoming, { recursive: true, force: true });
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  const known = new Set(readdirSync(root));

  const pathOf = (sha256: string) =>
    /^[0-9a-f]{64}$/.test(sha256) ? join(sha256.slice(0, 2), sha256) : undefined;

  return {
    root,
    pathOf,
    async write(source) {
      const temporary = join(incoming, randomUUID());
      const written = await writeTemporary(temporary, source);
      if (!written.ok) {
        await rm(temporary, { force: true });
        return written;
      }
      const { sha256 } = written.value;
      const folder = join(root, sha256.slice(0, 2));
      if (!known.has(sha256.slice(0, 2))) {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await syncFolder(root);
        known.add(sha256.slice(0, 2));
      }
      await rename(temporary, join(folder, sha256));
      await syncFolder(folder);
      return written;
    },
    async kindOf(sha256) {
      const path = pathOf(sha256);
      return path && fileKind(await readHead(join(root, path)));
    },
  };
}

async function writeTemporary(path: string, source: Readable): Promise<Result<StoredFile, 'too-large'>> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > MAX_FILE_BYTES) {
        return err('too-large');
      }
      hash.update(chunk);
      await writeAll(file, chunk);
    }
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return ok({ sha256: hash.digest('hex'), size });
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let offset = 0; offset < chunk.length; ) {
    offset += (await file.write(chunk, offset)).bytesWritten;
  }
}

/** Without this a power cut may forget the name although the bytes are there. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
