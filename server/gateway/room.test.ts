import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDiskWatch } from '../http/diskWatch.ts';
import { makePdf } from './testing/files.ts';
import { type GatewayServer, makeDelivery, startGatewayServer } from './testing/gatewayServer.ts';

const MB = 1024 * 1024;

let gateway: GatewayServer;
let document: string;
/** Bytes free on the disk of the data folder, or what asking for them fails with. */
let free: number | Error;
const logged: string[] = [];
beforeAll(async () => {
  document = (await makePdf()).toString('base64');
  const log = (_fields: object, message: string) => void logged.push(message);
  const ask = async () => {
    if (free instanceof Error) throw free;
    return free;
  };
  const { hasRoom } = createDiskWatch('/', { error: log, warn: log }, ask);
  gateway = await startGatewayServer({ hasRoom });
});
afterAll(() => gateway.close());
beforeEach(() => {
  free = 201 * MB;
});

const receiveNow = () =>
  gateway.server.fetch('/fhir/R4/Communication/$receive-efax', {
    method: 'POST',
    as: 'frontdesk',
    headers: { 'content-type': 'application/fhir+json' },
    body: '{}',
  });

test('while the disk is nearly full the carrier keeps what it has, until there is room', async () => {
  const delivery = makeDelivery({ document });
  free = 199 * MB;
  const refused = await gateway.deliver(delivery);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '300']);
  expect(refused.headers.get('x-support-id')).toMatch(/^.{4}-.{4}$/);
  expect((await gateway.deliver(delivery, { secret: 'wrong' })).status).toBe(404);
  await gateway.gateway.idle();
  expect(await gateway.faxes(delivery.id)).toEqual([]);

  free = 201 * MB;
  expect((await gateway.deliver(delivery)).status).toBe(200);
  await gateway.gateway.idle();
  expect(await gateway.faxes(delivery.id)).toHaveLength(1);
});

test('programs that ask for faxes are told the same', async () => {
  free = 0;
  const refused = await receiveNow();
  expect([refused.status, await refused.json()]).toEqual([
    503,
    expect.objectContaining({ resourceType: 'OperationOutcome' }),
  ]);
  const { id } = await gateway.setup.createResource({ resourceType: 'Organization' });
  const path = `/fhir/R4/Organization/${id}/$receive-efax`;
  const headers = { 'content-type': 'application/fhir+json' };
  const ofOne = { method: 'POST', as: 'frontdesk', headers, body: '{}' } as const;
  expect((await gateway.server.fetch(path, ofOne)).status).toBe(503);
  free = 201 * MB;
  expect((await receiveNow()).status).toBe(200);
});

test('a disk that does not answer is no room', async () => {
  free = new Error('EIO');
  expect((await gateway.deliver(makeDelivery({ document }))).status).toBe(503);
});

test('the log says it once each way', async () => {
  await gateway.deliver(makeDelivery({ document }));
  logged.length = 0;
  for (const bytes of [199, 150, 1, 300, 400]) {
    free = bytes * MB;
    await gateway.deliver(makeDelivery({ document }));
  }
  expect(logged).toEqual([
    expect.stringContaining('nearly full'),
    expect.stringContaining('room on the disk again'),
  ]);
});
