import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { parseFax } from '../../src/domain/fax/parseFax.ts';
import { makePdf } from '../gateway/testing/files.ts';
import { type GatewayServer, startGatewayServer } from '../gateway/testing/gatewayServer.ts';

let gateway: GatewayServer;
let folder: string;
let file: string;
beforeAll(async () => {
  gateway = await startGatewayServer();
  folder = mkdtempSync(join(tmpdir(), 'faxwell-cli-'));
  file = join(folder, 'referral.pdf');
  writeFileSync(file, await makePdf());
});
afterAll(async () => {
  await gateway.close();
  rmSync(folder, { recursive: true });
});

function run(args: string[], dataDir = gateway.server.dataDir) {
  return new Promise<{ code: number | string; out: string; err: string }>((resolve) => {
    const script = join(import.meta.dirname, 'receiveFax.ts');
    execFile(
      process.execPath,
      [script, ...args],
      // Neither the environment of the tests nor a .env of whoever runs them.
      { cwd: folder, env: { PATH: process.env.PATH, DATA_DIR: dataDir } },
      (error, out, err) => resolve({ code: error?.code ?? 0, out: out.trim(), err: err.trim() }),
    );
  });
}

const to = ['--to', '+14155550100'];
const server = () => ['--server', gateway.server.url];

test('prints the id of a fax that then stands in the inbox', async () => {
  const { code, out } = await run([file, '--from', '(628) 555-1003', ...to, ...server()]);
  expect(code).toBe(0);
  await gateway.gateway.idle();
  const fax = parseFax((await gateway.faxes(out))[0]);
  expect(fax.ok && fax.value).toMatchObject({
    originatingNumber: '+16285551003',
    calledNumber: '+14155550100',
    title: 'referral.pdf',
  });
});

test('a withheld caller has no number', async () => {
  const { out } = await run([file, '--from', 'withheld', ...to, ...server()]);
  await gateway.gateway.idle();
  const fax = parseFax((await gateway.faxes(out))[0]);
  expect(fax.ok && fax.value.originatingNumber).toBeUndefined();
});

test.each<[string, () => string[], (() => string) | undefined, RegExp]>([
  ['no file', () => ['--from', '1', ...to], undefined, /^Usage:/],
  ['no number', () => [file, ...to], undefined, /^Usage:/],
  ['an option that is none', () => [file, '--form', '1', ...to], undefined, /^Usage:/],
  [
    'a file that is not there',
    () => ['nowhere.pdf', '--from', '1', ...to],
    undefined,
    /nowhere\.pdf cannot be read/,
  ],
  [
    'no server',
    () => [file, '--from', '1', ...to, '--server', 'http://127.0.0.1:18599'],
    undefined,
    /No server answers/,
  ],
  ['a folder without data', () => [file, '--from', '1', ...to], () => folder, /set DATA_DIR/],
])('%s is one plain message', async (_name, args, dataDir, message) => {
  const { code, out, err } = await run([...args()], dataDir?.());
  expect(code).toBe(1);
  expect(out).toBe('');
  expect(err).toMatch(message);
  expect(err).not.toContain('    at ');
});

test('the data folder of another server is said to be that', async () => {
  const other = await startGatewayServer();
  const { code, err } = await run([file, '--from', '1', ...to, ...server()], other.server.dataDir);
  expect(code).toBe(1);
  expect(err).toMatch(/DATA_DIR has to name the folder/);
  await other.close();
});

test('a certificate that is not trusted is said to be the reason', async () => {
  const pem = readFileSync(join(import.meta.dirname, '..', 'http', 'testing', 'localhost.pem'));
  const https = createServer({ cert: pem, key: pem }).listen(0, '127.0.0.1');
  onTestFinished(() => void https.close());
  await once(https, 'listening');
  const address = https.address();
  const url = `https://127.0.0.1:${typeof address === 'object' && address?.port}`;
  const { code, err } = await run([file, '--from', '1', ...to, '--server', url]);
  expect(code).toBe(1);
  expect(err).toMatch(/certificate of .* is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
});
