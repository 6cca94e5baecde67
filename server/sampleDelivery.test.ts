import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseFax } from '../src/domain/fax/parseFax.ts';
import { type GatewayServer, startGatewayServer } from './gateway/testing/gatewayServer.ts';
import { firstFaxes } from './sample/faxes/firstFaxes.ts';
import { makeSampleFax, type SampleFax } from './sample/faxes/sampleFax.ts';
import { deliverInProcess } from './sampleDelivery.ts';

let gateway: GatewayServer;
beforeAll(async () => {
  gateway = await startGatewayServer();
});
afterAll(() => gateway.close());

const makeFax = (number: number) =>
  makeSampleFax(firstFaxes(1, new Date('2026-11-20T18:00:00Z'))[number - 1]!); // forty of them

async function receive(fax: SampleFax) {
  await deliverInProcess(gateway.server.server.app, gateway.server.dataDir)(fax);
  await gateway.gateway.idle();
  const faxes = await gateway.faxes(fax.carrierFaxId);
  expect(faxes).toHaveLength(1);
  const parsed = parseFax(faxes[0]);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

test('a sample fax comes in as from its carrier: sent when it says, received now', async () => {
  const began = Date.now();
  const sample = await makeFax(39);
  const fax = await receive(sample);
  expect(fax).toMatchObject({
    originatingNumber: '+15105550161',
    calledNumber: '+14155550100',
    sent: sample.sentAt.toISOString(),
    pageCount: sample.truth.pages.length,
  });
  expect(Date.parse(fax.received ?? '')).toBeGreaterThanOrEqual(began);
  expect((fax.original ?? fax.document)?.sha256).toBe(sample.truth.sha256);
});

test('delivered again after a stop it is the same fax, and a withheld number stays withheld', async () => {
  const sample = await makeFax(36);
  const first = await receive(sample);
  expect(first.originatingNumber).toBeUndefined();
  expect((await receive(await makeFax(36))).id).toBe(first.id);
  const attention = await gateway.tasks({
    code: 'urn:faxwell:task|attention',
    'based-on': `Communication/${first.id}`,
  });
  // Nobody made a line of the clinic here; what matters is that the document is no other one.
  expect(attention.map(({ reasonCode }) => reasonCode?.coding?.[0]?.code)).toEqual(['unknown-line']);
});
