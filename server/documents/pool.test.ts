import childProcess from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { getPriority } from 'node:os';
import { deflateSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DocumentFacts } from './facts.ts';
import { type DocumentPool, type DocumentPoolOptions, openDocumentPool } from './pool.ts';
import { makeTestPage } from './testing/testPages.ts';
import { makeTestPdf } from './testing/testPdfs.ts';
import { COMPRESSION, TAG } from './tiff/tags.ts';
import { makePage, writeTiff, writeTiffFile } from './tiff/writeTiff.ts';

const PAGE = makeTestPage(200, 100);
const OPTIONS = { xDpi: 204, yDpi: 98, compression: 'g4' } as const;
const TIFF = writeTiff([PAGE, PAGE], OPTIONS);
const MEGABYTE = 2 ** 20;

/** Square pages of one colour, stored once and used for all: a small file that unfolds to gigabytes. */
function makeBomb(pages: number, side: number): Buffer {
  const source = makePage({ ...PAGE, width: side, height: 1 }, OPTIONS, 0, 1);
  const fields = new Map([
    ...source.fields,
    [TAG.imageLength, [side]],
    [TAG.rowsPerStrip, [side]],
    [TAG.compression, [COMPRESSION.deflate]],
  ] as const);
  const strips = [deflateSync(new Uint8Array((side / 8) * side))];
  return writeTiffFile(new Array(pages).fill({ fields, strips }));
}

/** Process ids of this one's child processes, from Linux' /proc. */
function childProcesses(): number[] {
  const threads = readdirSync('/proc/self/task');
  const children = threads.flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, 'utf8').trim().split(' ').filter(Boolean),
  );
  expect(children.length).toBeGreaterThan(0);
  return children.map(Number);
}

/** Kills all child processes of this one and waits until they are gone. */
async function killWorkers(): Promise<void> {
  const children = childProcesses();
  for (const child of children) process.kill(child, 'SIGKILL');
  await vi.waitUntil(() => children.every((child) => !existsSync(`/proc/${child}`)), { timeout: 10_000 });
}

async function look(pool: DocumentPool, bytes: Uint8Array): Promise<DocumentFacts> {
  return (await pool.toPdf(bytes)).facts;
}

describe('the document pool', () => {
  const shared = openDocumentPool();
  const opened: DocumentPool[] = [];
  const open = (options: DocumentPoolOptions) => {
    const pool = openDocumentPool(options);
    opened.push(pool);
    return pool;
  };
  afterEach(() => Promise.all(opened.splice(0).map((pool) => pool.close())));
  afterAll(() => shared.close());

  test('looks and converts', async () => {
    expect(await look(shared, await makeTestPdf(3))).toMatchObject({ state: 'readable', pages: 3 });
    const { pdf, facts } = await shared.toPdf(TIFF);
    expect(facts).toMatchObject({ kind: 'tiff', state: 'readable', pages: 2 });
    expect(await look(shared, pdf!)).toMatchObject({ kind: 'pdf', state: 'readable', pages: 2 });
  });

  test('makes no PDF of a PDF', async () => {
    expect(await shared.toPdf(await makeTestPdf(1))).not.toHaveProperty('pdf');
  });

  test('gives no PDF for what is none', async () => {
    const page = Buffer.from('<html>');
    expect(await shared.toPdf(page)).toEqual({
      facts: { kind: 'unknown', state: 'unsupported', reason: 'unknown-format' },
    });
  });

  test('answers many at once, each with its own', async () => {
    const counts = Array.from({ length: 12 }, (_, index) => index + 1);
    const pdfs = await Promise.all(counts.map((count) => makeTestPdf(count)));
    const facts = await Promise.all(pdfs.map((pdf) => look(shared, pdf)));
    expect(facts.map((each) => each.pages)).toEqual(counts);
  });

  test('does not look into files that are too large', async () => {
    const pool = open({ maxBytes: 1000 });
    const facts = await look(pool, await makeTestPdf(5));
    expect(facts).toEqual({ kind: 'pdf', state: 'too-large', reason: 'too-many-bytes' });
  });

  test('ends a document that swells, and reads the next one', async () => {
    const pool = open({ workers: 1, memoryLimit: 160 * MEGABYTE });
    const [bomb, next] = await Promise.all([pool.toPdf(makeBomb(40, 20_000)), look(pool, TIFF)]);
    expect(bomb).toEqual({ facts: { kind: 'tiff', state: 'too-large', reason: 'memory-limit' } });
    expect(next).toMatchObject({ state: 'readable', pages: 2 });
  });

  test('ends a document that takes too long, and reads the next one', async () => {
    const pool = open({ workers: 1, timeLimit: 4000 });
    const [bomb, next] = await Promise.all([pool.toPdf(makeBomb(2_000, 6_000)), look(pool, TIFF)]);
    expect(bomb).toEqual({ facts: { kind: 'tiff', state: 'too-large', reason: 'time-limit' } });
    expect(next).toMatchObject({ state: 'readable', pages: 2 });
  });

  test('works where nobody has to wait for it', async () => {
    const pool = open({ workers: 1 });
    await look(pool, TIFF);
    expect(childProcesses().map((child) => getPriority(child) > getPriority())).not.toContain(false);
  });

  test('replaces a process that died while it had nothing to do', async () => {
    const pool = open({ workers: 1 });
    await look(pool, TIFF);
    await killWorkers();
    expect(await look(pool, TIFF)).toMatchObject({ state: 'readable' });
  });

  test('calls a document broken whose process died over it, and reads the next one', async () => {
    const pool = open({ workers: 1 });
    await look(pool, TIFF);
    const [bomb, next] = [pool.toPdf(makeBomb(2_000, 6_000)), look(pool, TIFF)];
    await killWorkers();
    expect(await bomb).toEqual({ facts: { kind: 'tiff', state: 'broken', reason: 'worker-died' } });
    expect(await next).toMatchObject({ state: 'readable' });
  });

  test('goes on after a process could not be started, and only that document was not looked at', async () => {
    const { fork } = childProcess;
    onTestFinished(() => {
      childProcess.fork = fork;
      syncBuiltinESMExports();
    });
    childProcess.fork = () => {
      childProcess.fork = fork;
      syncBuiltinESMExports();
      throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
    };
    syncBuiltinESMExports();
    const pool = open({ workers: 1 });
    const [first, second] = await Promise.allSettled([look(pool, TIFF), look(pool, TIFF)]);
    expect(first).toMatchObject({ reason: { name: 'DocumentPoolError', kind: 'unavailable' } });
    expect(second).toMatchObject({ value: { state: 'readable', pages: 2 } });
  });

  test('refuses more than may wait, and says so', async () => {
    const pool = open({ workers: 1, queueLimit: 2 });
    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map(() => look(pool, TIFF)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(2);
    for (const { reason } of refused)
      expect(reason).toMatchObject({ name: 'DocumentPoolError', kind: 'busy' });
  });

  test('rejects what was waiting and what comes when it is closed', async () => {
    const pool = open({ workers: 1 });
    const waiting = [1, 2, 3].map(() => look(pool, TIFF));
    const settled = Promise.allSettled(waiting);
    await pool.close();
    for (const outcome of await settled) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'closed' } });
    }
    await expect(look(pool, TIFF)).rejects.toMatchObject({ kind: 'closed' });
  });
});
