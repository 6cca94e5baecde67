import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Checks the licence of every dependency and lists those that ship with Faxwell in THIRD_PARTY.md.
 * `--check` writes nothing and fails when the list is out of date.
 */

const ROOT = join(import.meta.dirname, '..');
const LIST = join(ROOT, 'THIRD_PARTY.md');

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  // Fonts only; the licence lets them be bundled with anything.
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);
/** File-wise copyleft: fine for tools that nothing of ships. */
const ALLOWED_FOR_TOOLS = new Set(['MPL-2.0']);

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      optional: z.boolean().default(false),
    }),
  ),
});
const manifestSchema = z.object({
  homepage: z.string().optional(),
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional(),
});

interface Dependency {
  readonly name: string;
  readonly path: string;
  readonly version: string;
  readonly licence: string;
  readonly isTool: boolean;
  /** Built for one kind of machine, so not installed on every one. */
  readonly isOptional: boolean;
}

const dependencies = readLockfile();
const refused = dependencies.filter((dependency) => !isAllowed(dependency));
for (const { name, version, licence } of refused) {
  console.error(`${name} ${version}: licence ${licence || 'unknown'} is not allowed`);
}

const list = makeList(dependencies.filter(({ isTool }) => !isTool));
const isCurrent = existsSync(LIST) && readFileSync(LIST, 'utf8') === list;
if (!process.argv.includes('--check')) {
  writeFileSync(LIST, list);
} else if (!isCurrent) {
  console.error('THIRD_PARTY.md is out of date: npm run licences');
}
process.exitCode = refused.length > 0 || (process.argv.includes('--check') && !isCurrent) ? 1 : 0;

function readLockfile(): Dependency[] {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license = '', dev, optional }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      path,
      version,
      licence: license,
      isTool: dev,
      isOptional: optional,
    }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Reads SPDX expressions of one level: `MIT`, `(MIT OR GPL-2.0)`, `(MIT AND Zlib)`. */
function isAllowed({ licence, isTool }: Dependency): boolean {
  const fits = (name: string) => ALLOWED.has(name) || (isTool && ALLOWED_FOR_TOOLS.has(name));
  const expression = licence.replace(/[()]/g, '');
  return expression.includes(' OR ')
    ? expression.split(' OR ').some(fits)
    : expression.split(' AND ').every(fits);
}

function makeList(shipped: Dependency[]): string {
  const seen = new Set<string>();
  const rows = shipped.flatMap((dependency) => {
    const { name, version, licence } = dependency;
    const key = `${name}@${version}`;
    if (seen.has(key)) {
      return [];
    }
    seen.add(key);
    const [copyright, address] = dependency.isOptional
      ? ['', '']
      : [readCopyright(dependency), readAddress(dependency)];
    return [`| ${[name, version, licence, copyright, address].map(escapeCell).join(' | ')} |`];
  });
  return [
    '# Software that ships with Faxwell',
    '',
    'Written by `npm run licences` from the lockfile and the packages themselves.',
    '',
    '| package | version | licence | copyright | where |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** The first copyright line of the package's licence file. */
function readCopyright({ path }: Dependency): string {
  const folder = join(ROOT, path);
  const file = readdirSync(folder)
    .sort()
    .find((name) => /^(licen[cs]e|copying)/i.test(name));
  const text = file ? readFileSync(join(folder, file), 'utf8') : '';
  const line = text.split('\n').find((candidate) => /^\W*copyright\W+.*\d{4}/i.test(candidate));
  return line?.replace(/^[\s*#/]+/, '').trim() ?? '';
}

function readAddress({ path }: Dependency): string {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(ROOT, path, 'package.json'), 'utf8')));
  const repository = typeof manifest.repository === 'string' ? manifest.repository : manifest.repository?.url;
  const address = repository?.replace(/^git\+/, '').replace(/\.git$/, '') ?? manifest.homepage ?? '';
  return address
    .replace(/^git:\/\//, 'https://')
    .replace(/^(github:)?([\w.-]+\/[\w.-]+)$/, 'https://github.com/$2');
}
