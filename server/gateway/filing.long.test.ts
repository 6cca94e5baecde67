import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Communication } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { makeFiled } from '../../src/domain/filing/filing.ts';
import { makeUnfiled } from '../../src/domain/filing/parts.ts';
import { settleFiling } from '../../src/domain/filing/settleFiling.ts';
import { makeInboundFax } from '../../src/domain/intake/makeInboundFax.ts';
import { createFilingStore } from './filingStore.ts';
import { filingDisagreements } from './testing/filingDisagreements.ts';
import { type GatewayServer, startGatewayServer } from './testing/gatewayServer.ts';
import { Killed, stepped } from './testing/steppedStore.ts';

const ROUNDS = 200;

test.each([{ careless: false }, { careless: true }])(
  '$careless: hundreds of rounds of filers who sleep and die',
  async ({ careless }) => {
    const gateway = await startGatewayServer({ careless });
    for (let round = 0; round < ROUNDS; round++) {
      const id = await newFax(gateway);
      await Promise.all(['a', 'b', 'a', undefined].map((patient) => fileAndMaybeDie(gateway, id, patient)));
      await gateway.gateway.idle();
      expect(await filingDisagreements(createFilingStore(gateway.client), id), `round ${round}`).toEqual([]);
    }
    await gateway.close();
  },
);

async function newFax({ client }: GatewayServer): Promise<string> {
  const fax = makeInboundFax({
    carrierFaxId: { system: 'urn:faxwell:carrier:loopback', value: randomUUID() },
    receivedAt: new Date().toISOString(),
    document: { incomplete: false, shown: { url: 'Binary/b', contentType: 'application/pdf', size: 9 } },
  });
  return (await client.createResource<Communication>(fax)).id;
}

async function fileAndMaybeDie(
  { client }: GatewayServer,
  id: string,
  patient: string | undefined,
): Promise<void> {
  const act = { by: { reference: 'Practitioner/dana' }, at: new Date().toISOString() };
  const dies = randomInt(2) === 0 ? randomInt(1, 14) : Number.POSITIVE_INFINITY;
  const store = stepped(createFilingStore(client), async (step) => {
    // Sleeping at random is what is tested here.
    await sleep(randomInt(15));
    if (step >= dies) {
      throw new Killed();
    }
  });
  try {
    const fax = await store.readFax(id);
    await store.updateFax(
      patient
        ? makeFiled(fax, { filingId: randomUUID(), patient: { reference: `Patient/${patient}` }, act })
        : makeUnfiled(fax, [], act),
    );
    await settleFiling(store, id);
  } catch (error) {
    if (!(error instanceof Killed)) {
      throw error;
    }
  }
}
