import type { MedplumClient } from '@medplum/core';
import type { ResourceType } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSetupClient } from '../http/inProcess.ts';
import { startTestServer, type TestServer } from '../http/testServer.ts';
import { seedSampleClinic } from './seed.ts';

describe('the sample clinic', () => {
  let server: TestServer;
  let client: MedplumClient;

  const count = async (type: ResourceType, query: Record<string, string> = {}) =>
    (await client.search(type, { ...query, _total: 'accurate' })).total;

  beforeAll(async () => {
    server = await startTestServer();
    client = await createSetupClient(server.server.app);
    await seedSampleClinic(client);
  });
  afterAll(() => server.close());

  test('has its organization, two lines, teams with members, types and labels', async () => {
    expect(await count('Organization', { identifier: 'urn:faxwell:organization|clinic' })).toBe(1);
    for (const number of ['+14155550100', '+14155550101']) {
      expect(await count('HealthcareService', { identifier: `urn:ietf:rfc:3966|tel:${number}` })).toBe(1);
    }
    const dana = await client.searchOne('Practitioner', { name: 'Dana' });
    expect(await count('CareTeam', { participant: `Practitioner/${dana?.id}` })).toBe(2);
    expect(await count('ValueSet', { url: 'urn:faxwell:document-types' })).toBe(1);
    expect(await count('CodeSystem', { url: 'urn:faxwell:label' })).toBe(1);
  });

  test('has patients who are easily taken for one another', async () => {
    expect(await count('Patient')).toBe(30);
    expect(await count('Patient', { name: 'alvarez' })).toBe(3);
    expect(await count('Patient', { birthdate: '2014-07-19' })).toBe(2);
  });

  test('finds a correspondent by its fax number', async () => {
    const found = await client.searchResources('Organization', {
      identifier: 'urn:ietf:rfc:3966|tel:+14155550123',
    });
    expect(found.map((organization) => organization.name)).toEqual(['Lakeside Cardiology']);
  });

  test('stays one clinic when it is filled a second time', async () => {
    await seedSampleClinic(client);
    expect(await count('Patient')).toBe(30);
    expect(await count('Organization')).toBe(13);
    expect(await count('Practitioner')).toBe(6);
    expect(await count('CareTeam')).toBe(2);
  });
});
