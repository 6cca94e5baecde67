import { statfs } from 'node:fs/promises';

/** Below this a carrier is asked to keep what it delivers: what is left is for the work that is under way. */
export const LEAST_FREE_BYTES = 200 * 1024 * 1024;

/** Bytes that this user may still write where a folder is. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
