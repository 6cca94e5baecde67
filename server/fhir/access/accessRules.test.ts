import type { MedplumClient } from '@medplum/core';
import { getStatus, OperationOutcomeError } from '@medplum/core';
import type { AuditEvent, Basic, Communication, Provenance, Resource, Task } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFilingRights } from '../../../src/domain/clinic/filingRights.ts';
import {
  EXT,
  FAX_DIRECTION,
  FAX_FLAG,
  ORGANIZATION_IDENTIFIER,
  TASK_CODE,
} from '../../../src/domain/fhir/systems.ts';
import { createSystemClient } from '../../http/inProcess.ts';
import { startTestServer, type TestServer } from '../../http/testServer.ts';

let server: TestServer;
let frontdesk: MedplumClient;
let practitioner: MedplumClient;
let admin: MedplumClient;
let gateway: MedplumClient;

beforeAll(async () => {
  server = await startTestServer();
  frontdesk = await server.client('frontdesk');
  practitioner = await server.client('practitioner');
  admin = await server.client('admin');
  gateway = await createSystemClient(server.server.app);
});
afterAll(() => server.close());

/** The HTTP status of what a client tried: 200 when it worked. */
async function statusOf(attempt: Promise<unknown>): Promise<number> {
  try {
    await attempt;
    return 200;
  } catch (error) {
    return error instanceof OperationOutcomeError ? getStatus(error.outcome) : 0;
  }
}

const flag = (code: string) => ({ coding: [{ system: FAX_FLAG, code }] });
const fax = (...flags: string[]): Communication => ({
  resourceType: 'Communication',
  status: 'completed',
  category: flags.map(flag),
});
const profileOf = (client: MedplumClient) => `Practitioner/${client.getProfile()?.id}`;
const basic = (code: string, author?: string): Basic => ({
  resourceType: 'Basic',
  code: { coding: [{ system: TASK_CODE, code }] },
  ...(author ? { author: { reference: author } } : undefined),
});

describe('a clinic whose front desk only proposes', () => {
  const filed = (id: string, patient: string): Communication => ({
    resourceType: 'Communication',
    id,
    status: 'completed',
    category: [{ coding: [{ system: FAX_DIRECTION, code: 'inbound' }] }],
    subject: { reference: patient },
    extension: [
      {
        url: EXT.filingPart,
        extension: [
          { url: 'filing', valueString: 'f' },
          { url: 'patient', valueReference: { reference: patient } },
        ],
      },
    ],
  });
  const unfiled = (id?: string): Communication => {
    const { subject: _, extension: __, ...rest } = filed(id ?? '', 'Patient/none');
    return id ? rest : { ...rest, id: undefined };
  };
  const document = (patient: string) => ({
    resourceType: 'DocumentReference' as const,
    status: 'current' as const,
    subject: { reference: patient },
    content: [{ attachment: { title: 'Fax' } }],
  });
  let patient: string;
  let setting: Basic;

  beforeAll(async () => {
    patient = `Patient/${(await admin.createResource({ resourceType: 'Patient' })).id}`;
    setting = await admin.createResource(makeFilingRights('propose', { reference: profileOf(admin) }));
  });

  it('refuses it whatever puts a fax on a chart or takes it off, and nobody else', async () => {
    const fresh = await admin.createResource(unfiled());
    expect(await statusOf(frontdesk.updateResource(filed(fresh.id ?? '', patient)))).toBe(403);
    expect(await statusOf(frontdesk.createResource({ ...filed('', patient), id: undefined }))).toBe(403);
    expect(await statusOf(frontdesk.createResource(document(patient)))).toBe(403);
    const stands = await practitioner.updateResource(filed(fresh.id ?? '', patient));
    expect(await statusOf(frontdesk.updateResource(unfiled(fresh.id)))).toBe(403);
    expect(
      await statusOf(
        frontdesk.patchResource('Communication', fresh.id ?? '', [{ op: 'remove', path: '/subject' }]),
      ),
    ).toBe(403);
    const saved = await practitioner.createResource(document(patient));
    expect(await statusOf(frontdesk.updateResource({ ...saved, status: 'entered-in-error' }))).toBe(403);
    // All else stays theirs: what kind of document it is, flags, a proposal.
    const proposed = {
      url: EXT.proposed,
      extension: [{ url: 'patient', valueReference: { reference: patient } }],
    };
    const changed = {
      ...stands,
      category: [...(stands.category ?? []), flag('handled')],
      extension: [...(stands.extension ?? []), proposed],
    };
    expect(await statusOf(frontdesk.updateResource(changed))).toBe(200);
  });

  it('lets it write to patients of its own accord, in what is being sent', async () => {
    const draft: Communication = {
      resourceType: 'Communication',
      status: 'preparation',
      category: [{ coding: [{ system: FAX_DIRECTION, code: 'outbound' }] }],
      subject: { reference: patient },
    };
    expect(await statusOf(frontdesk.createResource(draft))).toBe(200);
  });

  it('is so by a setting that admins alone change, and that holds at once', async () => {
    const open = makeFilingRights('file', { reference: profileOf(frontdesk) }, setting);
    expect(await statusOf(frontdesk.updateResource(open))).toBe(403);
    expect(await statusOf(practitioner.updateResource(open))).toBe(403);
    expect(await statusOf(frontdesk.deleteResource('Basic', setting.id ?? ''))).toBe(403);
    const fresh = await admin.createResource(unfiled());
    await admin.updateResource(open);
    expect(await statusOf(frontdesk.updateResource(filed(fresh.id ?? '', patient)))).toBe(200);
    await admin.updateResource({ ...setting, extension: [{ url: EXT.schemaVersion, valueInteger: 99 }] });
    expect(await statusOf(frontdesk.updateResource(unfiled(fresh.id)))).toBe(403);
    await admin.deleteResource('Basic', setting.id ?? '');
    expect(await statusOf(frontdesk.updateResource(unfiled(fresh.id)))).toBe(200);
  });
});

describe('settings', () => {
  const settings: Resource[] = [
    { resourceType: 'ValueSet', status: 'active' },
    { resourceType: 'CodeSystem', status: 'active', content: 'complete' },
    { resourceType: 'HealthcareService' },
    { resourceType: 'CareTeam' },
    basic('rule'),
  ];

  it.each(settings)('of type $resourceType are the admin’s', async (resource) => {
    expect(await statusOf(frontdesk.createResource(resource))).toBe(403);
    expect(await statusOf(practitioner.createResource(resource))).toBe(403);
    const saved = await admin.createResource(resource);
    expect(await statusOf(frontdesk.readResource(resource.resourceType, saved.id ?? ''))).toBe(200);
    expect(await statusOf(frontdesk.updateResource({ ...saved, language: 'de' }))).toBe(403);
    expect(await statusOf(frontdesk.deleteResource(resource.resourceType, saved.id ?? ''))).toBe(403);
  });

  it('let everybody block a sender and keep views of their own', async () => {
    expect(await statusOf(frontdesk.createResource(basic('blocked-sender')))).toBe(200);
    expect(await statusOf(frontdesk.createResource(basic('view', profileOf(frontdesk))))).toBe(200);
    expect(await statusOf(frontdesk.createResource(basic('view', profileOf(practitioner))))).toBe(403);
  });

  it('let everybody say when they are away themselves', async () => {
    expect(await statusOf(frontdesk.createResource(basic('absence', profileOf(frontdesk))))).toBe(200);
    expect(await statusOf(frontdesk.createResource(basic('absence', profileOf(practitioner))))).toBe(403);
    expect(await statusOf(admin.createResource(basic('absence', profileOf(practitioner))))).toBe(200);
  });

  it('cannot be reached by turning a view into a rule', async () => {
    const view = await frontdesk.createResource(basic('view', profileOf(frontdesk)));
    const rule = { ...view, ...basic('rule', profileOf(frontdesk)), id: view.id };
    expect(await statusOf(frontdesk.updateResource(rule))).toBe(403);
    const coding = ['view', 'rule'].map((code) => ({ system: TASK_CODE, code }));
    expect(await statusOf(frontdesk.updateResource({ ...view, code: { coding } }))).toBe(403);
  });
});

describe('the clinic’s own record', () => {
  it('is the admin’s, by whatever way it is written; other organizations are everybody’s', async () => {
    const identifier = [{ system: ORGANIZATION_IDENTIFIER, value: 'clinic' }];
    const clinic = await admin.createResource({ resourceType: 'Organization', identifier, name: 'Clinic' });
    for (const client of [frontdesk, practitioner]) {
      expect(await statusOf(client.updateResource({ ...clinic, name: 'Other' }))).toBe(403);
      expect(await statusOf(client.updateResource({ ...clinic, identifier: [] }))).toBe(403);
      const rename = [{ op: 'replace' as const, path: '/name', value: 'Other' }];
      expect(await statusOf(client.patchResource('Organization', clinic.id, rename))).toBe(403);
      expect(await statusOf(client.createResource({ resourceType: 'Organization', identifier }))).toBe(403);
    }
    const sender = await frontdesk.createResource({ resourceType: 'Organization', name: 'Sender' });
    expect(await statusOf(frontdesk.updateResource({ ...sender, name: 'Sender, renamed' }))).toBe(200);
    expect(await statusOf(frontdesk.updateResource({ ...sender, identifier }))).toBe(403);
  });
});

describe('a document', () => {
  const document = { contentAttachment: { contentType: 'application/pdf', url: 'Binary/original' } };
  const copy = { contentAttachment: { contentType: 'application/pdf', url: 'Binary/copy' } };

  it('stays on its fax, whatever is added to it', async () => {
    const received = await gateway.createResource({ ...fax(), payload: [document] });
    for (const payload of [[], [copy]]) {
      expect(await statusOf(frontdesk.updateResource({ ...received, payload }))).toBe(403);
      expect(await statusOf(practitioner.updateResource({ ...received, payload }))).toBe(403);
    }
    expect(await statusOf(frontdesk.updateResource({ ...received, payload: [copy, document] }))).toBe(200);
  });

  it('stays known under its carrier’s id, or it would be received again', async () => {
    const identifier = [{ system: 'urn:faxwell:carrier:loopback', value: 'fax-1' }];
    const received = await gateway.createResource({ ...fax(), identifier });
    expect(await statusOf(frontdesk.updateResource({ ...received, identifier: [] }))).toBe(403);
    const more = [...identifier, { system: 'urn:their', value: '7' }];
    expect(await statusOf(frontdesk.updateResource({ ...received, identifier: more }))).toBe(200);
  });

  it('can be changed in a draft', async () => {
    const draft: Communication = { ...fax(), status: 'preparation', payload: [document] };
    const written = await frontdesk.createResource(draft);
    expect(await statusOf(frontdesk.updateResource({ ...written, payload: [copy] }))).toBe(200);
  });
});

describe('a provenance', () => {
  const signedBy = (reference: string): Provenance => ({
    resourceType: 'Provenance',
    recorded: '2026-11-20T09:41:00Z',
    target: [{ reference: 'Communication/x' }],
    agent: [{ who: { reference } }],
  });

  it('is signed by whoever writes it; programs write those of others', async () => {
    expect(await statusOf(frontdesk.createResource(signedBy(profileOf(frontdesk))))).toBe(200);
    expect(await statusOf(frontdesk.createResource(signedBy(profileOf(practitioner))))).toBe(403);
    expect(await statusOf(gateway.createResource(signedBy(profileOf(practitioner))))).toBe(200);
  });
});

describe('a review', () => {
  it.each(['frontdesk', 'gateway'])('cannot be put on a fax by the %s', async (who) => {
    const client = who === 'gateway' ? gateway : frontdesk;
    expect(await statusOf(client.createResource(fax('reviewed')))).toBe(403);
    const open = await client.createResource(fax());
    expect(await statusOf(client.updateResource({ ...open, ...fax('reviewed') }))).toBe(403);
    const patch = [{ op: 'add' as const, path: '/category', value: [flag('reviewed')] }];
    expect(await statusOf(client.patchResource('Communication', open.id, patch))).toBe(403);
  });

  it('is a practitioner’s or an admin’s, and stays when the front desk works on', async () => {
    const open = await frontdesk.createResource(fax());
    const reviewed = await practitioner.updateResource({ ...open, ...fax('reviewed') });
    expect(await statusOf(frontdesk.updateResource({ ...reviewed, ...fax('reviewed', 'handled') }))).toBe(
      200,
    );
    const handled = await frontdesk.readResource('Communication', open.id);
    expect(await statusOf(frontdesk.updateResource({ ...handled, ...fax('handled') }))).toBe(403);
    expect(await statusOf(admin.createResource(fax('reviewed')))).toBe(200);
  });

  it('keeps who signed it, whoever else writes the fax', async () => {
    const review = (by: string) => ({
      ...flag('reviewed'),
      extension: [{ url: 'urn:faxwell:by', valueReference: { reference: by } }],
    });
    const signed = review(profileOf(practitioner));
    const reviewed = await practitioner.createResource({ ...fax(), category: [signed] });
    for (const category of [[review(profileOf(frontdesk))], [signed, review(profileOf(frontdesk))]]) {
      expect(await statusOf(frontdesk.updateResource({ ...reviewed, category }))).toBe(403);
    }
  });

  it('cannot be smuggled in by a batch', async () => {
    const result = await frontdesk.executeBatch({
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'POST', url: 'Communication' }, resource: fax('reviewed') }],
    });
    expect(result.entry?.[0]?.response?.status).toBe('403');
  });
});

describe('a fax', () => {
  it('is never deleted, but a draft may be', async () => {
    const received = await frontdesk.createResource(fax());
    const draft = await frontdesk.createResource({ ...fax(), status: 'preparation' });
    expect(await statusOf(frontdesk.deleteResource('Communication', received.id))).toBe(403);
    expect(await statusOf(frontdesk.deleteResource('Communication', draft.id))).toBe(200);
  });

  it('does not become a draft, nor something that is no fax and in no list', async () => {
    const medium = [{ coding: [{ code: 'FAXWRIT' }] }];
    const received = await frontdesk.createResource({ ...fax(), medium });
    for (const client of [frontdesk, practitioner, gateway]) {
      expect(await statusOf(client.updateResource({ ...received, status: 'preparation' }))).toBe(403);
      expect(await statusOf(client.updateResource({ ...received, medium: undefined }))).toBe(403);
    }
  });

  it('that is being taken in is the gateway’s', async () => {
    const delivery: Task = {
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      code: { coding: [{ system: TASK_CODE, code: 'intake' }] },
    };
    const waiting = await gateway.createResource(delivery);
    expect(await statusOf(frontdesk.updateResource({ ...waiting, status: 'completed' }))).toBe(403);
    expect(await statusOf(practitioner.createResource(delivery))).toBe(403);
    expect(await statusOf(gateway.updateResource({ ...waiting, status: 'completed' }))).toBe(200);
  });
});

describe('the record of who saw what', () => {
  const opened = (who: string, what: string): AuditEvent => ({
    resourceType: 'AuditEvent',
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
    recorded: '2026-01-01T00:00:00Z',
    agent: [{ who: { reference: who }, requestor: true }],
    source: { observer: { display: 'Faxwell' } },
    entity: [{ what: { reference: what } }],
  });

  it('is written in one’s own name only', async () => {
    expect(await statusOf(frontdesk.createResource(opened(profileOf(frontdesk), 'Communication/a')))).toBe(
      200,
    );
    expect(await statusOf(frontdesk.createResource(opened(profileOf(practitioner), 'Communication/a')))).toBe(
      403,
    );
  });

  it('is never changed, by nobody', async () => {
    const event = await admin.createResource(opened(profileOf(admin), 'Communication/a'));
    expect(await statusOf(admin.updateResource({ ...event, recorded: '2027-01-01T00:00:00Z' }))).toBe(403);
    expect(await statusOf(admin.deleteResource('AuditEvent', event.id))).toBe(403);
  });

  it('is shown per fax to whoever may read the fax, and as a whole to the admin', async () => {
    await frontdesk.createResource(opened(profileOf(frontdesk), 'Communication/b'));
    const ofFax = await practitioner.searchResources('AuditEvent', 'entity=Communication/b');
    expect(ofFax).toHaveLength(1);
    expect(await statusOf(practitioner.search('AuditEvent', 'agent=Practitioner/x'))).toBe(403);
    expect(await statusOf(practitioner.search('AuditEvent', 'entity=Communication/b,Patient/c'))).toBe(403);
    expect(await statusOf(admin.search('AuditEvent', 'agent=Practitioner/x'))).toBe(200);
  });

  it('tells nobody but the admin what one person did, whatever way it is asked', async () => {
    const fax = await practitioner.createResource({ resourceType: 'Communication', status: 'completed' });
    const person = profileOf(practitioner);
    await practitioner.createResource(opened(person, `Communication/${fax.id}`));
    const reverse = await frontdesk.search(
      'Practitioner',
      `_id=${person.split('/')[1]}&_revinclude=AuditEvent:agent`,
    );
    expect(reverse.entry?.map(({ resource }) => resource?.resourceType)).toEqual(['Practitioner']);
    const had = `_has:AuditEvent:entity:agent=${person}`;
    expect(await statusOf(frontdesk.search('Communication', had))).toBe(403);
    expect(await statusOf(admin.search('Communication', had))).toBe(200);
    const around = `entity=Communication/${fax.id}&_include=AuditEvent:agent&_revinclude:iterate=AuditEvent:agent`;
    expect(await statusOf(frontdesk.search('AuditEvent', around))).toBe(403);
    const own = opened(profileOf(frontdesk), `Communication/${fax.id}`);
    expect(await statusOf(frontdesk.createResourceIfNoneExist(own, `agent=${person}`))).toBe(403);
  });

  it('is not shown where it is about something else than a fax', async () => {
    const event = await admin.createResource(opened(profileOf(admin), 'Patient/c'));
    expect(await statusOf(frontdesk.readResource('AuditEvent', event.id))).toBe(404);
  });
});

describe('people', () => {
  it('cannot change the record of a colleague who signs in', async () => {
    const colleague = await admin.readResource('Practitioner', practitioner.getProfile()?.id ?? '');
    expect(await statusOf(frontdesk.updateResource({ ...colleague, active: false }))).toBe(403);
    const correspondent = await frontdesk.createResource({ resourceType: 'Practitioner', active: true });
    expect(await statusOf(frontdesk.updateResource({ ...correspondent, active: false }))).toBe(200);
  });
});

describe('what is nobody’s', () => {
  it('hides patients from the gateway', async () => {
    const patient = await admin.createResource({ resourceType: 'Patient' });
    expect(await statusOf(gateway.search('Patient'))).toBe(403);
    expect(await statusOf(gateway.readResource('Patient', patient.id))).toBe(404);
  });

  it('hides clients from everybody', async () => {
    expect(await statusOf(admin.search('ClientApplication'))).toBe(403);
  });
});

it('tells a client what its role may do', async () => {
  const policy = frontdesk.getAccessPolicy();
  const valueSet = policy?.resource?.find(({ resourceType }) => resourceType === 'ValueSet');
  expect(valueSet?.interaction).toEqual(['read', 'vread', 'history', 'search']);
});
