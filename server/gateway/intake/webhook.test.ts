import { afterAll, beforeAll, expect, test } from 'vitest';
import { DocumentPoolError } from '../../documents/pool.ts';
import type { Documents } from '../documents.ts';
import { makePdf } from '../testing/files.ts';
import { type GatewayServer, makeDelivery, startGatewayServer } from '../testing/gatewayServer.ts';

let gateway: GatewayServer;
let document: string;
beforeAll(async () => {
  document = (await makePdf()).toString('base64');
  gateway = await startGatewayServer();
});
afterAll(() => gateway.close());

async function unfinished(at = gateway) {
  return await at.tasks({ code: 'urn:faxwell:task|intake', status: 'requested,in-progress' });
}

test.each(['', 'wrong', 'A'.repeat(43)])(
  'a wrong secret (%j) is 404, and nothing is kept',
  async (secret) => {
    const delivery = makeDelivery({ document });
    expect((await gateway.deliver(delivery, { secret })).status).toBe(404);
    await gateway.gateway.idle();
    expect(await gateway.faxes(delivery.id)).toEqual([]);
  },
);

test('a carrier that is not set up is 404', async () => {
  const path = `/webhooks/acme/${gateway.secret}`;
  expect((await gateway.server.fetch(path, { method: 'POST', body: '{}' })).status).toBe(404);
});

test.each([
  ['not JSON', 'fax=1'],
  ['JSON of another kind', '[1, 2]'],
  ['no id', { type: 'fax.received' }],
  ['an id that is none', makeDelivery({ id: 'a,b|c' })],
  ['no type', makeDelivery({ type: undefined })],
  ['nothing', ''],
])('%s is refused without repeating what it said', async (_name, body) => {
  const reply = await gateway.deliver(body);
  expect(reply.status).toBe(400);
  expect(await reply.text()).not.toContain('a,b|c');
});

test('a fax of which only the id is right is a fax', async () => {
  const strange = makeDelivery({ document, pages: 'many', receivedAt: 7, from: { a: 1 }, fileName: null });
  expect((await gateway.deliver(strange)).status).toBe(200);
  await gateway.gateway.idle();
  expect(await gateway.faxes(strange.id)).toHaveLength(1);
});

test.each(['x', '', '/', 'application/json, text/plain', 'application'])(
  'a fax is kept whatever its carrier calls the body (%j)',
  async (contentType) => {
    const delivery = makeDelivery({ document });
    const reply = await gateway.server.fetch(`/webhooks/loopback/${gateway.secret}`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: JSON.stringify(delivery),
    });
    expect(reply.status).toBe(200);
    await gateway.gateway.idle();
    expect(await gateway.faxes(delivery.id)).toHaveLength(1);
  },
);

test('fifty times the same at once and again later is one fax with one Task', async () => {
  const delivery = makeDelivery({ document });
  const replies = await Promise.all(Array.from({ length: 50 }, () => gateway.deliver(delivery)));
  expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([200]));
  await gateway.gateway.idle();
  expect((await gateway.deliver(delivery)).status).toBe(200);
  await gateway.gateway.idle();

  const faxes = await gateway.faxes(delivery.id);
  expect(faxes).toHaveLength(1);
  expect(await gateway.tasks({ focus: `Communication/${faxes[0]?.id}` })).toHaveLength(1);
});

test('the same fax in other words, before and after, is one fax; another document is told', async () => {
  const first = makeDelivery({ document });
  const retold = { ...first, attempt: 2, receivedAt: '2026-11-20T09:45:00Z' };
  const other = { ...first, document: (await makePdf({ pages: 2 })).toString('base64') };
  await Promise.all([gateway.deliver(retold), gateway.deliver(first)]);
  await gateway.gateway.idle();
  const [fax] = await gateway.faxes(first.id);
  await gateway.deliver(other);
  await gateway.gateway.idle();

  expect(await gateway.faxes(first.id)).toHaveLength(1);
  expect((await gateway.faxes(first.id))[0]?.meta?.versionId).toBe(fax?.meta?.versionId);
  const tasks = await gateway.tasks({ 'based-on': `Communication/${fax?.id}` });
  expect(tasks.map((task) => task.reasonCode?.coding?.[0]?.code)).toContain('different-document');
});

test('out of order, each fax keeps the time its carrier says', async () => {
  const times = ['2026-11-20T09:00:00.000Z', '2026-11-20T08:00:00.000Z', '2026-11-20T08:30:00.000Z'];
  const deliveries = times.map((receivedAt) => makeDelivery({ document, receivedAt }));
  for (const delivery of deliveries) {
    await gateway.deliver(delivery);
  }
  await gateway.gateway.idle();
  const faxes = await Promise.all(deliveries.map(({ id }) => gateway.faxes(id)));
  expect(faxes.flat().map((fax) => fax.sent)).toEqual(times);
});

test('an event nobody knows is kept, finished and told', async () => {
  const reply = await gateway.deliver({ id: 'e1', type: 'fax.reinvented' });
  const { intake } = (await reply.json()) as { intake: string };
  await gateway.gateway.idle();
  expect(await gateway.tasks({ 'based-on': `Task/${intake}` })).toMatchObject([{ status: 'requested' }]);
  expect(await unfinished()).toEqual([]);
});

test('100 MB arrive whole', { timeout: 120_000 }, async () => {
  const large = Buffer.concat([await makePdf(), Buffer.alloc(100 * 1024 * 1024, '%')]);
  const delivery = makeDelivery({ document: large.toString('base64') });
  expect((await gateway.deliver(delivery)).status).toBe(200);
  await gateway.gateway.idle();
  const [fax] = await gateway.faxes(delivery.id);
  expect(fax?.payload?.[0]?.contentAttachment?.size).toBe(large.length);
});

test('a body larger than anything we keep is refused', async () => {
  const reply = await gateway
    .deliver(makeDelivery({ document: 'A'.repeat(200 * 1024 * 1024) }))
    .catch(() => undefined);
  // The connection may be cut while the rest is still being sent.
  expect(reply?.status ?? 413).toBe(413);
});

test('what is journaled is worked by the next process when this one could not', async () => {
  const now = { time: Date.now() };
  const closed: Documents = { toPdf: () => Promise.reject(new DocumentPoolError('busy')) };
  const first = await startGatewayServer({ documents: closed, now: () => new Date(now.time) });
  const delivery = makeDelivery({ document });
  expect((await first.deliver(delivery)).status).toBe(200);
  await first.gateway.idle();
  expect(await first.faxes(delivery.id)).toEqual([]);
  expect(await unfinished(first)).toHaveLength(1);

  // Its next try is due only later.
  now.time += 60_000;
  const second = first.startAnotherGateway({ now: () => new Date(now.time) });
  await second.idle();
  expect(await first.faxes(delivery.id)).toHaveLength(1);
  expect(await unfinished(first)).toEqual([]);
  await second.stop();
  await first.close();
});

test('a delivery that keeps failing is told to a person and never given up', async () => {
  const now = { time: Date.now() };
  const busy: Documents = { toPdf: () => Promise.reject(new DocumentPoolError('busy')) };
  const stuck = await startGatewayServer({ documents: busy, now: () => new Date(now.time) });
  await stuck.deliver(makeDelivery({ document }));
  for (let tries = 0; tries < 6; tries++) {
    await stuck.gateway.idle();
    now.time += 60 * 60_000;
  }
  const [intake] = await unfinished(stuck);
  const told = await stuck.tasks({ 'based-on': `Task/${intake?.id}` });
  expect(told.map((task) => task.reasonCode?.coding?.[0]?.code)).toEqual(['intake-stuck']);
  await stuck.close();
});

test('two gateways that wake at once work nothing twice', async () => {
  const seen: number[] = [];
  const counting: Documents = {
    toPdf: async (bytes) => {
      seen.push(bytes.length);
      return { facts: { kind: 'pdf', state: 'readable', pages: 1 } };
    },
  };
  const one = await startGatewayServer({ documents: counting });
  const two = one.startAnotherGateway({ documents: counting });
  const deliveries = await Promise.all(
    Array.from({ length: 20 }, async (_, n) =>
      makeDelivery({ document: (await makePdf({ pages: n + 1 })).toString('base64') }),
    ),
  );
  await Promise.all(deliveries.map((delivery) => one.deliver(delivery)));
  await Promise.all([one.gateway.idle(), two.idle()]);
  expect(seen).toHaveLength(20);
  const faxes = await Promise.all(deliveries.map(({ id }) => one.faxes(id)));
  expect(faxes.map((found) => found.length)).toEqual(Array(20).fill(1));
  await two.stop();
  await one.close();
});

test('when the journal cannot be written the carrier keeps it', async () => {
  const down = await startGatewayServer({ start: false });
  const reply = await down.deliver(makeDelivery({ document }));
  expect(reply.status).toBe(503);
  await down.close();
});
