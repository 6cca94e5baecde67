import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeDelivery } from './gateway/testing/gatewayServer.ts';
import { type ServerProcess, startServerProcess, webhookPath } from './testing/serverProcess.ts';

const PORT = 18_224;
let dataDir: string;
let server: ServerProcess;
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'faxwell-support-'));
  const environment = { DEMO: '1', DEMO_FAXES: '0', LOG_LEVEL: 'info' };
  server = startServerProcess({ dataDir, port: PORT, environment });
  await expect.poll(() => server.output(), { timeout: 20_000 }).toContain('Faxwell is ready');
});
afterEach(async () => {
  await server.stop('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

/** @returns the support id that the carrier is answered */
async function deliver(body: object): Promise<string> {
  const url = `http://127.0.0.1:${PORT}${webhookPath(dataDir)}`;
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return reply.headers.get('x-support-id') ?? '';
}

const linesOf = (id: string) => server.logged().filter(({ support }) => support === id);
const wordsOf = (id: string) =>
  linesOf(id).map(({ msg, method, route }) => msg ?? `${String(method)} ${String(route)}`);

it('is in every line logged for its delivery, to the last write, and in no other', async () => {
  const ids = await Promise.all([
    deliver(makeDelivery({ document: Buffer.from('no document').toString('base64') })),
    deliver(makeDelivery({ document: Buffer.from('another').toString('base64') })),
  ]);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) {
    await expect
      .poll(() => wordsOf(id), { timeout: 10_000 })
      .toEqual(expect.arrayContaining(['A delivery is kept', 'POST /fhir/R4/Binary', 'PUT /fhir/R4/*']));
  }
  const kept = server.logged().filter(({ msg }) => msg === 'A delivery is kept');
  expect(kept.map(({ support }) => support).sort()).toEqual([...ids].sort());
  // What the gateway does for nobody in particular has none.
  expect(server.logged().some(({ support }) => support === undefined)).toBe(true);
});

it('is logged with a delivery that is refused', async () => {
  const id = await deliver({ type: 'fax.received' });
  expect(id).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect(wordsOf(id)).toEqual(['A delivery was refused']);
});
