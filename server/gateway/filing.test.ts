import { randomUUID } from 'node:crypto';
import type { Communication } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fax } from '../../src/domain/fax/fax.ts';
import { makeFiled } from '../../src/domain/filing/filing.ts';
import { makeUnfiled } from '../../src/domain/filing/parts.ts';
import { settleFiling } from '../../src/domain/filing/settleFiling.ts';
import { makeInboundFax } from '../../src/domain/intake/makeInboundFax.ts';
import { createFilingStore } from './filingStore.ts';
import { filingDisagreements } from './testing/filingDisagreements.ts';
import { type GatewayServer, startGatewayServer } from './testing/gatewayServer.ts';
import { dyingAt, Killed } from './testing/steppedStore.ts';

describe.each([{ careless: false }, { careless: true }])(
  'filing, careless server: $careless',
  ({ careless }) => {
    let gateway: GatewayServer;
    beforeAll(async () => {
      gateway = await startGatewayServer({ careless });
    });
    afterAll(() => gateway.close());

    const store = () => createFilingStore(gateway.client);
    const act = () => ({ by: { reference: 'Practitioner/dana' }, at: new Date().toISOString() });

    async function newFax(): Promise<string> {
      const fax = makeInboundFax({
        carrierFaxId: { system: 'urn:faxwell:carrier:loopback', value: randomUUID() },
        receivedAt: new Date().toISOString(),
        document: { incomplete: false, shown: { url: 'Binary/b', contentType: 'application/pdf', size: 9 } },
      });
      return (await gateway.client.createResource<Communication>(fax)).id;
    }

    /** What the app does when somebody files: decides by one checked PUT. */
    async function decide(id: string, patient: string | undefined, seen?: Fax) {
      const fax = seen ?? (await store().readFax(id));
      const decided = patient
        ? makeFiled(fax, { filingId: randomUUID(), patient: { reference: `Patient/${patient}` }, act: act() })
        : makeUnfiled(fax, [], act());
      return await store().updateFax(decided);
    }

    test('four people who file one fax at once: one wins and her chart alone has it', async () => {
      const id = await newFax();
      const seen = await store().readFax(id);
      const patients = ['a', 'b', 'c', 'd'];
      const outcomes = await Promise.all(
        patients.map(async (patient) => {
          const outcome = await decide(id, patient, seen);
          if (outcome === 'saved') {
            await settleFiling(store(), id);
          }
          return outcome;
        }),
      );
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      expect((await store().readFax(id)).patient?.reference).toBe(
        `Patient/${patients[outcomes.indexOf('saved')]}`,
      );
      expect(await filingDisagreements(store(), id)).toEqual([]);
    });

    test('filers who insist, each with completers of their own, end in agreement', async () => {
      const id = await newFax();
      await Promise.all(
        ['a', 'b', 'a', 'c'].map(async (patient) => {
          while ((await decide(id, patient)) === 'conflict') {
            // Read again and file again.
          }
          await Promise.all([settleFiling(store(), id), settleFiling(store(), id)]);
        }),
      );
      await settleFiling(store(), id);
      expect(await filingDisagreements(store(), id)).toEqual([]);
    });

    test('refiled A, B, A and undone leaves no chart with it', async () => {
      const id = await newFax();
      for (const patient of ['a', 'b', 'a', undefined]) {
        expect(await decide(id, patient)).toBe('saved');
        await settleFiling(store(), id);
        expect(await filingDisagreements(store(), id)).toEqual([]);
      }
      const documents = await store().documentsOf(id);
      expect(documents.map((document) => document.status)).toEqual(Array(3).fill('entered-in-error'));
    });

    test.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
      'a completer that died before its call %i is finished by the gateway',
      async (step) => {
        const id = await newFax();
        await decide(id, 'a');
        await settleFiling(store(), id);
        await decide(id, 'b');
        const died = await settleFiling(dyingAt(store(), step), id).then(
          () => false,
          (error: unknown) => error instanceof Killed,
        );
        await gateway.gateway.idle();
        expect(await filingDisagreements(store(), id), `died: ${died}`).toEqual([]);
      },
    );

    test('a document of ours the fax does not list is taken off the chart', async () => {
      const id = await newFax();
      await gateway.client.createResource({
        resourceType: 'DocumentReference',
        status: 'current',
        identifier: [{ system: 'urn:faxwell:filing', value: randomUUID() }],
        subject: { reference: 'Patient/stray' },
        content: [{ attachment: { url: 'Binary/b' } }],
        context: { related: [{ reference: `Communication/${id}` }] },
      });
      await decide(id, 'a');
      await settleFiling(store(), id);
      expect(await filingDisagreements(store(), id)).toEqual([]);
    });
  },
);
