import type { Bundle, Communication } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fax } from '../../../src/domain/fax/fax.ts';
import { parseFax } from '../../../src/domain/fax/parseFax.ts';
import { TEL } from '../../../src/domain/fhir/systems.ts';
import { makePdf, makeTiff } from '../testing/files.ts';
import { type GatewayServer, makeDelivery, startGatewayServer } from '../testing/gatewayServer.ts';

describe.each([{ careless: false }, { careless: true }])(
  'a delivered fax, careless server: $careless',
  ({ careless }) => {
    let gateway: GatewayServer;
    beforeAll(async () => {
      gateway = await startGatewayServer({ careless });
      await gateway.setup.createResource({
        resourceType: 'HealthcareService',
        name: 'Front office',
        telecom: [{ system: 'fax', value: '+14155550100' }],
        identifier: [{ system: TEL, value: 'tel:+14155550100' }],
      });
      await addToAddressBook('Lakeside Cardiology', '+16285551003');
    });
    afterAll(() => gateway.close());

    async function addToAddressBook(name: string, number: string): Promise<void> {
      await gateway.setup.createResource({
        resourceType: 'Organization',
        name,
        identifier: [{ system: TEL, value: `tel:${number}` }],
      });
    }

    async function receive(fields: Record<string, unknown>): Promise<Fax> {
      const delivery = makeDelivery({ document: (await makePdf()).toString('base64'), ...fields });
      expect((await gateway.deliver(delivery)).status).toBe(200);
      await gateway.gateway.idle();
      const [communication, ...others] = await gateway.faxes(delivery.id);
      expect(others).toEqual([]);
      const fax = parseFax(communication);
      if (!fax.ok) {
        throw new Error(fax.error);
      }
      return fax.value;
    }

    async function attention(fax: Fax): Promise<(string | undefined)[]> {
      const tasks = await gateway.tasks({ 'based-on': `Communication/${fax.id}` });
      return tasks.map((task) => task.reasonCode?.coding?.[0]?.code);
    }

    test('is an open row with sender, line, times, pages and its document', async () => {
      const document = await makePdf({ pages: 3 });
      const fax = await receive({
        from: '(628) 555-1003',
        receivedAt: '2026-11-20T01:41:00-08:00',
        document: document.toString('base64'),
      });

      expect(fax).toMatchObject({
        direction: 'inbound',
        state: 'open',
        flags: {},
        originatingNumber: '+16285551003',
        senderName: 'Lakeside Cardiology',
        line: { display: 'Front office' },
        calledNumber: '+14155550100',
        sent: '2026-11-20T09:41:00.000Z',
        pageCount: 3,
        subjectLine: 'Lakeside Cardiology +16285551003 referral.pdf',
        document: { contentType: 'application/pdf', title: 'referral.pdf', size: document.length },
      });
      expect(await gateway.bytesOf(fax.document?.url)).toEqual(document);
      expect(fax.original).toBeUndefined();
      expect(fax.communication.status).toBe('completed');
      expect(await attention(fax)).toEqual([]);
    });

    test('is found where the folders and searches of the app look', async () => {
      const fax = await receive({});
      for (const query of [
        'medium=FAXWRIT&category=http://medplum.com/fhir/CodeSystem/fax-direction|inbound&category=urn:faxwell:fax-state|open',
        'medium=FAXWRIT&category=inbound',
        `sender:identifier=${TEL}|tel:%2B16285551003`,
        `recipient=${fax.line?.reference}`,
        'topic:text=cardiology&topic:text=5551003',
      ]) {
        const page = await gateway.client.get<Bundle<Communication>>(
          `${gateway.client.fhirUrl('Communication')}?${query}&_count=1000`,
        );
        expect(
          page.entry?.map((entry) => entry.resource?.id),
          query,
        ).toContain(fax.id);
      }
    });

    test('has exactly one Task that focuses it', async () => {
      const fax = await receive({});
      expect(await gateway.tasks({ focus: `Communication/${fax.id}` })).toMatchObject([
        { status: 'requested', authoredOn: fax.received },
      ]);
    });

    test('that is a TIFF shows a PDF made from it and keeps the TIFF byte for byte', async () => {
      const tiff = makeTiff();
      const fax = await receive({ fileName: 'scan.tif', document: tiff.toString('base64') });

      expect(fax.document).toMatchObject({ contentType: 'application/pdf', title: 'scan.pdf' });
      expect((await gateway.bytesOf(fax.document?.url)).subarray(0, 5).toString()).toBe('%PDF-');
      expect(fax.original).toMatchObject({ contentType: 'image/tiff', title: 'scan.tif', size: tiff.length });
      expect(await gateway.bytesOf(fax.original?.url)).toEqual(tiff);
      expect(fax.pageCount).toBe(1);
    });

    test('from a number nobody or more than one has stays under its number', async () => {
      const unknown = await receive({ from: '+12025550147' });
      expect(unknown).toMatchObject({ originatingNumber: '+12025550147' });
      expect(unknown.senderName).toBeUndefined();

      await addToAddressBook('Bayview Imaging', '+12025550148');
      await addToAddressBook('Bayview Billing', '+12025550148');
      const ambiguous = await receive({ from: '+12025550148' });
      expect(ambiguous).toMatchObject({ originatingNumber: '+12025550148' });
      expect(ambiguous.senderName).toBeUndefined();
      expect(ambiguous.sender).toBeUndefined();
    });

    test('from a practitioner is under the practitioner’s name', async () => {
      await gateway.setup.createResource({
        resourceType: 'Practitioner',
        name: [{ prefix: ['Dr.'], given: ['Ana'], family: 'Ortega' }],
        telecom: [{ system: 'fax', value: '+12025550150' }],
      });
      expect((await receive({ from: '2025550150' })).senderName).toBe('Dr. Ana Ortega');
    });

    test.each([undefined, '', 'withheld', 'Anonymous'])(
      'from a caller who hid the number (%j) has none',
      async (from) => {
        const fax = await receive({ from });
        expect(fax.originatingNumber).toBeUndefined();
        expect(fax.communication.sender).toBeUndefined();
        expect(fax.subjectLine).toBe('referral.pdf');
      },
    );

    test.each(['12', '911', 'EXT-4711', '+999999999999999999'])(
      'from %s keeps that as it came',
      async (from) => {
        expect((await receive({ from })).originatingNumber).toBe(from);
      },
    );

    test('on a number that is no line of ours is kept and asks for attention', async () => {
      const fax = await receive({ to: '+14155550199' });
      expect(fax).toMatchObject({ state: 'open', calledNumber: '+14155550199' });
      expect(fax.line).toBeUndefined();
      expect(await attention(fax)).toEqual(['unknown-line']);
    });

    test('without a called number is kept and asks for attention', async () => {
      expect(await attention(await receive({ to: undefined }))).toEqual(['unknown-line']);
    });

    test.each(['2031-01-01T00:00:00Z', 'yesterday', undefined])(
      'dated %s is sorted by when it came',
      async (receivedAt) => {
        const fax = await receive({ receivedAt });
        expect(fax.sent).toBe(fax.received);
        expect(Date.parse(fax.received ?? '')).toBeLessThanOrEqual(Date.now());
      },
    );

    test('with fewer pages than the carrier counted is marked incomplete', async () => {
      const fax = await receive({ pages: 4 });
      expect(fax.pageCount).toBe(1);
      expect(fax.flags.incomplete).toBeDefined();
      expect((await receive({ pages: 1 })).flags.incomplete).toBeUndefined();
    });

    test('with script in its file name and its sender’s name holds them as plain text', async () => {
      const script = '<script>alert(1)</script>';
      await addToAddressBook(`${script} Clinic`, '+12025550149');
      const fax = await receive({ from: '+12025550149', fileName: `../../${script}\u0000\n.pdf` });
      expect(fax.senderName).toBe(`${script} Clinic`);
      expect(fax.title).toBe(`../../${script} .pdf`);
    });

    test('leaves no number, name or file name in the log', async () => {
      await receive({ from: '+12025550151', fileName: 'Alvarez.pdf', type: 'fax.received' });
      await gateway.deliver({
        id: 'x1',
        type: 'fax.unheard-of',
        from: '+12025550151',
        fileName: 'Alvarez.pdf',
      });
      await gateway.gateway.idle();
      expect(gateway.logs.join('\n')).toContain('not known');
      expect(gateway.logs.join('\n')).not.toMatch(/2025550151|Alvarez|Lakeside/);
    });
  },
);
