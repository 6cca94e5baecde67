import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SampleFax } from '../faxes/sampleFax.ts';
import { type FaxTruth, truthFile } from '../faxes/truth.ts';
import { type Filling, jobFile, planFilling, startFilling } from './fillInbox.ts';

let dataDir: string;
let fillings: (Filling | undefined)[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'faxwell-sample-'));
  fillings = [];
});
afterEach(async () => {
  await Promise.all(fillings.map((filling) => filling?.stop()));
  rmSync(dataDir, { recursive: true, force: true });
});

const plan = (count: number) =>
  planFilling(dataDir, { seed: 1, count, startedAt: '2026-11-20T18:00:00.000Z' });

/** Fills until all is delivered or `deliver` refuses. */
function fill(deliver: (fax: SampleFax) => Promise<void>): { readonly failures: unknown[] } {
  const failures: unknown[] = [];
  fillings.push(startFilling({ dataDir, deliver, onFailure: (error) => failures.push(error) }));
  return { failures };
}

const untilDone = () => expect.poll(() => existsSync(jobFile(dataDir)), { timeout: 60_000 }).toBe(false);

test('delivers the newest of the first faxes, oldest first, and keeps what is true beside them', async () => {
  plan(5);
  const taken: SampleFax[] = [];
  fill(async (fax) => void taken.push(fax));
  await untilDone();
  const ids = [36, 37, 38, 39, 40].map((number) => `sample-1-${number}`);
  expect(taken.map(({ carrierFaxId }) => carrierFaxId)).toEqual(ids);
  for (const { carrierFaxId, bytes, truth } of taken) {
    expect(bytes.length).toBe(Buffer.from(bytes).length);
    // Our own file, written from this type.
    const kept = JSON.parse(readFileSync(truthFile(dataDir, carrierFaxId), 'utf8')) as FaxTruth;
    expect(kept).toEqual(JSON.parse(JSON.stringify(truth)));
  }
});

test('goes on after a fax that was not taken, with the same fax', async () => {
  plan(4);
  const seen: string[] = [];
  const { failures } = fill(async ({ truth }) => {
    seen.push(`${truth.carrierFaxId} ${truth.sha256}`);
    if (seen.length === 2) throw new Error('full');
  });
  await expect.poll(() => failures.length, { timeout: 60_000 }).toBe(1);
  expect(existsSync(jobFile(dataDir))).toBe(true);
  expect(readdirSync(join(dataDir, 'sample', 'truth'))).toEqual(['sample-1-37.json']);

  const later: string[] = [];
  fill(async ({ truth }) => void later.push(`${truth.carrierFaxId} ${truth.sha256}`));
  await untilDone();
  expect(later).toHaveLength(3);
  expect(later[0]).toBe(seen[1]);
});

test('stops when told, and nothing is left when there is nothing to do', async () => {
  expect(startFilling({ dataDir, deliver: async () => {}, onFailure: () => {} })).toBeUndefined();
  plan(40);
  const { promise: first, resolve } = Promise.withResolvers<void>();
  const { failures } = fill(async () => resolve());
  await first;
  await fillings[0]?.stop();
  expect(failures).toEqual([]);
  expect(existsSync(jobFile(dataDir))).toBe(true);
});

test('a note of what is to do that nobody can read stops nothing', () => {
  plan(3);
  writeFileSync(jobFile(dataDir), '{"seed":');
  const { failures } = fill(async () => {});
  expect(failures).toHaveLength(1);
});
