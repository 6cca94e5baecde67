import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const OLDEST_NODE = 24;

/**
 * The Node that runs TypeScript as it is: the project's own, else the one that runs this script if it is new
 * enough. These scripts themselves have to run on Node 20.
 */
export function findNode() {
  const own = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) {
    return own;
  }
  const version = Number(process.versions.node.split('.')[0]);
  if (version >= OLDEST_NODE) {
    return process.execPath;
  }
  throw new Error(`Faxwell needs Node ${OLDEST_NODE} or newer; "npm ci" installs one into node_modules.`);
}
