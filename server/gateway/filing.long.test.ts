import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Communication } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { currentParts, type Fax } from '../../src/domain/fax/fax.ts';
import type { Act } from '../../src/domain/fax/marks.ts';
import { makeFiled } from '../../src/domain/filing/filing.ts';
import {
  makePagesNotNeeded,
  makePartFiled,
  makePartRefiled,
  makeUnfiled,
} from '../../src/domain/filing/parts.ts';
import { settleFiling } from '../../src/domain/filing/settleFiling.ts';
import { makeInboundFax } from '../../src/domain/intake/makeInboundFax.ts';
import { createFilingStore } from './filingStore.ts';
import { makePdf } from './testing/files.ts';
import { filingDisagreements } from './testing/filingDisagreements.ts';
import { type GatewayServer, startGatewayServer } from './testing/gatewayServer.ts';
import { Killed, stepped } from './testing/steppedStore.ts';

const ROUNDS = 200;

test.each([{ careless: false }, { careless: true }])(
  '$careless: hundreds of rounds of filers who sleep and die',
  async ({ careless }) => {
    const gateway = await startGatewayServer({ careless });
    const bytes = await makePdf({ pages: 3 });
    const { id: binary } = await gateway.client.createBinary({ data: bytes, contentType: 'application/pdf' });
    for (let round = 0; round < ROUNDS; round++) {
      const id = await newFax(gateway, binary);
      const decisions = [whole('a'), pages('b', '1-2'), pages('a', '3'), nothing, notNeeded].sort(
        () => randomInt(3) - 1,
      );
      await Promise.all(decisions.map((decision) => fileAndMaybeDie(gateway, id, decision)));
      await gateway.gateway.idle();
      expect(await filingDisagreements(createFilingStore(gateway.client), id), `round ${round}`).toEqual([]);
    }
    await gateway.close();
  },
);

type Decision = (fax: Fax, act: Act) => Communication;

const whole =
  (patient: string): Decision =>
  (fax, act) =>
    makeFiled(fax, { filingId: randomUUID(), patient: { reference: `Patient/${patient}` }, act });
const pages =
  (patient: string, range: string): Decision =>
  (fax, act) => {
    const part = { filingId: randomUUID(), patient: { reference: `Patient/${patient}` }, pages: range };
    const standing = currentParts(fax)[0];
    return standing?.pages && randomInt(2) === 0
      ? makePartRefiled(fax, standing.filingId, part, [], act)
      : makePartFiled(fax, part, [], act);
  };
const nothing: Decision = (fax, act) => makeUnfiled(fax, [], act);
const notNeeded: Decision = (fax, act) => makePagesNotNeeded(fax, '3', [], act);

async function newFax({ client }: GatewayServer, binary: string): Promise<string> {
  const fax = makeInboundFax({
    carrierFaxId: { system: 'urn:faxwell:carrier:loopback', value: randomUUID() },
    receivedAt: new Date().toISOString(),
    document: {
      incomplete: false,
      pageCount: 3,
      shown: { url: `Binary/${binary}`, contentType: 'application/pdf', size: 9 },
    },
  });
  return (await client.createResource<Communication>(fax)).id;
}

/** Somebody's app, or a gateway, which cuts pages as well. */
async function fileAndMaybeDie(
  { client, documents }: GatewayServer,
  id: string,
  decide: Decision,
): Promise<void> {
  const act = { by: { reference: 'Practitioner/dana' }, at: new Date().toISOString() };
  const dies = randomInt(2) === 0 ? randomInt(1, 20) : Number.POSITIVE_INFINITY;
  const server = randomInt(2) === 0 ? createFilingStore(client) : createFilingStore(client, documents);
  const store = stepped(server, async (step) => {
    // Sleeping at random is what is tested here.
    await sleep(randomInt(15));
    if (step >= dies) {
      throw new Killed();
    }
  });
  try {
    const fax = await store.readFax(id);
    await store.updateFax(decide(fax, act));
    await settleFiling(store, id);
  } catch (error) {
    if (!(error instanceof Killed)) {
      throw error;
    }
  }
}
