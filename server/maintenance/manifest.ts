import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { syncPath, writeSynced } from './files.ts';
import { MaintenanceError } from './maintenanceError.ts';

/** Raised when a backup is laid out in another way than before. */
export const BACKUP_FORMAT = 1;

const MANIFEST_FILE = 'manifest.json';

/** Below the folder of the backup, never out of it. */
const relativePath = z
  .string()
  .refine((path) => path.split('/').every((part) => !['', '.', '..'].includes(part) && !/[\\\0]/.test(part)));

const manifestSchema = z.object({
  format: z.int(),
  /** The Faxwell that made it. */
  version: z.string(),
  madeAt: z.iso.datetime(),
  dataVersion: z.int(),
  accountsVersion: z.int(),
  counts: z.object({ resources: z.int(), documents: z.int(), accounts: z.int() }),
  files: z.array(z.object({ path: relativePath, size: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  /** Documents that the data names and that were not there. */
  missing: z.array(z.string()),
  /** Files that were not what they should be already when they were copied. */
  damaged: z.array(z.string()),
});
/** What a backup holds; written last, so that without it there is no backup. */
export type Manifest = z.infer<typeof manifestSchema>;

/** Makes a folder a backup. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = join(folder, MANIFEST_FILE);
  await writeSynced(`${file}.part`, `${JSON.stringify(manifest, undefined, 1)}\n`);
  await rename(`${file}.part`, file);
  await syncPath(folder);
}

/** @throws {MaintenanceError} when there is none, or none that this version reads */
export async function readManifest(folder: string): Promise<Manifest> {
  const json = parseJson(await readText(folder));
  const format = z.object({ format: z.int() }).safeParse(json);
  if (format.success && format.data.format > BACKUP_FORMAT) {
    throw new MaintenanceError(
      `The backup in ${folder} was made by a newer version of Faxwell. Restore it with that version.`,
    );
  }
  const manifest = manifestSchema.safeParse(json);
  if (!manifest.success) {
    throw new MaintenanceError(`The backup in ${folder} is damaged: its ${MANIFEST_FILE} cannot be read.`);
  }
  return manifest.data;
}

async function readText(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, MANIFEST_FILE), 'utf8');
  } catch (cause) {
    throw new MaintenanceError(
      `There is no finished backup in ${folder}: it has no ${MANIFEST_FILE}, which is written last.`,
      { cause },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
