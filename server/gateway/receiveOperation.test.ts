import type { Bundle, Communication, OperationOutcome } from '@medplum/fhirtypes';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TEL } from '../../src/domain/fhir/systems.ts';
import { createJournal } from './intake/journal.ts';
import { makePdf } from './testing/files.ts';
import { type GatewayServer, makeDelivery, startGatewayServer } from './testing/gatewayServer.ts';

let gateway: GatewayServer;
const owners = { clinic: '', otherClinic: '', line: '', practitioner: '' };
beforeAll(async () => {
  gateway = await startGatewayServer();
  const organization = async () => (await gateway.setup.createResource({ resourceType: 'Organization' })).id;
  owners.clinic = await organization();
  owners.otherClinic = await organization();
  owners.line = (
    await gateway.setup.createResource({
      resourceType: 'HealthcareService',
      name: 'Front office',
      identifier: [{ system: TEL, value: 'tel:+14155550100' }],
      providedBy: { reference: `Organization/${owners.clinic}` },
    })
  ).id;
  owners.practitioner = (await gateway.setup.createResource({ resourceType: 'Practitioner' })).id;
});
afterAll(() => gateway.close());

let delivered: string;
beforeEach(async () => {
  await gateway.gateway.idle();
  // Straight into the journal, so that nobody has worked it when the operation is called.
  const delivery = makeDelivery({ document: (await makePdf()).toString('base64') });
  const body = Buffer.from(JSON.stringify(delivery));
  const journal = createJournal(gateway.client, () => new Date());
  await journal.write({ carrier: 'loopback', body, contentType: 'application/json', supportId: '2222-2222' });
  delivered = delivery.id;
});

async function receiveNow(path: string): Promise<(string | undefined)[]> {
  const client = await gateway.server.client('frontdesk');
  const bundle: Bundle<Communication> = await client.post(client.fhirUrl(...path.split('/')), {});
  return (bundle.entry ?? []).map((entry) => entry.resource?.identifier?.[0]?.value);
}

test('for the clinic works what is outstanding and answers the faxes', async () => {
  expect(await receiveNow('Communication/$receive-efax')).toEqual([delivered]);
  expect(await receiveNow('Communication/$receive-efax')).toEqual([]);
});

test.each([
  ['the line', () => `HealthcareService/${owners.line}`, true],
  ['the organization that provides it', () => `Organization/${owners.clinic}`, true],
  ['another organization', () => `Organization/${owners.otherClinic}`, false],
  ['a practitioner', () => `Practitioner/${owners.practitioner}`, false],
])('for %s receives everything and answers what is addressed to it', async (_name, owner, addressed) => {
  expect(await receiveNow(`${owner()}/$receive-efax`)).toEqual(addressed ? [delivered] : []);
  await gateway.gateway.idle();
  expect(await gateway.faxes(delivered)).toHaveLength(1);
});

test.each(['Organization', 'HealthcareService', 'Practitioner'])(
  'for a %s that does not exist is 404',
  async (type) => {
    const path = `/fhir/R4/${type}/00000000-0000-4000-8000-000000000000/$receive-efax`;
    const reply = await gateway.server.fetch(path, {
      method: 'POST',
      as: 'frontdesk',
      headers: { 'content-type': 'application/fhir+json' },
      body: '{}',
    });
    expect(reply.status).toBe(404);
    expect(((await reply.json()) as OperationOutcome).resourceType).toBe('OperationOutcome');
  },
);
