import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type ServerProcess, startServerProcess } from './testing/serverProcess.ts';

let dataDir: string;
const started: ServerProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'faxwell-start-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map(({ stop }) => stop('SIGKILL')));
  rmSync(dataDir, { recursive: true, force: true });
});

const PORT = 18_220;

function start(environment: Record<string, string>, runBefore = ''): ServerProcess {
  const server = startServerProcess({ dataDir, port: PORT, environment, runBefore });
  started.push(server);
  return server;
}

const isReady = (process_: ServerProcess) =>
  expect
    .poll(() => process_.output(), { timeout: 20_000 })
    .toContain(`Faxwell is ready at http://127.0.0.1:${PORT}`);

describe('starting', () => {
  it('says where it is ready and how the first admin is made, and stops when told', async () => {
    const server = start({});
    await isReady(server);
    expect(server.output()).toMatch(/with the code [0-9a-f]{16}/);
    expect((await fetch(`http://127.0.0.1:${PORT}/healthz`)).status).toBe(200);
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  it('makes the key that signs tokens anew when a power cut has left none of it', async () => {
    writeFileSync(join(dataDir, 'signing.key'), '');
    await isReady(start({}));
    expect(statSync(join(dataDir, 'signing.key')).size).toBe(32);
  });

  it('stays on this machine when nothing encrypts', async () => {
    const server = start({ HOST: '0.0.0.0' });
    await isReady(server);
    expect(server.output()).toContain('Listening on this machine only');
  });
});

it('speaks https and wss with a certificate, and tells pages so', async () => {
  // A certificate for this machine with its key, which is nobody's secret.
  const file = join(import.meta.dirname, 'http', 'testing', 'localhost.pem');
  const server = start({ TLS_CERT: file, TLS_KEY: file });
  await expect
    .poll(() => server.output(), { timeout: 20_000 })
    .toContain(`ready at https://127.0.0.1:${PORT}`);
  const ca = readFileSync(file);
  const [reply] = await once(get(`https://127.0.0.1:${PORT}/config.json`, { ca }), 'response');
  expect(await json(reply)).toMatchObject({ fhirBaseUrl: `https://127.0.0.1:${PORT}/fhir/R4` });
  expect(reply.headers['content-security-policy']).toContain(`wss://127.0.0.1:${PORT}`);
  const socket = new WebSocket(`wss://127.0.0.1:${PORT}/ws/subscriptions-r4`, { ca });
  await once(socket, 'open');
  socket.send('{"type":"ping"}');
  const [answer] = await once(socket, 'message');
  expect(String(answer)).toBe('{"type":"pong"}');
  socket.terminate();
});

/** Faxes in the store, counted past the server: nobody has to sign in for it. */
function countFaxes(): number {
  const database = new DatabaseSync(join(dataDir, 'faxwell.sqlite'), { readOnly: true });
  try {
    const sql = "SELECT count(*) AS faxes FROM resource WHERE type = 'Communication' AND current IS NOT NULL";
    return Number(database.prepare(sql).get()?.faxes);
  } finally {
    database.close();
  }
}

describe('the sample clinic', () => {
  it('gets its first faxes by itself, goes on after a kill, and gets them once', async () => {
    const unfinished = join(dataDir, 'sample', 'first-faxes.json');
    const arrived = () => {
      const truths = join(dataDir, 'sample', 'truth');
      return existsSync(truths) ? readdirSync(truths).filter((name) => name.endsWith('.json')) : [];
    };
    const demo = { DEMO: '1', DEMO_FAXES: '12' };
    const first = start(demo);
    await isReady(first);
    await expect.poll(() => arrived().length, { timeout: 20_000 }).toBeGreaterThan(0);
    await first.stop('SIGKILL');

    const second = start(demo);
    await isReady(second);
    await expect.poll(() => existsSync(unfinished), { timeout: 20_000 }).toBe(false);
    expect(arrived().sort()).toEqual(Array.from({ length: 12 }, (_, index) => `sample-1-${29 + index}.json`));
    await expect.poll(countFaxes, { timeout: 20_000 }).toBe(12);
    expect(await second.stop('SIGTERM')).toBe(0);
    expect(countFaxes()).toBe(12);
  }, 60_000);
});

describe('an error that nobody caught', () => {
  it.each([
    ['thrown', `throw new TypeError('Alvarez')`, 'TypeError'],
    ['rejected', `Promise.reject(new RangeError('Alvarez'))`, 'RangeError'],
    ['that is only its text', `Promise.reject('Alvarez')`, 'string'],
  ])('ends the server in order and is logged without its text: %s', async (_how, statement, type) => {
    const server = start({}, `process.on('SIGUSR2', () => { ${statement} })`);
    await isReady(server);
    expect(existsSync(join(dataDir, 'faxwell.sqlite-wal'))).toBe(true);
    expect(await server.stop('SIGUSR2')).toBe(1);
    expect(server.output()).toMatch(new RegExp(`^{.*"err":{"type":"${type}"`, 'm'));
    expect(server.output()).not.toContain('Alvarez');
    // Only a data file that was closed has no journal beside it.
    expect(existsSync(join(dataDir, 'faxwell.sqlite-wal'))).toBe(false);
  });

  it('at the start is logged without its text', async () => {
    const server = start(
      {},
      `process.getBuiltinModule('http').createServer = () => { throw new TypeError('Alvarez') }`,
    );
    expect(await server.ended).toBe(1);
    expect(server.output()).toMatch(/^{.*"err":{"type":"TypeError"/m);
    expect(server.output()).not.toContain('Alvarez');
  });
});

describe('a start that cannot work ends with a plain sentence', () => {
  it('when another process uses the data folder, until that one ends, however it ends', async () => {
    const first = start({});
    await isReady(first);
    const second = start({ PORT: String(PORT + 1) });
    expect(await second.ended).toBe(1);
    expect(second.output()).toBe(`Another Faxwell already uses the data folder ${dataDir}. Stop it first.\n`);
    await first.stop('SIGKILL');
    const third = start({});
    await isReady(third);
  });

  it('when the port is taken', async () => {
    const other = createServer().listen(PORT, '127.0.0.1');
    await once(other, 'listening');
    try {
      const server = start({});
      expect(await server.ended).toBe(1);
      expect(server.output()).toBe(
        `Port ${PORT} is taken. Stop what uses it, or start with another one: PORT=${PORT + 1}.\n`,
      );
    } finally {
      other.close();
    }
  });

  it('when settings are wrong, naming all of them', async () => {
    const server = start({ PORT: 'eighty', DEMO: 'maybe', TLS_CERT: 'cert.pem' });
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain('PORT: must be a whole number');
    expect(server.output()).toContain('DEMO: must be 0 or 1');
    expect(server.output()).toContain('TLS_CERT: must be given together with TLS_KEY');
  });

  it.each(['faxwell.sqlite', 'accounts.sqlite'])('when a newer version wrote %s', async (file) => {
    const database = new DatabaseSync(join(dataDir, file));
    database.exec('PRAGMA user_version = 9999');
    database.close();
    const server = start({});
    expect(await server.ended).toBe(1);
    expect(server.output()).toMatch(/newer version/);
    expect(server.output()).not.toMatch(/\n\s+at /);
  });

  it.each([
    ['a file in place of the folder', 'binary', 'a part of its path is a file'],
    ['accounts that are no database', 'accounts.sqlite', 'file is not a database'],
    ['a lock that is no database', 'lock', 'file is not a database'],
  ])('when the data folder holds %s', async (_what, file, reason) => {
    writeFileSync(join(dataDir, file), 'something else '.repeat(100));
    const server = start({});
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain(dataDir);
    expect(server.output()).toContain(reason);
    expect(server.output()).not.toMatch(/\n\s+at /);
  });

  it('when the data folder is a file', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    const server = start({ DATA_DIR: file });
    expect(await server.ended).toBe(1);
    expect(server.output()).toBe(`The data folder ${file} cannot be used: it is a file.\n`);
  });

  it('when the address is not this machine’s', async () => {
    const server = start({ HOST: '192.0.2.1', TRUST_PROXY: '1' });
    expect(await server.ended).toBe(1);
    expect(server.output()).toBe(
      `Cannot listen on 192.0.2.1, port ${PORT} (EADDRNOTAVAIL). HOST has to be an address of this machine.\n`,
    );
  });

  it('when the certificate is none', async () => {
    writeFileSync(join(dataDir, 'cert.pem'), 'no certificate');
    const server = start({ TLS_CERT: 'cert.pem', TLS_KEY: 'cert.pem' });
    expect(await server.ended).toBe(1);
    expect(server.output()).toBe('cert.pem and cert.pem are no certificate with its key in PEM form.\n');
  });

  it('when the certificate cannot be read', async () => {
    const server = start({ TLS_CERT: 'missing.pem', TLS_KEY: 'missing.key' });
    expect(await server.ended).toBe(1);
    expect(server.output()).toContain('The file missing.pem for TLS cannot be read.');
  });
});
