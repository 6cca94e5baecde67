import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makePdf } from '../gateway/testing/files.ts';
import { makeDelivery, startGatewayServer } from '../gateway/testing/gatewayServer.ts';
import { runCommand } from './testing/runCommand.ts';

const FAXES = 60;

let kept: string;
let folder: string;
beforeAll(async () => {
  kept = mkdtempSync(join(tmpdir(), 'faxwell-killed-'));
  const server = await startGatewayServer({ dataDir: kept });
  for (let pages = 1; pages <= FAXES; pages++) {
    await server.deliver(makeDelivery({ document: (await makePdf({ pages })).toString('base64') }));
  }
  await server.gateway.idle();
  await server.close();
});
afterAll(() => rmSync(kept, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faxwell-killed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function filesIn(root: string): number {
  try {
    return readdirSync(root, { recursive: true }).length;
  } catch {
    // Not made yet, or moved away just now.
    return 0;
  }
}

/** Runs a command and kills it once a folder holds so many files; one that is faster ends by itself. */
async function killAt(
  files: number,
  watched: string,
  script: string,
  args: string[],
  dataDir: string,
): Promise<void> {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    env,
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  while (child.exitCode === null && filesIn(watched) < files) {
    await new Promise(setImmediate);
  }
  child.kill('SIGKILL');
  await ended;
}

const MOMENTS = [1, 2, 3, 4, 10, 40, 80, 120, 160, 200, 1_000];

it('a backup that is killed at any moment is whole, or is none', async () => {
  let [whole, none] = [0, 0];
  for (const moment of MOMENTS) {
    const target = join(folder, `backup ${moment}`);
    await killAt(moment, target, 'backup.ts', [target], kept);
    const { code } = await runCommand('restore.ts', [target], { DATA_DIR: join(folder, `data ${moment}`) });
    expect(code === 0).toBe(existsSync(join(target, 'manifest.json')));
    if (code === 0) whole += 1;
    else none += 1;
  }
  expect(none).toBeGreaterThan(3);
  expect(whole).toBeGreaterThan(0);
});

it('a restore that is killed at any moment leaves a whole data folder or none, and can be run again', async () => {
  const backup = join(folder, 'backup');
  expect(await runCommand('backup.ts', [backup], { DATA_DIR: kept })).toMatchObject({ code: 0 });
  for (const moment of MOMENTS) {
    const dataDir = join(folder, `data ${moment}`);
    await killAt(moment, `${dataDir}.restoring`, 'restore.ts', [backup], dataDir);
    if (!existsSync(dataDir)) {
      expect(await runCommand('restore.ts', [backup], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
    }
    expect(await runCommand('doctor.ts', [], { DATA_DIR: dataDir })).toMatchObject({ code: 0 });
  }
  expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
});
