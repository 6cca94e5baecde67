import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTimeline } from '../../../src/domain/timeline/timeline.ts';
import { makePdf } from '../testing/files.ts';
import { type GatewayServer, makeDelivery, startGatewayServer } from '../testing/gatewayServer.ts';

let gateway: GatewayServer;
let document: string;
beforeAll(async () => {
  document = (await makePdf()).toString('base64');
  gateway = await startGatewayServer();
});
afterAll(() => gateway.close());

const SYSTEM = 'urn:faxwell:support';
const idOf = (reply: Response) => reply.headers.get('x-support-id') ?? '';

test('what the carrier is answered leads to the fax, its delivery and its timeline', async () => {
  const delivery = makeDelivery({ document });
  const id = idOf(await gateway.deliver(delivery));
  expect(id).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  await gateway.gateway.idle();
  const query = { identifier: `${SYSTEM}|${id}` };
  const [fax, ...others] = await gateway.client.searchResources('Communication', query);
  expect(others).toEqual([]);
  // Programs take the first identifier for the carrier's.
  expect(fax?.identifier?.[0]?.value).toBe(delivery.id);
  expect(await gateway.tasks(query)).toMatchObject([{ status: 'completed' }]);
  const [received] = buildTimeline({ versions: [fax], workVersions: [], tasks: [], audit: [], types: [] });
  expect(received).toMatchObject({ kind: 'received', supportId: id });
});

test('a delivery that comes again has the one it had', async () => {
  const delivery = makeDelivery({ document });
  const replies = await Promise.all([1, 2, 3].map(() => gateway.deliver(delivery)));
  const later = await gateway.deliver(delivery);
  expect(new Set([...replies, later].map(idOf)).size).toBe(1);
});

test('a delivery that is refused, or not kept, has one too; a stranger gets none', async () => {
  expect(idOf(await gateway.deliver('not JSON'))).not.toBe('');
  expect(idOf(await gateway.deliver(makeDelivery(), { secret: 'wrong' }))).toBe('');
  const down = await startGatewayServer({ start: false });
  const reply = await down.deliver(makeDelivery({ document }));
  expect([reply.status, idOf(reply)]).toEqual([503, expect.stringMatching(/^.{9}$/)]);
  await down.close();
});
