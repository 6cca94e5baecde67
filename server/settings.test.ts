import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faxwell-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const envFile = (...lines: string[]) => writeFileSync(join(folder, '.env'), `${lines.join('\n')}\n`);

/** Runs Node in the folder and without this process's environment. */
function run(args: string[], environment: NodeJS.ProcessEnv = {}) {
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    const options = { cwd: folder, env: { PATH: process.env.PATH, ...environment }, timeout: 15_000 };
    execFile(process.execPath, args, options, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
  });
}

const PROGRAMS = [
  'server/main.ts',
  'server/cli/gateway.ts',
  'server/cli/receiveFax.ts',
  'scripts/reindex.ts',
];

describe.each(PROGRAMS)('%s', (program) => {
  const script = join(ROOT, program);

  it('names everything that is wrong in .env', async () => {
    envFile('PORT=eighty', 'DEMO=maybe');
    const { code, out, err } = await run([script]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('PORT: must be a whole number');
    expect(err).toContain('DEMO: must be 0 or 1');
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('says when .env cannot be read', async () => {
    mkdirSync(join(folder, '.env'));
    const { code, err } = await run([script]);
    expect(code).toBe(1);
    expect(err).toBe(`The settings in ${join(folder, '.env')} cannot be read (EISDIR).\n`);
  });
});

const REINDEX = join(ROOT, 'scripts', 'reindex.ts');

it('uses what stands in .env', async () => {
  envFile('DATA_DIR=kept');
  expect(await run([REINDEX])).toMatchObject({ code: 0, err: '' });
  expect(existsSync(join(folder, 'kept', 'faxwell.sqlite'))).toBe(true);
});

it('goes by the environment where both say something', async () => {
  envFile('DATA_DIR=file', 'PORT=eighty');
  expect(await run([REINDEX], { DATA_DIR: 'environment', PORT: '8310' })).toMatchObject({ code: 0, err: '' });
  expect(existsSync(join(folder, 'file'))).toBe(false);
  expect(existsSync(join(folder, 'environment', 'faxwell.sqlite'))).toBe(true);
});

it('looks for a server where .env has put it when a fax is received', async () => {
  envFile('DATA_DIR=kept', 'PORT=8311');
  mkdirSync(join(folder, 'kept', 'webhook-secrets'), { recursive: true });
  writeFileSync(join(folder, 'kept', 'webhook-secrets', 'loopback'), 'secret');
  writeFileSync(join(folder, 'fax.pdf'), '%PDF-1.4');
  const { err } = await run([
    join(ROOT, 'server', 'cli', 'receiveFax.ts'),
    ...['fax.pdf', '--from', '+16285551003', '--to', '+14155550100'],
  ]);
  expect(err).toBe('No server answers at http://127.0.0.1:8311. Start it with npm start.\n');
});

it.each([
  [['PORT=8312'], 'http://127.0.0.1:8312'],
  [['PORT=8312', 'TLS_CERT=a.pem', 'TLS_KEY=b.pem'], 'https://127.0.0.1:8312'],
])('hands requests of the development pages on to the server of .env (%j)', async (lines, target) => {
  envFile(...lines);
  const file = (...path: string[]) => JSON.stringify(pathToFileURL(join(ROOT, ...path)).href);
  const { out, err } = await run([
    '--input-type=module',
    '--eval',
    `const { loadConfigFromFile } = await import(${file('node_modules', 'vite', 'dist', 'node', 'index.js')});
     const found = await loadConfigFromFile({ command: 'serve', mode: 'development' }, ${JSON.stringify(join(ROOT, 'vite.config.ts'))});
     console.log(found.config.server.proxy['/fhir'].target, found.config.server.proxy['/ws'].target);`,
  ]);
  expect(err).toBe('');
  expect(out).toBe(`${target} ${target}\n`);
});
