import {
  chmodSync,
  closeSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DocumentPoolError } from '../documents/pool.ts';
import { makeTiff } from '../gateway/testing/files.ts';
import { makeDelivery, startGatewayServer } from '../gateway/testing/gatewayServer.ts';
import { runCommand } from './testing/runCommand.ts';

/** A data folder with a fax in it, that nobody changes. */
let kept: string;
let folder: string;
let dataDir: string;
beforeAll(async () => {
  kept = mkdtempSync(join(tmpdir(), 'faxwell-doctor-'));
  const server = await startGatewayServer({ dataDir: kept });
  await server.deliver(makeDelivery({ document: makeTiff().toString('base64'), fileName: 'Alvarez.tif' }));
  await server.gateway.idle();
  await server.close();
});
afterAll(() => rmSync(kept, { recursive: true, force: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faxwell-doctor-'));
  dataDir = join(folder, 'data');
  cpSync(kept, dataDir, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What the doctor says of the data folder, by what was looked at; the last line of each wins. */
async function doctor(...args: string[]) {
  const { code, out, err } = await runCommand('doctor.ts', args, { DATA_DIR: dataDir });
  const lines = out.split('\n').flatMap((line) => {
    const [, state = '', what = '', says = ''] = /^(ok|look|broken) +([^:]+): (.*)$/.exec(line) ?? [];
    return state ? [{ state, what, says }] : [];
  });
  const stateOf = (what: string) => lines.filter((line) => line.what === what).map(({ state }) => state);
  const says = (what: string) => lines.filter((line) => line.what === what).at(-1)?.says;
  return { code, out, err, lines, stateOf, says };
}

const documents = () =>
  readdirSync(join(dataDir, 'binary'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const PAGE_BYTES = 8192;
const longAgo = new Date('2026-01-01');

describe('the doctor', () => {
  it('finds nothing broken in a data folder that is well, and names nobody', async () => {
    await runCommand('backup.ts', [join(folder, 'backup')], { DATA_DIR: dataDir });
    const { code, out, err, lines } = await doctor();
    expect([code, err]).toEqual([0, '']);
    expect(lines.filter(({ state }) => state !== 'ok').map(({ what }) => what)).toEqual([
      // The fax came in on a number that is none of the clinic's lines.
      'Needs attention',
    ]);
    expect(lines.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Settings',
        'Node',
        'Free space',
        'Documents',
        'Deliveries',
        'Last backup',
        'Clock',
      ]),
    );
    expect(out).not.toMatch(/Alvarez|6285551003|Reyes/);
  });

  it('changes nothing', async () => {
    const before = readdirSync(dataDir).filter((name) => !/-(wal|shm)$/.test(name));
    await doctor();
    expect(readdirSync(dataDir).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(before);
  });

  it('works beside a running server', async () => {
    const server = await startGatewayServer({ dataDir });
    expect(await doctor()).toMatchObject({ code: 0, err: '' });
    expect((await server.deliver(makeDelivery())).status).toBe(200);
    await server.close();
  });

  it.each([
    ['is missing', (file: string) => rmSync(file), [], '1 missing (Binary/'],
    ['has another byte', flipByte, [], '1 changed (Binary/'],
    ['has an end too few', (file: string) => truncateSync(file, 10), ['--quick'], '1 changed (Binary/'],
  ])('finds a document that %s', async (_what, damage, args, words) => {
    damage(documents()[0] ?? '');
    const { code, stateOf, says } = await doctor(...args);
    expect([code, stateOf('Documents')]).toEqual([1, ['broken']]);
    expect(says('Documents')).toContain(words);
  });

  it('finds files that nothing names, which is no harm', async () => {
    const orphan = join(dataDir, 'binary', 'incoming', 'half');
    mkdirSync(join(orphan, '..'), { recursive: true });
    writeFileSync(orphan, 'x');
    // It may still be coming in.
    expect((await doctor()).stateOf('Files without an owner')).toEqual(['ok']);
    utimesSync(orphan, longAgo, longAgo);
    const { code, stateOf } = await doctor();
    expect([code, stateOf('Files without an owner')]).toEqual([0, ['look']]);
  });

  it.each([
    ['faxwell.sqlite', 'Data'],
    ['accounts.sqlite', 'Accounts'],
  ])('finds %s damaged, and one of a newer version', async (file, what) => {
    const path = join(dataDir, file);
    const setVersion = (version: number) => {
      const database = new DatabaseSync(path);
      database.exec(`PRAGMA user_version = ${version}`);
      database.close();
    };
    setVersion(9999);
    const newer = await doctor();
    expect([newer.code, newer.stateOf(what)[0]]).toEqual([1, 'broken']);
    setVersion(1);
    // What a page is, stands at its beginning; the first has the version.
    for (let page = 1; page < statSync(path).size / PAGE_BYTES; page++) {
      writeAt(path, page * PAGE_BYTES, Buffer.alloc(2048, 0xee));
    }
    const { code, stateOf, says, err } = await doctor();
    expect([code, stateOf(what).at(-1), err]).toEqual([1, 'broken', '']);
    expect(says(what)).toMatch(/SQLite finds it damaged|cannot be read/);
  });

  it('finds a file that is no database', async () => {
    writeFileSync(join(dataDir, 'faxwell.sqlite'), 'something else '.repeat(1000));
    const { code, err, stateOf } = await doctor();
    expect([code, err, stateOf('Data')]).toEqual([1, '', ['broken']]);
  });

  it('finds a delivery that stays unworked, by its support id', async () => {
    const then = new Date(Date.now() - 3_600_000);
    const server = await startGatewayServer({
      dataDir,
      documents: { toPdf: () => Promise.reject(new DocumentPoolError('busy')) },
      now: () => then,
    });
    const reply = await server.deliver(makeDelivery({ document: makeTiff(1728, 401).toString('base64') }));
    await server.gateway.idle();
    await server.close();
    const { code, stateOf, says } = await doctor();
    expect([code, stateOf('Deliveries')]).toEqual([0, ['look']]);
    expect(says('Deliveries')).toContain(`(${reply.headers.get('x-support-id')})`);
  });

  it('finds changes from the future', async () => {
    const server = await startGatewayServer({ dataDir, serverNow: () => Date.now() + 3_600_000 });
    await server.setup.createResource({ resourceType: 'Organization' });
    await server.close();
    expect((await doctor()).stateOf('Clock')).toEqual(['look']);
  });

  it('finds a data folder that others may open, and one that was never backed up', async () => {
    chmodSync(dataDir, 0o755);
    const { code, stateOf } = await doctor();
    expect([code, stateOf('Data folder'), stateOf('Last backup')]).toEqual([0, ['look'], ['look']]);
  });

  it('says so when there is no data, and when settings are wrong', async () => {
    const none = await runCommand('doctor.ts', [], { DATA_DIR: join(folder, 'none') });
    expect([none.code, none.out]).toEqual([0, expect.stringContaining('there is no data in')]);
    const wrong = await runCommand('doctor.ts', [], { DATA_DIR: dataDir, PORT: 'eighty' });
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringContaining('PORT: must be a whole number')]);
  });
});

function flipByte(file: string): void {
  writeAt(file, 20, Buffer.from('?'));
}

function writeAt(path: string, position: number, bytes: Buffer): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
}
