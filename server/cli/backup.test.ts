import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePdf, makeTiff } from '../gateway/testing/files.ts';
import { type GatewayServer, makeDelivery, startGatewayServer } from '../gateway/testing/gatewayServer.ts';
import { credentialsOf, signIn } from '../http/testServer.ts';
import { runCommand } from './testing/runCommand.ts';

let running: GatewayServer;
let folder: string;
beforeAll(async () => {
  running = await startGatewayServer();
  await deliverFax();
});
afterAll(() => running.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faxwell-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A TIFF, so that it has two documents: as it came, and as it is shown. @returns the carrier's id */
async function deliverFax(height = 400): Promise<string> {
  const delivery = makeDelivery({ document: makeTiff(1728, height).toString('base64') });
  await running.deliver(delivery);
  await running.gateway.idle();
  return delivery.id;
}

const backup = (target: string, dataDir = running.server.dataDir) =>
  runCommand('backup.ts', [target], { DATA_DIR: dataDir });
const restore = (source: string, dataDir: string) =>
  runCommand('restore.ts', [source], { DATA_DIR: dataDir });

function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

interface ManifestOnDisk {
  dataVersion: number;
  counts: object;
  files: { path: string; size: number; sha256: string }[];
}
const manifestOf = (target: string) =>
  JSON.parse(readFileSync(join(target, 'manifest.json'), 'utf8')) as ManifestOnDisk;

/** Every document that a fax of a data folder names, read from the server started on it. */
async function readEverything(dataDir: string): Promise<{ faxes: number; bytes: number }> {
  const server = await startGatewayServer({ dataDir });
  try {
    const query = new URLSearchParams({ medium: 'FAXWRIT', _count: '1000' });
    const faxes = await server.client.searchResources('Communication', query);
    const urls = faxes.flatMap((fax) => fax.payload?.map((p) => p.contentAttachment?.url) ?? []);
    const documents = await Promise.all(urls.map((url) => server.bytesOf(url)));
    return { faxes: faxes.length, bytes: documents.reduce((sum, { length }) => sum + length, 0) };
  } finally {
    await server.close();
  }
}

describe('a backup', () => {
  it('of a running server becomes a data folder with everything in it, under the same sign-ins', async () => {
    const id = await deliverFax(500);
    const target = join(folder, 'monday');
    expect(await backup(target)).toMatchObject({ code: 0, err: '' });
    const place = join(folder, 'restored', 'data');
    expect(await restore(target, place)).toMatchObject({ code: 0, err: '' });

    const restored = await startGatewayServer({ dataDir: place });
    const [before] = await running.faxes(id);
    const [after] = await restored.faxes(id);
    expect(after).toEqual(before);
    for (const { contentAttachment } of before?.payload ?? []) {
      expect(await restored.bytesOf(contentAttachment?.url)).toEqual(
        await running.bytesOf(contentAttachment?.url),
      );
    }
    expect(restored.secret).toBe(running.secret);
    const signedIn = await signIn(restored.server.url, credentialsOf('frontdesk'));
    expect(signedIn.getProfile()).toMatchObject({ resourceType: 'Practitioner' });
    await restored.close();
  });

  it('names every file in it with its digest, and only its owner may read them', async () => {
    const target = join(folder, 'monday');
    mkdirSync(target);
    chmodSync(target, 0o755);
    await backup(target);
    const { files, dataVersion, counts } = manifestOf(target);
    expect(files.map(({ path }) => path).sort()).toEqual(
      filesBelow(target)
        .filter((path) => path !== 'manifest.json')
        .sort(),
    );
    for (const { path, size, sha256 } of files) {
      const bytes = readFileSync(join(target, path));
      expect({ path, size, sha256 }).toEqual({
        path,
        size: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
      expect(statSync(join(target, path)).mode & 0o777).toBe(0o600);
    }
    expect(statSync(target).mode & 0o777).toBe(0o700);
    expect(statSync(join(target, 'binary')).mode & 0o777).toBe(0o700);
    expect(dataVersion).toBe(1);
    expect(counts).toMatchObject({ accounts: 3 });
  });

  it('that is made while faxes come in holds every file it names', async () => {
    const pdf = await makePdf();
    let coming = true;
    const arriving = (async () => {
      let arrived = 0;
      for (; coming; arrived++) {
        const document = Buffer.concat([pdf, Buffer.from(`%${arrived}`)]).toString('base64');
        await running.deliver(makeDelivery({ document }));
      }
      return arrived;
    })();
    for (const name of ['one', 'two', 'three']) {
      expect(await backup(join(folder, name))).toMatchObject({ code: 0, err: '' });
    }
    coming = false;
    expect(await arriving).toBeGreaterThan(10);
    await running.gateway.idle();
    const place = join(folder, 'data');
    expect(await restore(join(folder, 'three'), place)).toMatchObject({ code: 0 });
    const { faxes, bytes } = await readEverything(place);
    expect(faxes).toBeGreaterThan(2);
    expect(bytes).toBeGreaterThan(faxes * 500);
  });

  it('can be made of a stopped server, and of one that was killed', async () => {
    const dataDir = join(folder, 'data');
    const stopped = await startGatewayServer({ dataDir });
    await stopped.setup.createResource({ resourceType: 'Organization', name: 'Only in the journal' });
    // As a killed process leaves it: what was written last stands beside the data file.
    const killed = join(folder, 'killed');
    mkdirSync(killed);
    for (const path of filesBelow(dataDir)) {
      mkdirSync(join(killed, path, '..'), { recursive: true });
      writeFileSync(join(killed, path), readFileSync(join(dataDir, path)));
    }
    await stopped.close();
    for (const [from, to] of [
      [dataDir, 'of stopped'],
      [killed, 'of killed'],
    ] as const) {
      expect(await backup(join(folder, to), from)).toMatchObject({ code: 0, err: '' });
      const place = join(folder, `${to} restored`);
      expect(await restore(join(folder, to), place)).toMatchObject({ code: 0 });
      const server = await startGatewayServer({ dataDir: place });
      expect(await server.client.searchOne('Organization', 'name=Only')).toBeDefined();
      await server.close();
    }
  });

  it.each([
    ['that is not empty', () => writeFileSync(join(folder, 'note'), ''), () => folder, 'is not empty'],
    ['that is a file', () => writeFileSync(join(folder, 'f'), ''), () => join(folder, 'f'), 'is a file'],
    ['in the data folder', () => undefined, () => join(running.server.dataDir, 'b'), 'has to be outside'],
    ['that is the data folder', () => undefined, () => running.server.dataDir, 'has to be outside'],
  ])('is refused in a folder %s', async (_what, prepare, target, sentence) => {
    prepare();
    const before = filesBelow(folder);
    const { code, err } = await backup(target());
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/\n/);
    expect(filesBelow(folder)).toEqual(before);
  });

  it('of nothing is refused and leaves nothing behind', async () => {
    const { code, err } = await backup(join(folder, 'b'), join(folder, 'no data'));
    expect([code, err]).toEqual([1, expect.stringContaining('accounts.sqlite does not exist')]);
    expect(existsSync(join(folder, 'b'))).toBe(false);
  });

  it('of a damaged data folder is made, and said to be one', async () => {
    const dataDir = join(folder, 'data');
    expect(await backup(join(folder, 'good'))).toMatchObject({ code: 0 });
    expect(await restore(join(folder, 'good'), dataDir)).toMatchObject({ code: 0 });
    const [missing = '', damaged = ''] = filesBelow(dataDir).filter((path) => path.startsWith('binary'));
    rmSync(join(dataDir, missing));
    writeFileSync(join(dataDir, damaged), 'something else');
    const { code, err } = await backup(join(folder, 'bad'), dataDir);
    expect(code).toBe(1);
    expect(err).toContain('1 documents are missing, 1 files are damaged');
    expect(await restore(join(folder, 'bad'), join(folder, 'again'))).toMatchObject({ code: 0 });
  });
});

describe('restoring', () => {
  let source: string;
  let place: string;
  beforeEach(async () => {
    source = join(folder, 'source');
    place = join(folder, 'data');
    await backup(source);
  });

  async function isRefused(sentence: string): Promise<void> {
    const { code, err } = await restore(source, place);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
  }

  it('never puts anything over a data folder', async () => {
    mkdirSync(place);
    writeFileSync(join(place, 'faxwell.sqlite'), 'mine');
    await isRefused(`The data folder ${place} is not empty`);
    expect(filesBelow(place)).toEqual(['faxwell.sqlite']);
    expect(readFileSync(join(place, 'faxwell.sqlite'), 'utf8')).toBe('mine');
  });

  it('fills an empty folder', async () => {
    mkdirSync(place);
    expect(await restore(source, place)).toMatchObject({ code: 0 });
    expect(statSync(place).mode & 0o777).toBe(0o700);
    expect(filesBelow(place)).toContain('faxwell.sqlite');
    expect(filesBelow(place)).not.toContain('manifest.json');
  });

  it.each([
    ['an unfinished one', () => rmSync(join(source, 'manifest.json')), 'no finished backup'],
    ['a missing file', () => rmSync(join(source, 'signing.key')), 'damaged: signing.key cannot be read'],
    [
      'another byte',
      () => writeFileSync(join(source, 'signing.key'), 'x'.repeat(32)),
      'not as it was written',
    ],
    ['a cut manifest', () => cutManifest(), 'manifest.json cannot be read'],
    ['a newer version', () => changeManifest({ dataVersion: 9999 }), 'newer version of Faxwell'],
    ['a newer kind of backup', () => changeManifest({ format: 2 }), 'newer version of Faxwell'],
    ['a way out', () => changeManifest({ files: [wayOut()] }), 'manifest.json cannot be read'],
  ])('a backup with %s is refused, and nothing is put in place', async (_what, change, sentence) => {
    change();
    await isRefused(sentence);
    expect(existsSync(place)).toBe(false);
  });

  function cutManifest(): void {
    const file = join(source, 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20));
  }
  function changeManifest(change: object): void {
    writeFileSync(join(source, 'manifest.json'), JSON.stringify({ ...manifestOf(source), ...change }));
  }
  const wayOut = () => ({ path: '../../escaped', size: 0, sha256: '0'.repeat(64) });
});
