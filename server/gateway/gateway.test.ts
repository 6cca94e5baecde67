import { expect, onTestFinished, test } from 'vitest';
import { parseFax } from '../../src/domain/fax/parseFax.ts';
import type { ConvertedDocument } from '../documents/facts.ts';
import { makePdf } from './testing/files.ts';
import { makeDelivery, startGatewayServer } from './testing/gatewayServer.ts';

const HOUR = 3_600_000;

test('goes on after its token has expired', async () => {
  const clock = { ahead: 0 };
  const gateway = await startGatewayServer({ serverNow: () => Date.now() + clock.ahead });
  onTestFinished(() => gateway.close());
  clock.ahead = 30 * HOUR;
  const delivery = makeDelivery({ document: (await makePdf()).toString('base64') });
  expect((await gateway.deliver(delivery)).status).toBe(200);
  await gateway.gateway.idle();
  expect(await gateway.faxes(delivery.id)).toHaveLength(1);
});

test('alone on its server, it works at once what a dead process had claimed', async () => {
  const { promise: hanging, reject: die } = Promise.withResolvers<never>();
  const gateway = await startGatewayServer({ documents: { toPdf: () => hanging } });
  onTestFinished(async () => {
    die(new Error('dead'));
    await gateway.close();
  });
  const delivery = makeDelivery({ document: (await makePdf()).toString('base64') });
  await gateway.deliver(delivery);
  const claimed = () => gateway.tasks({ code: 'urn:faxwell:task|intake', status: 'in-progress' });
  await expect.poll(async () => (await claimed()).length, { timeout: 10_000 }).toBe(1);

  const beside = gateway.startAnotherGateway();
  await beside.idle();
  expect(await gateway.faxes(delivery.id)).toEqual([]);
  await beside.stop();

  const next = gateway.startAnotherGateway({ alone: true });
  await next.idle();
  expect(await gateway.faxes(delivery.id)).toHaveLength(1);
  await next.stop();
});

test('told to stop, it begins nothing of what waits', async () => {
  const { promise: reading, reject: fail } = Promise.withResolvers<never>();
  // Claimed is not yet read: it may fail before anybody waits for it.
  reading.catch(() => undefined);
  const gateway = await startGatewayServer({ documents: { toPdf: () => reading } });
  onTestFinished(() => gateway.close());
  const document = (await makePdf()).toString('base64');
  await Promise.all(Array.from({ length: 12 }, () => gateway.deliver(makeDelivery({ document }))));
  const intakes = (status: string) => gateway.tasks({ code: 'urn:faxwell:task|intake', status });
  await expect
    .poll(async () => (await intakes('in-progress')).length, { timeout: 10_000 })
    .toBeGreaterThan(0);
  const waiting = (await intakes('requested')).map(({ id, meta }) => [id, meta?.versionId]);

  const stopped = gateway.gateway.stop();
  fail(new Error('closed'));
  await stopped;
  const untouched = (await intakes('requested')).map(({ id, meta }) => [id, meta?.versionId]);
  expect(untouched).toEqual(expect.arrayContaining(waiting));
  expect(waiting.length).toBeGreaterThanOrEqual(8);
});

test('a reader that died is tried again before its document is called broken', async () => {
  const died = { facts: { kind: 'pdf', state: 'broken', reason: 'worker-died' } } as const;
  const read = { facts: { kind: 'pdf', state: 'readable', pages: 1 } } as const;
  const clock = { time: Date.now() };
  const replies: ConvertedDocument[] = [died, read, died, died, died];
  const documents = { toPdf: async () => replies.shift() ?? read };
  const gateway = await startGatewayServer({ documents, now: () => new Date(clock.time) });
  onTestFinished(() => gateway.close());

  const problemAfterTries = async () => {
    const delivery = makeDelivery({ document: (await makePdf()).toString('base64') });
    await gateway.deliver(delivery);
    for (let tries = 0; tries < 4; tries++) {
      await gateway.gateway.idle();
      clock.time += 60_000;
    }
    const fax = parseFax((await gateway.faxes(delivery.id))[0]);
    return fax.ok ? fax.value.documentProblem : fax.error;
  };
  expect(await problemAfterTries()).toBeUndefined();
  expect(await problemAfterTries()).toBe('broken');
  expect(replies).toEqual([]);
});

test('a document that takes its time does not hold up the faxes that come after it', async () => {
  const { promise: hanging, reject: giveUp } = Promise.withResolvers<never>();
  const slow = await makePdf({ pages: 2 });
  const toPdf = (bytes: Uint8Array) =>
    slow.equals(bytes) ? hanging : Promise.reject(new Error('no worker'));
  const gateway = await startGatewayServer({ documents: { toPdf } });
  onTestFinished(async () => {
    giveUp(new Error('closed'));
    await gateway.close();
  });
  await gateway.deliver(makeDelivery({ document: slow.toString('base64') }));
  const claimed = () => gateway.tasks({ code: 'urn:faxwell:task|intake', status: 'in-progress' });
  await expect.poll(async () => (await claimed()).length, { timeout: 10_000 }).toBe(1);

  const later = Array.from({ length: 6 }, () => makeDelivery({ document: '' }));
  for (const delivery of later) {
    await gateway.deliver(delivery);
  }
  const arrived = async () =>
    (await Promise.all(later.map(async ({ id }) => await gateway.faxes(id)))).flat().length;
  await expect.poll(arrived, { timeout: 10_000 }).toBe(6);
  // A fax is there a moment before its delivery is finished.
  await expect.poll(claimed, { timeout: 10_000 }).toHaveLength(1);
});
