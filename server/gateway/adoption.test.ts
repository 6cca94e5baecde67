import type { MedplumClient } from '@medplum/core';
import type { Communication } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parseFax } from '../../src/domain/fax/parseFax.ts';
import {
  EFAX_ORIGINATING_NUMBER,
  FAX_DIRECTION,
  FAX_STATE,
  OYSTEHR_FAX_PAGES,
  OYSTEHR_INBOUND_STATUS,
  OYSTEHR_OUTBOUND_STATUS,
  PARTICIPATION_MODE,
  TEL,
} from '../../src/domain/fhir/systems.ts';
import { adoptForeignFaxes } from './adoption.ts';
import { type GatewayServer, startGatewayServer } from './testing/gatewayServer.ts';

type Foreign = Omit<Communication, 'resourceType'>;

const MEDIUM = [{ coding: [{ system: PARTICIPATION_MODE, code: 'FAXWRIT', display: 'telefax' }] }];
const direction = (code: string) => [{ coding: [{ system: FAX_DIRECTION, code }] }];

/** As eFax on Medplum writes a received fax. */
const MEDPLUM_INBOUND: Foreign = {
  status: 'completed',
  identifier: [{ system: 'https://efax.com', value: 'fax-67890' }],
  medium: MEDIUM,
  category: direction('inbound'),
  recipient: [{ reference: 'Practitioner/recipient-id' }],
  sent: '2025-01-15T09:15:00Z',
  extension: [{ url: EFAX_ORIGINATING_NUMBER, valueString: '16285551003' }],
  payload: [
    { contentAttachment: { url: 'Binary/received', contentType: 'application/pdf', title: 'fax-67890.pdf' } },
  ],
};

/** As Oystehr writes one: another medium system, no direction, the sender a contained Device. */
const OYSTEHR_INBOUND: Foreign = {
  status: 'completed',
  medium: [
    {
      coding: [
        {
          system: 'https://terminology.hl7.org/6.0.2/ValueSet-v3-ParticipationMode.html',
          code: 'FAXWRIT',
        },
      ],
      text: 'telefax',
    },
  ],
  contained: [
    { resourceType: 'Device', id: 'sender', identifier: [{ system: 'phone', value: '+16285551003' }] },
  ],
  sender: { reference: '#sender' },
  sent: '2025-01-16T09:15:00Z',
  received: '2025-01-16T09:16:00Z',
  extension: [
    { url: OYSTEHR_FAX_PAGES, valueInteger: 7 },
    { url: OYSTEHR_INBOUND_STATUS, valueString: 'received' },
  ],
  payload: [
    { contentAttachment: { url: 'https://z3.example/fax.pdf?signature=x', contentType: 'application/pdf' } },
  ],
};

const OYSTEHR_OUTBOUND: Foreign = {
  status: 'completed',
  medium: OYSTEHR_INBOUND.medium,
  sent: '2025-01-17T09:15:00Z',
  extension: [{ url: OYSTEHR_OUTBOUND_STATUS, valueCodeableConcept: { coding: [{ code: 'DELIVERED' }] } }],
};

describe.each([{ careless: false }, { careless: true }])(
  'a fax of another system, careless server: $careless',
  ({ careless }) => {
    let gateway: GatewayServer;
    beforeAll(async () => {
      gateway = await startGatewayServer({ careless });
      await gateway.setup.createResource({
        resourceType: 'Organization',
        name: 'Lakeside Cardiology',
        identifier: [{ system: TEL, value: 'tel:+16285551003' }],
      });
    });
    afterAll(() => gateway.close());

    async function adopt(foreign: Foreign) {
      const before = await gateway.client.createResource<Communication>({
        resourceType: 'Communication',
        ...foreign,
      });
      await gateway.gateway.idle();
      const after = await gateway.client.readResource('Communication', before.id, { cache: 'reload' });
      const fax = parseFax(after);
      if (!fax.ok) {
        throw new Error(fax.error);
      }
      return { before, after, fax: fax.value };
    }

    async function attention(id: string) {
      const tasks = await gateway.tasks({ 'based-on': `Communication/${id}` });
      return tasks.map((task) => task.reasonCode?.coding?.[0]?.code);
    }

    test('from Medplum’s eFax becomes an open row that is found by number and name', async () => {
      const { after, fax } = await adopt(MEDPLUM_INBOUND);
      expect(fax).toMatchObject({
        direction: 'inbound',
        state: 'open',
        senderName: 'Lakeside Cardiology',
        originatingNumber: '+16285551003',
        sent: '2025-01-15T09:15:00Z',
        received: '2025-01-15T09:15:00Z',
        subjectLine: 'Lakeside Cardiology +16285551003 fax-67890.pdf',
      });
      expect(after).toMatchObject({
        identifier: MEDPLUM_INBOUND.identifier,
        recipient: MEDPLUM_INBOUND.recipient,
        extension: MEDPLUM_INBOUND.extension,
        category: [MEDPLUM_INBOUND.category?.[0], {}],
      });
      expect(after.payload?.[0]?.contentAttachment?.title).toBe('fax-67890.pdf');
      expect(await gateway.tasks({ focus: `Communication/${fax.id}` })).toHaveLength(1);
      expect(await attention(fax.id)).toEqual([]);
    });

    test('from Oystehr keeps its sender, pages and document and is given its direction', async () => {
      const { after, fax } = await adopt(OYSTEHR_INBOUND);
      expect(fax).toMatchObject({
        direction: 'inbound',
        state: 'open',
        pageCount: 7,
        originatingNumber: '+16285551003',
        received: OYSTEHR_INBOUND.received,
      });
      expect(after.category?.[0]).toEqual(direction('inbound')[0]);
      expect(after.sender?.reference).toBe('#sender');
      expect(after).toMatchObject({ contained: OYSTEHR_INBOUND.contained, medium: OYSTEHR_INBOUND.medium });
      expect(after.payload).toEqual(OYSTEHR_INBOUND.payload);
    });

    test('that was sent asks nothing of the front desk', async () => {
      const { fax } = await adopt(OYSTEHR_OUTBOUND);
      expect(fax).toMatchObject({ direction: 'outbound', state: 'closed' });
      expect(await gateway.tasks({ focus: `Communication/${fax.id}` })).toEqual([]);
    });

    test('whose direction nobody states stays unknown and asks a person', async () => {
      const { after, fax } = await adopt({ status: 'completed', medium: MEDIUM });
      expect(fax).toMatchObject({ direction: 'unknown', state: 'open' });
      expect(after.category).toHaveLength(1);
      expect(await attention(fax.id)).toEqual(['unknown-direction']);
    });

    test('in a state nobody knows is opened, or it would be in no list', async () => {
      const { after, fax } = await adopt({
        ...MEDPLUM_INBOUND,
        category: [...direction('inbound'), { coding: [{ system: FAX_STATE, code: 'snoozed' }] }],
      });
      expect(fax.state).toBe('open');
      expect(after.category).toHaveLength(2);
    });

    test.each(['open', 'archived'] as const)(
      'that is %s but has no time gets one, or it would be in no list',
      async (state) => {
        const category = [...direction('inbound'), { coding: [{ system: FAX_STATE, code: state }] }];
        const { before, fax } = await adopt({ status: 'completed', medium: MEDIUM, category });
        expect(fax).toMatchObject({ state, sent: before.meta?.lastUpdated });
        const tasks = await gateway.tasks({ focus: `Communication/${fax.id}` });
        expect(tasks).toHaveLength(state === 'open' ? 1 : 0);
      },
    );

    test('without times is sorted by when it was written', async () => {
      const { before, fax } = await adopt({
        status: 'completed',
        medium: MEDIUM,
        category: direction('inbound'),
      });
      expect(fax).toMatchObject({ sent: before.meta?.lastUpdated, received: before.meta?.lastUpdated });
    });

    test.each<[string, Foreign['payload']]>([
      ['no payload', undefined],
      ['a relative attachment', [{ contentAttachment: { url: 'Binary/x' } }]],
      ['an absolute one', [{ contentAttachment: { url: 'https://files.example/x.pdf' } }]],
      ['one without address', [{ contentAttachment: { title: 'lost.pdf' } }]],
      ['a DocumentReference', [{ contentReference: { reference: 'DocumentReference/d' } }]],
      ['text', [{ contentString: 'see attachment' }]],
    ])('with %s keeps it', async (_name, payload) => {
      const { before, after, fax } = await adopt({ ...MEDPLUM_INBOUND, payload });
      expect(fax.state).toBe('open');
      expect(after.payload?.map(withoutSignature)).toEqual(before.payload?.map(withoutSignature));
    });

    test('keeps every other element of it', async () => {
      const rest: Partial<Foreign> = {
        priority: 'urgent',
        note: [{ text: 'Attn: Dr. Khan' }],
        topic: { text: 'Their words' },
        subject: { reference: 'Patient/p', display: 'Somebody' },
        language: 'en',
        sender: {
          reference: 'Organization/their',
          identifier: { system: 'urn:their', value: '7' },
          display: 'Theirs',
        },
        category: [
          { text: 'Their category' },
          ...direction('inbound'),
          { coding: [{ system: 'urn:their', code: 'x' }] },
        ],
      };
      const { after } = await adopt({ ...MEDPLUM_INBOUND, ...rest });
      const { category, ...others } = rest;
      expect(after).toMatchObject(others);
      expect(after.category).toEqual(expect.arrayContaining(category ?? []));
      expect(after.category).toHaveLength(4);
    });

    test('is adopted once, however many gateways meet it', async () => {
      const foreign = await gateway.client.createResource<Communication>({
        resourceType: 'Communication',
        ...MEDPLUM_INBOUND,
      });
      const other = gateway.startAnotherGateway();
      await Promise.all([gateway.gateway.idle(), other.idle()]);
      await Promise.all([gateway.gateway.idle(), other.idle()]);
      const history = await gateway.client.readHistory('Communication', foreign.id);
      expect(history.entry).toHaveLength(2);
      expect(await gateway.tasks({ focus: `Communication/${foreign.id}` })).toHaveLength(1);
      await other.stop();
    });

    test('that somebody turns back into theirs is adopted again', async () => {
      const { before, after } = await adopt(MEDPLUM_INBOUND);
      const { meta } = after;
      await gateway.client.updateResource<Communication>({
        ...before,
        ...(meta && { meta }),
        category: direction('inbound'),
      });
      await gateway.gateway.idle();
      const again = parseFax(
        await gateway.client.readResource('Communication', before.id, { cache: 'reload' }),
      );
      expect(again.ok && again.value.state).toBe('open');
    });
  },
);

test('a hundred faxes that cannot be read do not keep the next one from being adopted', async () => {
  const gateway = await startGatewayServer();
  onTestFinished(() => gateway.close());
  await gateway.gateway.stop();
  const write = (count: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        gateway.client.createResource<Communication>({ resourceType: 'Communication', ...MEDPLUM_INBOUND }),
      ),
    );
  const unreadable = new Set((await write(100)).map(({ id }) => id));
  const [last] = await write(1);

  await adoptForeignFaxes({
    client: tearing(gateway.client, unreadable),
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => new Date(),
  });
  const fax = parseFax(await gateway.client.readResource('Communication', last?.id ?? ''));
  expect(fax.ok && fax.value.state).toBe('open');
});

/** A client of a server that answers some faxes in a shape the embedded one would never take. */
function tearing(client: MedplumClient, ids: ReadonlySet<string>): MedplumClient {
  return new Proxy(client, {
    get(target, key) {
      if (key === 'searchResources') {
        return async (...search: Parameters<MedplumClient['searchResources']>) =>
          (await target.searchResources(...search)).map((resource) =>
            ids.has(resource.id) ? { ...resource, sender: { display: 7 } } : resource,
          );
      }
      const member: unknown = Reflect.get(target, key);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** A careless server hands attachments out under addresses that expire. */
function withoutSignature(payload: NonNullable<Communication['payload']>[number]) {
  const url = payload.contentAttachment?.url?.replace(/\?.*/, '');
  return url ? { ...payload, contentAttachment: { ...payload.contentAttachment, url } } : payload;
}
