import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fax } from '../src/domain/fax/fax.ts';
import { parseFax } from '../src/domain/fax/parseFax.ts';
import { type GatewayServer, makeDelivery, startGatewayServer } from './gateway/testing/gatewayServer.ts';
import { metabolic } from './sample/faxes/recipes.ts';
import { sendLetter, writeLetter } from './sample/rescans.ts';

const MONDAY = new Date('2026-11-16T17:00:00Z');
const TUESDAY = new Date('2026-11-17T21:10:00Z');

/** Two reports of one laboratory, on the same form. */
const letter = writeLetter(metabolic({ mrn: '48213' }), 1, 1, MONDAY);
const anotherPatients = writeLetter(metabolic({ mrn: '50291' }), 2, 1, TUESDAY);

describe.each([{ careless: false }, { careless: true }])(
  'a fax that came before, careless server: $careless',
  ({ careless }) => {
    let gateway: GatewayServer;
    let scan: Buffer;
    beforeAll(async () => {
      gateway = await startGatewayServer({ careless });
      scan = await sendLetter(letter, { at: MONDAY, seed: 1 });
    });
    afterAll(() => gateway.close());

    async function receive(document: Buffer, from: string): Promise<Fax> {
      const delivery = makeDelivery({ document: document.toString('base64'), from });
      expect((await gateway.deliver(delivery)).status).toBe(200);
      await gateway.gateway.idle();
      return readFax(gateway, delivery.id);
    }

    test('is told by its file, from whatever number it comes', async () => {
      const first = await receive(scan, '+16285550201');
      expect(first).not.toHaveProperty('duplicateOf');
      const second = await receive(scan, '+16285550202');
      expect(second.duplicateOf).toEqual({
        reference: `Communication/${first.id}`,
        kind: 'same-file',
        sent: first.sent,
      });
      expect(second.state).toBe('open');
    }, 60_000);

    test('is told by its pages, scanned again under another time, and another patient’s report is not', async () => {
      const number = '+16285550203';
      const first = await receive(await sendLetter(letter, { at: MONDAY, seed: 2 }), number);
      const other = await receive(await sendLetter(anotherPatients, { at: TUESDAY, seed: 3 }), number);
      expect(other).not.toHaveProperty('duplicateOf');
      const again = await receive(await sendLetter(letter, { at: TUESDAY, seed: 4 }), number);
      expect(again.duplicateOf).toEqual({
        reference: `Communication/${first.id}`,
        kind: 'same-pages',
        sent: first.sent,
        pages: 2,
      });
      // Looked for among one sender's faxes only.
      const elsewhere = await receive(await sendLetter(letter, { at: TUESDAY, seed: 5 }), '+16285550204');
      expect(elsewhere).not.toHaveProperty('duplicateOf');
    }, 120_000);
  },
);

test('a fax whose pages cannot be looked at arrives without a hint, and others behind it get theirs', async () => {
  const scan = await sendLetter(letter, { at: MONDAY, seed: 6 });
  let isBroken = true;
  const gateway = await startGatewayServer({
    documents: {
      toPdf: async () => ({ facts: { kind: 'pdf', state: 'readable', pages: 2 } }),
      fingerprint: async () => {
        if (isBroken) throw new Error('The worker is gone');
        return undefined;
      },
    },
  });
  const deliver = async () => {
    const delivery = makeDelivery({ document: scan.toString('base64') });
    await gateway.deliver(delivery);
    await gateway.gateway.idle();
    return await readFax(gateway, delivery.id);
  };
  const first = await deliver();
  expect(first).toMatchObject({ state: 'open', pageCount: 2 });
  isBroken = false;
  expect((await deliver()).duplicateOf?.reference).toBe(`Communication/${first.id}`);
  expect(gateway.logs.filter((line) => line.includes('could not be looked at'))).toHaveLength(1);
  await gateway.close();
});

async function readFax(gateway: GatewayServer, carrierFaxId: string): Promise<Fax> {
  const [communication] = await gateway.faxes(carrierFaxId);
  const fax = parseFax(communication);
  if (!fax.ok) {
    throw new Error(fax.error);
  }
  return fax.value;
}
