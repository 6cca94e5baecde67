import { randomUUID } from 'node:crypto';
import type { Attachment, Communication } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Fax, hasFlag } from '../../src/domain/fax/fax.ts';
import { withFlag } from '../../src/domain/fax/marks.ts';
import { makeReviewed } from '../../src/domain/fax/triage.ts';
import { FAX_FLAG, FAX_MEDIUM_CODE } from '../../src/domain/fhir/systems.ts';
import { makeFiled } from '../../src/domain/filing/filing.ts';
import { makePartFiled, makeUnfiled } from '../../src/domain/filing/parts.ts';
import { type FilingStore, settleFiling } from '../../src/domain/filing/settleFiling.ts';
import { makeInboundFax } from '../../src/domain/intake/makeInboundFax.ts';
import { inspectPdf } from '../documents/pdf/inspectPdf.ts';
import { createFilingStore } from './filingStore.ts';
import { settlePendingFilings } from './pendingFilings.ts';
import { makePdf } from './testing/files.ts';
import { filingDisagreements } from './testing/filingDisagreements.ts';
import { type GatewayServer, makeDelivery, startGatewayServer } from './testing/gatewayServer.ts';
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

    const arrival = () => ({
      carrierFaxId: { system: 'urn:faxwell:carrier:loopback', value: randomUUID() },
      receivedAt: new Date().toISOString(),
      document: {
        incomplete: false,
        shown: { url: 'Binary/b', contentType: 'application/pdf', size: 9 },
      },
    });

    async function newFax(): Promise<string> {
      const fax = makeInboundFax(arrival());
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

    test('however many are half filed, one round of the gateway finishes them all', async () => {
      // No gateway at work: the round is the test's own.
      const alone = await startGatewayServer({ careless, start: false });
      onTestFinished(() => alone.close());
      const half = { ...makeInboundFax(arrival()), subject: { reference: 'Patient/a' } };
      for (let count = 0; count < 101; count++) {
        await alone.client.createResource(withFlag(half, 'pending', act()), { maxRetries: 0 });
      }
      await settlePendingFilings({ ...alone, logger: { info: ignore, warn: ignore, error: ignore } });
      const query = { medium: FAX_MEDIUM_CODE, category: `${FAX_FLAG}|pending` };
      expect(await alone.client.searchResources('Communication', query)).toHaveLength(0);
    });

    describe('in parts', () => {
      const dana = (at = new Date().toISOString()) => ({ by: { reference: 'Practitioner/dana' }, at });
      const toPatient = (patient: string) => ({ reference: `Patient/${patient}`, display: patient });

      async function newPacket(bytes: Buffer): Promise<string> {
        const delivery = makeDelivery({ document: bytes.toString('base64') });
        await gateway.deliver(delivery);
        await gateway.gateway.idle();
        return (await gateway.faxes(delivery.id))[0]?.id ?? '';
      }

      async function filePages(id: string, patient: string, pages: string, seen?: Fax) {
        const fax = seen ?? (await store().readFax(id));
        const part = { filingId: randomUUID(), patient: toPatient(patient), pages };
        return await store().updateFax(makePartFiled(fax, part, [], dana()));
      }

      /** What the app does after it has decided: everything but cutting pages. */
      const settleAsTheApp = (id: string) => settleFiling(store(), id);

      const attachmentsOf = async (server: FilingStore, id: string) =>
        Object.fromEntries(
          (await server.documentsOf(id))
            .filter(({ status }) => status === 'current')
            .map((document): [string, Attachment | undefined] => [
              document.subject?.display ?? '',
              document.content[0]?.attachment,
            ]),
        );

      test('three patients in one packet: each chart gets the whole file at once and its own pages after', async () => {
        // No gateway at work: what the app leaves behind is looked at in peace.
        const alone = await startGatewayServer({ careless, start: false });
        onTestFinished(() => alone.close());
        const app = createFilingStore(alone.client);
        const bytes = await makePdf({ pages: 6 });
        const { id: binary } = await alone.client.createBinary({
          data: bytes,
          contentType: 'application/pdf',
        });
        const shown = { url: `Binary/${binary}`, contentType: 'application/pdf', size: bytes.length };
        const { id } = await alone.client.createResource<Communication>(
          makeInboundFax({
            carrierFaxId: { system: 'urn:faxwell:carrier:loopback', value: randomUUID() },
            receivedAt: new Date().toISOString(),
            document: { incomplete: false, pageCount: 6, shown },
          }),
        );
        for (const [patient, pages] of [
          ['a', '1-2'],
          ['b', '3,5'],
          ['c', '4,6'],
        ] as const) {
          const part = { filingId: randomUUID(), patient: toPatient(patient), pages };
          await app.updateFax(makePartFiled(await app.readFax(id), part, [], dana()));
          await settleFiling(app, id);
        }
        const { document } = await app.readFax(id);
        expect(await attachmentsOf(app, id)).toMatchObject({
          a: { url: document?.url, title: 'Fax: only pages 1-2 of 6' },
          b: { url: document?.url, title: 'Fax: only pages 3 and 5 of 6' },
          c: { url: document?.url, title: 'Fax: only pages 4 and 6 of 6' },
        });
        expect(await filingDisagreements(app, id)).toContain('still pending');

        await settleFiling(createFilingStore(alone.client, alone.documents), id);
        expect(await filingDisagreements(app, id)).toEqual([]);
        for (const attachment of Object.values(await attachmentsOf(app, id))) {
          expect(attachment?.url).not.toBe(document?.url);
          const cut = await alone.bytesOf(attachment?.url);
          expect(cut.length).toBe(attachment?.size);
          expect(await inspectPdf(cut)).toMatchObject({ state: 'readable', pages: 2 });
        }
      });

      test('a file that cannot be taken apart stays whole, saying which pages are meant', async () => {
        const id = await newPacket(await makePdf({ pages: 3, userPassword: 'secret' }));
        await filePages(id, 'a', '1');
        await gateway.gateway.idle();
        const fax = await store().readFax(id);
        expect(hasFlag(fax, 'pending')).toBe(false);
        expect(await attachmentsOf(store(), id)).toMatchObject({
          a: { url: fax.document?.url, title: 'referral.pdf: only page 1' },
        });
      });

      test('two people who file pages at once: one wins, the other is told', async () => {
        const id = await newPacket(await makePdf({ pages: 3 }));
        const seen = await store().readFax(id);
        const outcomes = await Promise.all([
          filePages(id, 'a', '1-2', seen),
          filePages(id, 'b', '2-3', seen),
        ]);
        expect([...outcomes].sort()).toEqual(['conflict', 'saved']);
        await gateway.gateway.idle();
        expect(await filingDisagreements(store(), id)).toEqual([]);
      });

      test.each([1, 3, 5, 7, 9, 11, 13, 15, 17, 19])(
        'a gateway that died before its call %i is followed by one that finishes',
        async (step) => {
          const id = await newPacket(await makePdf({ pages: 3 }));
          await filePages(id, 'a', '1');
          await filePages(id, 'b', '2-3');
          const cutter = createFilingStore(gateway.client, gateway.documents);
          await settleFiling(dyingAt(cutter, step), id).catch((error: unknown) => {
            expect(error).toBeInstanceOf(Killed);
          });
          await gateway.gateway.idle();
          expect(await filingDisagreements(store(), id)).toEqual([]);
        },
      );

      test('whoever reviewed it is told once when it leaves the chart by somebody else’s hand', async () => {
        const id = await newPacket(await makePdf({ pages: 2 }));
        const at = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;
        const practitioner = await gateway.server.client('practitioner');
        const change = async (make: (fax: Fax) => Communication, by = gateway.client) => {
          expect(await createFilingStore(by).updateFax(make(await store().readFax(id)))).toBe('saved');
          await settleAsTheApp(id);
          await gateway.gateway.idle();
        };
        const assign = (patient: string, minute: number) => (fax: Fax) =>
          makeFiled(fax, { filingId: randomUUID(), patient: toPatient(patient), act: dana(at(minute)) });
        const notices = () =>
          gateway.tasks({ owner: 'Practitioner/khan', 'based-on': `Communication/${id}` });
        await change(assign('a', 1));
        const khan = { by: { reference: 'Practitioner/khan' }, at: at(2) };
        await change((fax) => makeReviewed(fax, true, [], khan), practitioner);
        expect(await notices()).toEqual([]);
        await change(assign('b', 3));
        expect(await notices()).toMatchObject([
          {
            status: 'requested',
            description:
              'Reviewed on the chart of a. Somebody took it off since; the fax is on the chart of b now.',
          },
        ]);
        // Put right once more: b was never what was reviewed.
        await change(assign('c', 4));
        expect(await notices()).toHaveLength(1);
      });
    });

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

function ignore(): void {}
