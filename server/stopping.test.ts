import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { makePdf, makeWhiteTiff } from './gateway/testing/files.ts';
import { makeDelivery, startGatewayServer } from './gateway/testing/gatewayServer.ts';
import { type ServerProcess, startServerProcess, webhookPath } from './testing/serverProcess.ts';

const PORT = 18_226;
const URL_ = `http://127.0.0.1:${PORT}`;
let dataDir: string;
let server: ServerProcess;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'faxwell-stopping-'));
  server = startServerProcess({ dataDir, port: PORT, environment: { DEMO: '1', DEMO_FAXES: '0' } });
  await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('Faxwell is ready');
});
afterEach(async () => {
  await server.stop('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const deliver = (delivery: object) =>
  fetch(URL_ + webhookPath(dataDir), { method: 'POST', body: JSON.stringify(delivery) });

/** An upload that has begun, over a connection that would be kept. */
async function beginUpload(
  start: string,
): Promise<{ upload: ClientRequest; reply: Promise<IncomingMessage> }> {
  const agent = new Agent({ keepAlive: true });
  // Answered with 100 once the server has read the head.
  const headers = { expect: '100-continue' };
  const upload = request(URL_ + webhookPath(dataDir), { method: 'POST', agent, headers });
  const reply = once(upload, 'response').then(([answer]: IncomingMessage[]) => answer ?? fail());
  upload.flushHeaders();
  await once(upload, 'continue');
  upload.write(start);
  return { upload, reply };
}

const takesNobody = () =>
  expect
    .poll(
      () =>
        fetch(`${URL_}/livez`).then(
          () => 'answered',
          () => 'refused',
        ),
      { timeout: 5_000 },
    )
    .toBe('refused');

/** Faxes in the data folder, found by a server that starts on it; what is unfinished is finished first. */
async function faxesAfterwards(ids: readonly string[], work = true) {
  const next = await startGatewayServer({ dataDir, start: work, alone: true });
  if (work) await next.gateway.idle();
  const found = await Promise.all(ids.map((id) => next.faxes(id)));
  await next.close();
  return found.map(({ length }) => length);
}

it('a delivery that is still coming in is taken, then the process ends; nobody new gets in meanwhile', async () => {
  const delivery = makeDelivery({ document: (await makePdf()).toString('base64') });
  const text = JSON.stringify(delivery);
  const { upload, reply } = await beginUpload(text.slice(0, 100));
  const ended = server.stop('SIGTERM');
  await takesNobody();
  upload.end(text.slice(100));
  const { statusCode, headers } = await reply;
  expect([statusCode, headers.connection]).toEqual([200, 'close']);
  expect(await ended).toBe(0);
  expect(await faxesAfterwards([delivery.id])).toEqual([1]);
});

it('an upload that never ends keeps nobody waiting', async () => {
  const { upload, reply } = await beginUpload('{');
  const cut = reply.catch((error: unknown) => error);
  upload.on('error', () => undefined);
  expect(await server.stop('SIGTERM')).toBe(0);
  expect(await cut).toBeInstanceOf(Error);
});

it('a document that is being read becomes its fax before the end', async () => {
  // Hundreds of megapixels in a few kilobytes: takes its reader a moment.
  const delivery = makeDelivery({ document: makeWhiteTiff(9_000, 12_000).toString('base64') });
  expect((await deliver(delivery)).status).toBe(200);
  expect(await server.stop('SIGTERM')).toBe(0);
  expect(await faxesAfterwards([delivery.id], false)).toEqual([1]);
});

it('of many deliveries none is lost: what is not a fax yet becomes one after the next start', async () => {
  const deliveries = await Promise.all(
    Array.from({ length: 40 }, async (_, page) =>
      makeDelivery({ document: (await makePdf({ pages: page + 1 })).toString('base64') }),
    ),
  );
  const taken: string[] = [];
  const delivering = deliveries.map(async (delivery) => {
    const status = await deliver(delivery).then(
      (reply) => reply.status,
      () => undefined,
    );
    if (status === 200) taken.push(delivery.id);
  });
  await Promise.race(delivering);
  expect(await server.stop('SIGTERM')).toBe(0);
  await Promise.all(delivering);
  expect(taken.length).toBeGreaterThan(0);
  expect(await faxesAfterwards(taken)).toEqual(taken.map(() => 1));
});

it('a page is told that the server goes away, not that something failed', async () => {
  const socket = new WebSocket(`${URL_.replace('http', 'ws')}/ws/subscriptions-r4`);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  expect(await server.stop('SIGTERM')).toBe(0);
  const [code] = await closed;
  expect(code).toBe(1001);
});

function fail(): never {
  throw new Error('There is no answer');
}
