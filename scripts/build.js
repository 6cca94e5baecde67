import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { findNode, ROOT } from './project.js';
import { run } from './run.js';

const SOURCES = ['index.html', 'package-lock.json', 'public', 'src', 'tsconfig.json', 'vite.config.ts'];
const DIST = join(ROOT, 'dist');
const FRESH = join(ROOT, 'dist', '.next');
const STAMP = join(DIST, '.stamp');
/** Open pages load parts of the build they came from for this long. */
const KEEP_OLD_ASSETS_MS = 7 * 24 * 3_600_000;
const COMPRESSED = /\.(js|css|html|svg|json|wasm|map|txt)$/;
const WORTH_COMPRESSING_BYTES = 1024;

/** Builds the app unless the build in `dist` is of the present sources. */
export async function ensureBuilt() {
  const stamp = hashSources();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) {
    return;
  }
  console.log('Building the app …');
  await build(stamp);
}

/** Builds beside the old build and then takes its place, so that a running server never serves half of one. */
async function build(stamp) {
  rmSync(FRESH, { recursive: true, force: true });
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const code = await run(findNode(), [
    vite,
    'build',
    '--outDir',
    FRESH,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]);
  if (code !== 0) {
    throw new Error('The app could not be built; the reason is above.');
  }
  for (const file of filesBelow(FRESH)) {
    compress(file);
  }
  replaceDist();
  writeFileSync(STAMP, stamp);
}

function hashSources() {
  const hash = createHash('sha256');
  for (const source of SOURCES.map((name) => join(ROOT, name)).filter(existsSync)) {
    for (const file of statSync(source).isDirectory() ? filesBelow(source) : [source]) {
      if (!/\.test\.tsx?$/.test(file)) {
        hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
      }
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
}

function compress(file) {
  const content = readFileSync(file);
  if (!COMPRESSED.test(file) || content.length < WORTH_COMPRESSING_BYTES) {
    return;
  }
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  );
}

/** Names of assets tell their content, so old and new ones can lie side by side; the page comes last. */
function replaceDist() {
  const now = Date.now();
  const fresh = new Set(filesBelow(FRESH).map((file) => file.slice(FRESH.length)));
  for (const file of filesBelow(DIST).filter((path) => !path.startsWith(FRESH))) {
    const path = file.slice(DIST.length);
    const isRecentAsset = path.startsWith('/assets/') && statSync(file).mtimeMs > now - KEEP_OLD_ASSETS_MS;
    if (!fresh.has(path) && !isRecentAsset) {
      rmSync(file);
    }
  }
  const isPage = (path) => path.startsWith('/index.html');
  for (const path of [...fresh].sort((a, b) => Number(isPage(a)) - Number(isPage(b)))) {
    cpSync(join(FRESH, path), join(DIST, `${path}.part`));
    renameSync(join(DIST, `${path}.part`), join(DIST, path));
  }
  rmSync(FRESH, { recursive: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build(hashSources());
}
