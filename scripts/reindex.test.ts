import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestServer } from '../server/http/testServer.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'faxwell-reindex-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function reindex(): Promise<{ code: unknown; out: string; err: string }> {
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
  return new Promise((resolve) => {
    const script = join(import.meta.dirname, 'reindex.ts');
    execFile(process.execPath, [script], { cwd: dataDir, env }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
  });
}

it('finds again what the index had lost, and tells how far it is', async () => {
  const before = await startTestServer({ dataDir });
  const client = await before.client('admin');
  await client.createResource({ resourceType: 'Organization', name: 'Lakeside Cardiology' });
  await before.close();
  const database = new DatabaseSync(join(dataDir, 'faxwell.sqlite'));
  database.exec('DELETE FROM posting; DELETE FROM entry; DELETE FROM word');
  database.close();

  const { code, out, err } = await reindex();
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^(\d+) of \1$/m);
  const after = await startTestServer({ dataDir });
  const again = await after.client('admin');
  expect(await again.searchResources('Organization', 'name=lakeside')).toHaveLength(1);
  await after.close();
});

it('leaves the data folder of a running server alone', async () => {
  const running = await startTestServer({ dataDir });
  const { code, err } = await reindex();
  expect([code, err]).toEqual([1, expect.stringContaining('Another Faxwell already uses the data folder')]);
  await running.close();
});
