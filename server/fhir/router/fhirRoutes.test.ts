import type { WithId } from '@medplum/core';
import type { Bundle, CapabilityStatement, OperationOutcome, Patient } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientConfig } from '../../http/clientConfig.ts';
import { readJson, startTestServer, type TestServer } from '../../http/testServer.ts';

let server: TestServer;
let careless: TestServer;

beforeAll(async () => {
  [server, careless] = await Promise.all([startTestServer(), startTestServer({ careless: true })]);
});
afterAll(() => Promise.all([server.close(), careless.close()]));

const FHIR = { 'content-type': 'application/fhir+json' };

function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  return server.fetch(`/fhir/R4${path}`, {
    as: 'admin',
    method,
    headers: { ...FHIR, ...headers },
    ...(body === undefined ? undefined : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

const patient: Patient = { resourceType: 'Patient', name: [{ family: 'Alvarez' }] };

async function create(resource = patient): Promise<WithId<Patient>> {
  return readJson(await send('POST', '/Patient', resource));
}

const transaction = (...entry: Bundle['entry'] & object): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry,
});

describe('headers', () => {
  it('say where a new resource is, its version and time, and that nobody may keep it', async () => {
    const reply = await send('POST', '/Patient', patient);
    const saved = await readJson<WithId<Patient>>(reply);
    expect(reply.status).toBe(201);
    const version = `Patient/${saved.id}/_history/${saved.meta?.versionId}`;
    expect(reply.headers.get('location')).toBe(`${server.url}/fhir/R4/${version}`);
    expect(reply.headers.get('etag')).toBe(`W/"${saved.meta?.versionId}"`);
    expect(Date.parse(reply.headers.get('last-modified') ?? '')).toBeGreaterThan(0);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('content-type')).toContain('application/fhir+json');
  });

  it('leave the body out when the client prefers so', async () => {
    const reply = await send('POST', '/Patient', patient, { prefer: 'return=minimal' });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBeTruthy();
    expect(await reply.text()).toBe('');
  });

  it('come with an OperationOutcome instead of the resource when the client prefers so', async () => {
    const reply = await send('POST', '/Patient', patient, { prefer: 'return=OperationOutcome' });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('location')).toBeTruthy();
    expect(await readJson<OperationOutcome>(reply)).toMatchObject({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'information' }],
    });
  });

  it('are told of each entry of a transaction, so that the next write can name the version', async () => {
    const entry = { request: { method: 'POST', url: 'Patient' }, resource: patient } as const;
    const answered = await readJson<Bundle>(await send('POST', '', transaction(entry)));
    const { resource, response } = answered.entry?.[0] ?? {};
    expect(response).toMatchObject({
      etag: `W/"${resource?.meta?.versionId}"`,
      lastModified: resource?.meta?.lastUpdated,
      location: `Patient/${resource?.id}/_history/${resource?.meta?.versionId}`,
    });
  });

  it.each(['/Patient/:id', '/Patient?_id=:id'])('are all that HEAD %s answers', async (path) => {
    const { id } = await create();
    const [get, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => send(method, path.replace(':id', id))),
    );
    expect(head?.status).toBe(200);
    expect(head?.headers.get('etag')).toBe(get?.headers.get('etag'));
    expect(head?.headers.get('content-length')).toBe(get?.headers.get('content-length'));
    expect(await head?.text()).toBe('');
  });

  it('show who wrote a version when asked', async () => {
    const { id } = await create();
    const plain = await readJson<Patient>(await send('GET', `/Patient/${id}`));
    const header = { 'x-medplum': 'extended' };
    const extended = await readJson<Patient>(await send('GET', `/Patient/${id}`, undefined, header));
    expect(plain.meta?.author).toBeUndefined();
    expect(extended.meta?.author).toMatchObject({ display: 'Sam Ortiz' });
  });
});

describe('the format', () => {
  const JSON_TYPE = 'application/fhir+json; charset=utf-8';

  it.each([
    '',
    '*/*',
    'application/json',
    'application/fhir+json; fhirVersion=4.0',
    'application/fhir+xml;q=1.0, application/fhir+json;q=0.9',
    'text/html, application/xhtml+xml, */*;q=0.8',
  ])('is JSON for a client that accepts "%s"', async (accept) => {
    const reply = await send('GET', '/Patient?_count=1', undefined, { accept });
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, JSON_TYPE]);
  });

  it.each(['json', 'application/json', 'application/fhir+json', 'application%2Ffhir%2Bjson'])(
    'is JSON whatever is accepted where the address says %s',
    async (format) => {
      const reply = await send('GET', `/Patient?_format=${format}`, undefined, { accept: 'text/html' });
      expect([reply.status, reply.headers.get('content-type')]).toEqual([200, JSON_TYPE]);
    },
  );

  it.each([
    ['/Patient', 'application/fhir+xml'],
    ['/Patient', 'application/fhir+json;q=0'],
    ['/Patient?_format=xml', '*/*'],
    ['/metadata?_format=ttl', '*/*'],
  ])('is refused for %s with "%s"', async (path, accept) => {
    const reply = await send('GET', path, undefined, { accept });
    expect(reply.status).toBe(406);
    expect((await readJson<OperationOutcome>(reply)).resourceType).toBe('OperationOutcome');
  });
});

describe('refusals are OperationOutcomes', () => {
  const tooLarge = { ...patient, text: { status: 'generated', div: 'x'.repeat(1_100_000) } };

  it.each([
    ['broken JSON', 'POST', '/Patient', '{"resourceType":', 400],
    ['another media type', 'POST', '/Patient', '<Patient/>', 415, 'application/fhir+xml'],
    ['more than a megabyte', 'POST', '/Patient', tooLarge, 413],
    ['an unknown type', 'GET', '/Potato', undefined, 404],
    ['an unknown type to write', 'POST', '/Potato', { resourceType: 'Potato' }, 404],
    ['an unknown id', 'GET', '/Patient/nobody', undefined, 404],
    ['an unknown parameter', 'GET', '/Patient?shoe-size=12', undefined, 400],
    ['an unknown operation', 'POST', '/Patient/$dance', {}, 404],
    ['a type that is not the address’s', 'POST', '/Patient', { resourceType: 'Task' }, 400],
    ['an unknown field', 'POST', '/Patient', { ...patient, shoeSize: 12 }, 400],
    ['GraphQL', 'POST', '/$graphql', { query: '{ PatientList { id } }' }, 404],
    [
      'a patch that does not apply',
      'PATCH',
      '/Patient/nobody',
      [{ op: 'test', path: '/id', value: 'x' }],
      404,
    ],
    ['an empty bundle', 'POST', '', { resourceType: 'Bundle', type: 'batch' }, 400],
    ['nothing where a resource should be', 'POST', '/Patient', '', 400],
    ['a list where a resource should be', 'PUT', '/Patient/x', [], 400],
    ['a bundle with holes', 'POST', '', { resourceType: 'Bundle', type: 'batch', entry: [null] }, 400],
    ['something else than a bundle', 'POST', '', patient, 400],
    ['a version of nothing', 'GET', '/Patient/nobody/_history/1', undefined, 404],
    ['a history of everything', 'GET', '/Patient/_history', undefined, 404],
  ])('%s', async (_name, method, path, body, status, contentType = 'application/fhir+json') => {
    const reply = await send(method, path, body, { 'content-type': contentType });
    expect(reply.status).toBe(status);
    expect((await readJson<OperationOutcome>(reply)).resourceType).toBe('OperationOutcome');
  });

  it('for GraphQL inside a batch', async () => {
    const entry = [{ request: { method: 'POST', url: '$graphql' }, resource: patient }];
    const batch = { resourceType: 'Bundle', type: 'batch', entry };
    const result = await readJson<Bundle>(await send('POST', '', batch));
    expect(result.entry?.[0]?.response?.status).toBe('404');
  });

  it('for a failed JSON Patch, without a change', async () => {
    const { id } = await create();
    const operations = [
      { op: 'test', path: '/name/0/family', value: 'Somebody else' },
      { op: 'replace', path: '/name/0/family', value: 'Changed' },
    ];
    expect((await send('PATCH', `/Patient/${id}`, operations)).status).toBe(400);
    const after = await readJson<Patient>(await send('GET', `/Patient/${id}`));
    expect(after.name?.[0]?.family).toBe('Alvarez');
  });

  it('for everybody who is not signed in', async () => {
    const reply = await server.fetch('/fhir/R4/Patient');
    expect(reply.status).toBe(401);
    expect((await readJson<OperationOutcome>(reply)).resourceType).toBe('OperationOutcome');
  });
});

describe('search', () => {
  it('takes its parameters from a form as well, so that names stay out of addresses', async () => {
    const { id } = await create({ resourceType: 'Patient', name: [{ family: 'Öztürk' }] });
    const reply = await send(
      'POST',
      '/Patient/_search',
      new URLSearchParams({ family: 'öztürk' }).toString(),
      {
        'content-type': 'application/x-www-form-urlencoded',
      },
    );
    const found = await readJson<Bundle>(reply);
    expect(found.entry?.map(({ resource }) => resource?.id)).toEqual([id]);
  });

  it.each([
    ['gender=male', true],
    ['gender=http://hl7.org/fhir/administrative-gender|male', true],
    ['gender=other,http://hl7.org/fhir/administrative-gender|male', true],
    ['gender=http://hl7.org/fhir/administrative-gender|female', false],
    ['gender:not=http://hl7.org/fhir/administrative-gender|male', false],
    ['gender=urn:other|male', false],
  ])('by a code reads the system its element implies: %s', async (query, isFound) => {
    const { id } = await create({ ...patient, gender: 'male' });
    const found = await readJson<Bundle>(await send('GET', `/Patient?_id=${id}&${query}`));
    expect(found.entry?.length ?? 0).toBe(isFound ? 1 : 0);
  });

  it('finds nobody by what has no word in it, alone or beside a name', async () => {
    const { id } = await create({ resourceType: 'Patient', name: [{ family: 'Nakamura' }] });
    const found = async (query: string) => {
      const bundle = await readJson<Bundle>(await send('GET', `/Patient?${query}`));
      return (bundle.entry ?? []).map(({ resource }) => resource?.id);
    };
    expect(await found('family=/')).toEqual([]);
    expect(await found('family=nakamura,')).toEqual([id]);
  });

  it('reads what a query has encoded', async () => {
    const identifier = [{ system: 'urn:ietf:rfc:3966', value: 'tel:+14155550123' }];
    await send('POST', '/Organization', { resourceType: 'Organization', identifier });
    const query = `identifier=${encodeURIComponent('urn:ietf:rfc:3966|tel:+14155550123')}`;
    const found = await readJson<Bundle>(await send('GET', `/Organization?${query}&_total=accurate`));
    expect(found.total).toBe(1);
  });
});

describe('validation', () => {
  const wrapped = (resource: object) => ({
    resourceType: 'Parameters',
    parameter: [
      { name: 'mode', valueCode: 'create' },
      { name: 'resource', resource },
    ],
  });

  it.each([
    ['a patient', patient, 200],
    ['a patient among parameters', wrapped(patient), 200],
    ['an unknown field', { ...patient, shoeSize: 12 }, 400],
    ['an unknown field among parameters', wrapped({ ...patient, shoeSize: 12 }), 400],
    ['another type among parameters', wrapped({ resourceType: 'Task' }), 400],
    ['parameters without a resource', { resourceType: 'Parameters' }, 400],
    ['parameters that are none', { resourceType: 'Parameters', parameter: [null] }, 400],
  ])('of %s', async (_name, body, status) => {
    expect((await send('POST', '/Patient/$validate', body)).status).toBe(status);
  });
});

describe('paging', () => {
  it('of a history goes on by its next link until all versions were there, once each', async () => {
    let saved = await create();
    for (const gender of ['male', 'female', 'other', 'unknown'] as const) {
      saved = await readJson(await send('PUT', `/Patient/${saved.id}`, { ...saved, gender }));
    }
    const versions: unknown[] = [];
    let path: string | undefined = `/Patient/${saved.id}/_history?_count=2`;
    while (path) {
      const page: Bundle<Patient> = await readJson(await send('GET', path));
      expect(page.total).toBe(5);
      versions.push(...(page.entry ?? []).map(({ resource }) => resource?.gender));
      path = page.link?.find(({ relation }) => relation === 'next')?.url.split('/fhir/R4')[1];
    }
    expect(versions).toEqual(['unknown', 'other', 'female', 'male', undefined]);
  });

  it('of a history leaves out what is older than _since', async () => {
    const saved = await create();
    let changed = saved;
    // Both may happen within one millisecond.
    for (let n = 0; changed.meta?.lastUpdated === saved.meta?.lastUpdated; n++) {
      const name = [{ family: `Alvarez ${n}` }];
      changed = await readJson(await send('PUT', `/Patient/${saved.id}`, { ...saved, name }));
    }
    const history = `/Patient/${saved.id}/_history?_since=`;
    const newer = await readJson<Bundle>(await send('GET', history + changed.meta?.lastUpdated));
    expect([newer.total, newer.entry?.[0]?.resource?.meta?.versionId]).toEqual([1, changed.meta?.versionId]);
    expect(await readJson<Bundle>(await send('GET', `${history}2999-01-01T00:00:00Z`))).toMatchObject({
      total: 0,
    });
  });

  it.each(['_count=many', '_since=yesterday', '_at=2026'])('of a history is refused by %s', async (query) => {
    const { id } = await create();
    expect((await send('GET', `/Patient/${id}/_history?${query}`)).status).toBe(400);
  });

  it('with a _count of nothing tells how many there are', async () => {
    await create({ resourceType: 'Patient', name: [{ family: 'Zucker' }] });
    const page = await readJson<Bundle>(await send('GET', '/Patient?family=zucker&_count=0'));
    expect(page).toMatchObject({ type: 'searchset', total: 1 });
    expect(page.entry ?? []).toEqual([]);
  });
});

describe('conditions', () => {
  it('If-Match guards PUT, PATCH and DELETE', async () => {
    const saved = await create();
    const stale = { 'if-match': 'W/"stale"' };
    const patch = [{ op: 'add', path: '/active', value: true }];
    expect((await send('PUT', `/Patient/${saved.id}`, { ...saved, active: true }, stale)).status).toBe(412);
    expect((await send('PATCH', `/Patient/${saved.id}`, patch, stale)).status).toBe(412);
    expect((await send('DELETE', `/Patient/${saved.id}`, undefined, stale)).status).toBe(412);
    const current = { 'if-match': `W/"${saved.meta?.versionId}"` };
    expect((await send('PATCH', `/Patient/${saved.id}`, patch, current)).status).toBe(200);
  });

  describe('a transaction that refers to its patient by identifier', () => {
    const task = (reference: string): Bundle =>
      transaction({
        request: { method: 'POST', url: 'Task' },
        resource: { resourceType: 'Task', status: 'requested', intent: 'order', for: { reference } },
      });
    const withMrn = (value: string) =>
      create({ resourceType: 'Patient', identifier: [{ system: 'urn:mrn', value }] });

    it('stores the patient that is found', async () => {
      const { id } = await withMrn('1001');
      const reply = await send('POST', '', task('Patient?identifier=urn:mrn|1001'));
      const stored = (await readJson<Bundle>(reply)).entry?.[0]?.resource;
      expect(stored).toMatchObject({ resourceType: 'Task', for: { reference: `Patient/${id}` } });
    });

    it.each([
      ['nobody', 'Patient?identifier=urn:mrn|nobody', 400],
      ['several', 'Patient?identifier=urn:mrn|2002', 412],
      ['everybody', 'Patient?identifier=', 400],
      ['an unknown type', 'Potato?identifier=1', 400],
    ])('is refused, and leaves nothing, when it finds %s', async (_whom, reference, status) => {
      await Promise.all(reference.endsWith('2002') ? [withMrn('2002'), withMrn('2002')] : []);
      const before = await readJson<Bundle>(await send('GET', '/Task?_summary=count'));
      expect((await send('POST', '', task(reference))).status).toBe(status);
      const after = await readJson<Bundle>(await send('GET', '/Task?_summary=count'));
      expect(after.total).toBe(before.total);
    });
  });

  it('a transaction that fails leaves nothing', async () => {
    const bundle = transaction(
      {
        request: { method: 'POST', url: 'Patient' },
        resource: { resourceType: 'Patient', language: 'xx-left' },
      },
      { request: { method: 'GET', url: 'Patient/nobody' } },
    );
    expect((await send('POST', '', bundle)).status).toBe(404);
    const left = await readJson<Bundle>(await send('GET', '/Patient?_count=1000'));
    expect(JSON.stringify(left)).not.toContain('xx-left');
  });
});

describe('the capability statement', () => {
  const EXAMPLES: Partial<Record<string, string>> = {
    date: '2026-01-01T00:00:00Z',
    number: '1',
    quantity: '1',
  };

  it('is public and lists what is served', async () => {
    const reply = await server.fetch('/fhir/R4/metadata');
    const statement = await readJson<CapabilityStatement>(reply);
    const communication = statement.rest?.[0]?.resource?.find(({ type }) => type === 'Communication');
    expect(communication?.searchParam?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['category', 'medium', 'sent', 'subject']),
    );
    expect(statement.rest?.[0]?.interaction).toContainEqual({ code: 'transaction' });
  });

  it('names only search parameters that can be searched by', async () => {
    const statement = await readJson<CapabilityStatement>(await server.fetch('/fhir/R4/metadata'));
    for (const { type, searchParam } of statement.rest?.[0]?.resource ?? []) {
      for (const { name = '', type: kind = 'token' } of searchParam ?? []) {
        const value = EXAMPLES[kind] ?? 'Patient/x';
        const reply = await send('GET', `/${type}?${name}=${value}&_count=1`);
        expect(reply.status, `${type}?${name}`).toBe(200);
      }
    }
  });
});

describe('a server that guarantees less', () => {
  const PDF = '%PDF-1.7 document';

  async function storeDocument() {
    const client = await careless.client('frontdesk');
    const binary = await client.createBinary({ data: PDF, contentType: 'application/pdf' });
    const communication = await client.createResource({
      resourceType: 'Communication',
      status: 'completed',
      payload: [{ contentAttachment: { contentType: 'application/pdf', url: `Binary/${binary.id}` } }],
    });
    return { client, binary, communication, url: communication.payload?.[0]?.contentAttachment?.url ?? '' };
  }

  it('hands documents out under addresses that need no token, for an hour', async () => {
    const { url } = await storeDocument();
    expect(url).toContain('/storage/');
    const reply = await fetch(url);
    expect(await reply.text()).toBe(PDF);
    expect((await fetch(url.replace(/Signature=..../, 'Signature=AAAA'))).status).toBe(401);
    expect((await fetch(url.replace(/Expires=\d+/, 'Expires=9999999999'))).status).toBe(401);
  });

  it('does so in searches and batches, and keeps the reference when such an address is written back', async () => {
    const { client, binary, communication } = await storeDocument();
    const found = await client.searchResources('Communication', `_id=${communication.id}`);
    expect(found[0]?.payload?.[0]?.contentAttachment?.url).toContain('/storage/');
    await client.updateResource({ ...communication, status: 'stopped' });
    const stored = careless.server.store.repository({ reference: { reference: 'Device/test' } });
    const kept = await stored.readResource<typeof communication>('Communication', communication.id);
    expect(kept.payload?.[0]?.contentAttachment?.url).toBe(`Binary/${binary.id}`);
  });

  it('keeps what a failed transaction did before it failed', async () => {
    const client = await careless.client('admin');
    const bundle = transaction(
      {
        request: { method: 'POST', url: 'Patient' },
        resource: { resourceType: 'Patient', language: 'xx-left' },
      },
      { request: { method: 'GET', url: 'Patient/nobody' } },
    );
    const result = await client.executeBatch(bundle);
    expect(result.entry?.map(({ response }) => response?.status)).toEqual(['201', '404']);
  });

  it('says so', async () => {
    const config = await readJson<ClientConfig>(await careless.fetch('/config.json'));
    expect(config.features).toMatchObject({ careless: true, transactionsAtomic: false });
  });
});
