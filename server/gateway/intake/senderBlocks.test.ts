import type { MedplumClient } from '@medplum/core';
import type { Basic, Communication } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { makeSenderBlock } from '../../../src/domain/clinic/blockedSender.ts';
import { type Fax, isJunkFromArrival } from '../../../src/domain/fax/fax.ts';
import { parseFax } from '../../../src/domain/fax/parseFax.ts';
import { applyCommand } from '../../../src/domain/fax/triageCommand.ts';
import {
  EFAX_ORIGINATING_NUMBER,
  FAX_DIRECTION,
  PARTICIPATION_MODE,
} from '../../../src/domain/fhir/systems.ts';
import { actAt, DANA } from '../../../src/domain/testing/communications.ts';
import { makePdf } from '../testing/files.ts';
import { type GatewayServer, makeDelivery, startGatewayServer } from '../testing/gatewayServer.ts';

let last = 1000;

/** One nobody has blocked yet. */
function freshNumber(): string {
  last += 1;
  return `+1212555${last}`;
}

function read(communication: Communication | undefined): Fax {
  const fax = parseFax(communication);
  if (!fax.ok) {
    throw new Error(fax.error);
  }
  return fax.value;
}

async function receive(gateway: GatewayServer, fields: Record<string, unknown>): Promise<Fax> {
  const delivery = makeDelivery({ document: (await makePdf({ pages: 2 })).toString('base64'), ...fields });
  expect((await gateway.deliver(delivery)).status).toBe(200);
  await gateway.gateway.idle();
  const [communication, ...others] = await gateway.faxes(delivery.id);
  expect(others).toEqual([]);
  return read(communication);
}

const block = (gateway: GatewayServer, number: string, standing?: Basic) => {
  const setting = makeSenderBlock({ number, reason: 'Advertising', act: actAt(0) }, standing);
  return gateway.setup.createResource(setting);
};

describe.each([{ careless: false }, { careless: true }])(
  'a fax of a blocked sender, careless server: $careless',
  ({ careless }) => {
    let gateway: GatewayServer;
    beforeAll(async () => {
      gateway = await startGatewayServer({ careless });
    });
    afterAll(() => gateway.close());

    const workOf = (fax: Fax) => gateway.tasks({ focus: `Communication/${fax.id}` });

    test('is in Junk from its arrival with who and why, whole, found by search, and nobody’s work', async () => {
      const number = freshNumber();
      await block(gateway, number);
      const document = await makePdf({ pages: 3 });
      // On a number that is no line of ours: what would need attention otherwise.
      const fax = await receive(gateway, {
        from: number,
        to: '+14155550199',
        document: document.toString('base64'),
      });
      expect(fax).toMatchObject({
        state: 'junk',
        stateMark: { by: DANA, at: fax.received, why: 'Blocked sender: Advertising' },
        originatingNumber: number,
        pageCount: 3,
      });
      expect(isJunkFromArrival(fax)).toBe(true);
      expect(await gateway.bytesOf(fax.document?.url)).toEqual(document);
      expect(await workOf(fax)).toEqual([]);
      expect(await gateway.tasks({ 'based-on': `Communication/${fax.id}` })).toEqual([]);
      const found = await gateway.client.search('Communication', `topic:text=${number.slice(2)}`);
      expect(found.entry?.map(({ resource }) => resource?.id)).toEqual([fax.id]);
    });

    test('delivered twice is one fax, and still nobody’s work', async () => {
      const number = freshNumber();
      await block(gateway, number);
      const first = await receive(gateway, { id: `twice-${number.slice(1)}`, from: number });
      // Other bytes of the envelope: the carrier tries again later.
      const again = await receive(gateway, {
        id: `twice-${number.slice(1)}`,
        from: number,
        fileName: 'again.pdf',
      });
      expect(again.id).toBe(first.id);
      expect(await workOf(again)).toEqual([]);
    });

    test('gets its work Task once somebody restores it', async () => {
      const number = freshNumber();
      await block(gateway, number);
      const fax = await receive(gateway, { from: number });
      await gateway.client.updateResource(
        applyCommand(fax, { kind: 'restore' }, { act: actAt(5), types: [] }),
      );
      await gateway.gateway.idle();
      expect(await workOf(fax)).toMatchObject([{ status: 'requested' }]);
      const restored = read(await gateway.client.readResource('Communication', fax.id, { cache: 'reload' }));
      expect(restored.state).toBe('open');
    });

    test('comes as usual once the sender is let through again, or when a newer version wrote the setting', async () => {
      const number = freshNumber();
      const standing = await block(gateway, number);
      const released = await gateway.setup.updateResource(
        makeSenderBlock({ number, act: actAt(1) }, standing),
      );
      expect(await receive(gateway, { from: number })).toMatchObject({ state: 'open' });

      const extension = released.extension?.map((each) =>
        each.url === 'urn:faxwell:schema-version' ? { ...each, valueInteger: 99 } : each,
      );
      await gateway.setup.updateResource({ ...released, extension });
      const fax = await receive(gateway, { from: number });
      expect(fax.state).toBe('open');
      expect(await workOf(fax)).toHaveLength(1);
    });

    test('blocked while it is on its way is one fax all the same, with a Task unless it is in Junk', async () => {
      const number = freshNumber();
      const [fax] = await Promise.all([receive(gateway, { from: number }), block(gateway, number)]);
      expect(await workOf(fax)).toHaveLength(fax.state === 'junk' ? 0 : 1);
      expect(await receive(gateway, { from: number })).toMatchObject({ state: 'junk' });
    });

    test('that another system wrote goes to Junk when it is taken in', async () => {
      const number = freshNumber();
      await block(gateway, number);
      const { id } = await gateway.client.createResource<Communication>({
        resourceType: 'Communication',
        status: 'completed',
        medium: [{ coding: [{ system: PARTICIPATION_MODE, code: 'FAXWRIT' }] }],
        category: [{ coding: [{ system: FAX_DIRECTION, code: 'inbound' }] }],
        sent: '2025-01-15T09:15:00Z',
        extension: [{ url: EFAX_ORIGINATING_NUMBER, valueString: number.slice(1) }],
      });
      await gateway.gateway.idle();
      const fax = read(await gateway.client.readResource('Communication', id, { cache: 'reload' }));
      expect(fax).toMatchObject({ state: 'junk', stateMark: { why: 'Blocked sender: Advertising' } });
      expect(await workOf(fax)).toEqual([]);
    });
  },
);

test('a fax comes as usual when it cannot be found out whether its sender is blocked', async () => {
  const gateway = await startGatewayServer({ start: false });
  onTestFinished(() => gateway.close());
  gateway.gateway.start(withoutSettings(gateway.client));
  const number = freshNumber();
  await block(gateway, number);
  const fax = await receive(gateway, { from: number });
  expect(fax.state).toBe('open');
  expect(await gateway.tasks({ focus: `Communication/${fax.id}` })).toHaveLength(1);
  expect(gateway.logs.join('\n')).toContain('could not be looked up');
  expect(gateway.logs.join('\n')).not.toContain(number.slice(1));
});

/** A client of a server that cannot search settings. */
function withoutSettings(client: MedplumClient): MedplumClient {
  return new Proxy(client, {
    get(target, key) {
      if (key === 'searchResources') {
        return async (...search: Parameters<MedplumClient['searchResources']>) => {
          if (search[0] === 'Basic') {
            throw new TypeError('fetch failed');
          }
          return target.searchResources(...search);
        };
      }
      const member: unknown = Reflect.get(target, key);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
