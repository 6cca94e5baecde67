import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.js';
import { run } from './run.js';

const LIBC = findLibc();

/** Installs the dependencies unless those in `node_modules` are the ones the lockfile names. */
export async function ensureInstalled() {
  if (isInstalled()) {
    return;
  }
  console.log('Installing dependencies …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // The build needs the tools too, also where NODE_ENV=production would leave them out.
  const code = await run(npm, ['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (code !== 0) {
    throw new Error('The dependencies could not be installed; npm has said why above.');
  }
}

/** Compares package by package, so that no network is touched when nothing is missing. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  const present = readPackages('node_modules/.package-lock.json');
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && fitsThisMachine(entry))
    .every(([path, entry]) =>
      existsSync(join(ROOT, path, 'package.json'))
        ? present[path]?.version === entry.version
        : isForOthers(entry),
    );
}

/** Left out by npm because only a package for another kind of machine needs it. */
function isForOthers({ optional, os, cpu }) {
  return optional && !os && !cpu;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

/** Optional packages for other systems are in the lockfile but never installed here. */
function fitsThisMachine({ os, cpu, libc }) {
  return isListed(os, process.platform) && isListed(cpu, process.arch) && (!libc || isListed(libc, LIBC));
}

function isListed(list, name) {
  if (!list || list.length === 0 || name === undefined) {
    return true;
  }
  const allowed = list.filter((item) => !item.startsWith('!'));
  return !list.includes(`!${name}`) && (allowed.length === 0 || allowed.includes(name));
}

function findLibc() {
  if (process.platform !== 'linux') {
    return undefined;
  }
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
}
