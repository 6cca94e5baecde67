import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedFile } from '../../fhir/store/namedFiles.ts';
import { readFacts } from '../files.ts';
import { counted, type Finding, sizeOf, someOf } from './finding.ts';

interface DocumentsOptions {
  /** The folder of the files. */
  readonly folder: string;
  /** What the store names. */
  readonly named: readonly NamedFile[];
  /** Look at sizes only, not at every byte. */
  readonly quick: boolean;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Whether every file that the store names is there and is what it was, byte for byte. */
export async function checkDocuments(options: DocumentsOptions): Promise<Finding> {
  const { folder, named, quick, onProgress } = options;
  const bySha256 = Map.groupBy(named, ({ sha256 }) => sha256);
  const missing: string[] = [];
  const changed: string[] = [];
  let done = 0;
  // One after another: a server that is working has the disk first.
  for (const [sha256, files] of bySha256) {
    const state = await stateOf(join(folder, sha256.slice(0, 2), sha256), files[0], quick);
    const ids = files.map(({ id }) => `Binary/${id}`);
    if (state !== 'ok') {
      (state === 'missing' ? missing : changed).push(...ids);
    }
    onProgress?.(++done, bySha256.size);
  }
  const what = 'Documents';
  if (missing.length + changed.length === 0) {
    const how = quick ? 'are there, of the right size' : 'are what they were, byte for byte';
    return { state: 'ok', what, says: `${counted(bySha256.size, 'file')} ${how}` };
  }
  const lost = missing.length > 0 ? [`${missing.length} missing (${someOf(missing)})`] : [];
  const other = changed.length > 0 ? [`${changed.length} changed (${someOf(changed)})`] : [];
  return {
    state: 'broken',
    what,
    says: [...lost, ...other].join(', '),
    todo: 'Copy the files binary/*/* that are missing or changed from a backup, where they have the same names.',
  };
}

async function stateOf(
  path: string,
  file: NamedFile | undefined,
  quick: boolean,
): Promise<'ok' | 'missing' | 'changed'> {
  try {
    if (quick) {
      const { size } = await stat(path);
      return file?.size === undefined || size === file.size ? 'ok' : 'changed';
    }
    return (await readFacts(path)).sha256 === file?.sha256 ? 'ok' : 'changed';
  } catch (error) {
    // What the disk cannot read any more is as good as changed.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'changed';
  }
}

/** A file is written before the row that names it. */
const YOUNG_MS = 60 * 60_000;

/** Whether there are files that nothing names: left by a crash, or by a write that was refused. */
export async function checkOrphans(folder: string, named: readonly NamedFile[], now: Date): Promise<Finding> {
  const known = new Set(named.map(({ sha256 }) => sha256));
  const what = 'Files without an owner';
  let [count, bytes] = [0, 0];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && !known.has(entry.name)) {
      const facts = await stat(join(entry.parentPath, entry.name)).catch(() => undefined);
      if (facts && now.getTime() - facts.mtimeMs > YOUNG_MS) {
        count += 1;
        bytes += facts.size;
      }
    }
  }
  return count === 0
    ? { state: 'ok', what, says: 'none' }
    : {
        state: 'look',
        what,
        says: `${counted(count, 'file')} of ${sizeOf(bytes)}, left by a crash or a write that was refused`,
        todo: 'Nothing has to be done; backups leave them out.',
      };
}
