import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Communication } from '@medplum/fhirtypes';
import { afterEach, expect, it } from 'vitest';
import { Connection } from './connection.ts';
import { parseSearch } from './search/request.ts';
import { openStore } from './store.ts';

const KILLS = 15;
const dir = mkdtempSync(join(tmpdir(), 'faxwell-kill-'));
const file = join(dir, 'faxwell.sqlite');

afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Lets the writer run until it has answered so many writes, and kills it in the middle of the next. */
async function writeUntilKilled(answers: number): Promise<string[]> {
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'testing/writerProcess.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  for await (const line of createInterface({ input: writer.stdout })) {
    lines.push(line);
    if (lines.length === answers) writer.kill('SIGKILL');
  }
  if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');
  return lines;
}

it('holds every answered write, whole, whenever the process is killed', async () => {
  const answered: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) answered.push(...(await writeUntilKilled(20 + kill * 13)));
  expect(answered.length).toBeGreaterThan(KILLS * 20);

  const store = openStore({ file, baseUrl: 'https://clinic.example/fhir/R4' });
  const repository = store.repository({ reference: { reference: 'Practitioner/reader' } });
  for (const [kind, id = '', other = ''] of answered.map((line) => line.split(' '))) {
    if (kind === 'saved') {
      expect((await repository.readVersion('Communication', id, other)).id).toBe(id);
    } else {
      const [first] = await Promise.all(
        [id, other].map((one) => repository.readResource('Communication', one)),
      );
      const partOf = parseSearch('Communication', { 'part-of': `Communication/${first?.id}` });
      expect((await repository.searchResources(partOf)).map((found) => found.id)).toEqual([other]);
    }
  }
  // No transaction is there by half: whatever has a part has its whole.
  const parts = parseSearch<Communication>('Communication', { 'part-of:missing': 'false', _count: '1000' });
  for (const { partOf } of await repository.searchResources(parts)) {
    await repository.readReference(partOf?.[0] ?? {});
  }
  // The index, its counts included, says what the resources say.
  const count = (query: Record<string, string>) =>
    JSON.parse(repository.searchText(parseSearch('Communication', { ...query, _summary: 'count' }))).total;
  const before = [count({}), count({ category: 'single' }), count({ status: 'stopped' })];
  await store.reindex();
  expect([count({}), count({ category: 'single' }), count({ status: 'stopped' })]).toEqual(before);
  await store.close();

  const connection = new Connection(file);
  expect(connection.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  connection.close();
});
