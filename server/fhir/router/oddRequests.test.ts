import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../http/testServer.ts';

/** What no client should send and some will: each is refused in FHIR's words, and the server goes on. */

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  const client = await server.client('practitioner');
  token = client.getAccessToken() ?? '';
  const identifier = [{ system: 'urn:odd', value: 'patched' }];
  await client.createResource({ resourceType: 'Patient', identifier, name: [{ family: 'Alvarez' }] });
});

afterAll(() => server.close());

const JSON_TYPE = { 'content-type': 'application/fhir+json' };
const post = (path: string, body: string) => ({ path, method: 'POST', body, headers: JSON_TYPE });
const bundle = (type: string, ...entry: unknown[]) =>
  post('', JSON.stringify({ resourceType: 'Bundle', type, entry }));
const batch = (entry: unknown) => bundle('batch', entry);
const transaction = (entry: unknown) => bundle('transaction', entry);
const conditionalCreate = (ifNoneExist: string) => ({
  request: { method: 'POST', url: 'Patient', ifNoneExist },
  resource: { resourceType: 'Patient' },
});
const binaryOf = (text: string) => ({ resourceType: 'Binary', data: Buffer.from(text).toString('base64') });
const PATCH_TYPE = { 'content-type': 'application/json-patch+json' };
const patch = (operations: unknown) => ({
  path: 'Patient?identifier=urn:odd|patched',
  method: 'PATCH',
  body: JSON.stringify(operations),
  headers: PATCH_TYPE,
});
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test.each<{ path: string; method?: string; body?: string; headers?: Record<string, string> }>([
  { path: 'Communication?_sort=__proto__' },
  { path: 'Communication?_sort=constructor' },
  { path: 'Communication?constructor=1' },
  { path: 'Communication?toString=1' },
  { path: 'Communication?subject:Patient.constructor=x' },
  { path: 'AuditEvent?__proto__=1' },
  { path: 'Communication?_filter=((' },
  { path: 'Communication?_filter=status%20eq%20completed%20or' },
  { path: `Communication?_filter=${'('.repeat(5000)}` },
  post('Patient', nested(200_000)),
  post('Patient', `{"resourceType":"Patient","contact":${nested(5000)}}`),
  post('Patient', '{"resourceType":"Patient","_birthDate":5}'),
  post('Patient/$validate', '{"resourceType":"Patient","_birthDate":5}'),
  batch({ request: { method: 5, url: 5 } }),
  batch({ request: { method: 'GET', url: {} } }),
  batch({ request: { method: 'POST', url: 'Patient' }, resource: 5 }),
  post('Binary', '{"resourceType":"Binary","contentType":"a/b","data":5}'),
  post('Binary', '{"resourceType":"Binary","contentType":"a/b","data":{"length":1000000000}}'),
  { path: 'Binary', method: 'POST' },
  post('Binary', '{"resourceType":"Binary","contentType":"a/b","data":"<no base64>"}'),
  post('Patient/_search', '{"name":{"family":"Alvarez"}}'),
  batch({ request: { method: 'POST', url: 'Patient' }, fullUrl: 5, resource: { resourceType: 'Patient' } }),
  batch({ request: { method: 'DELETE', url: 'Patient?identifier:foo=1' } }),
  batch({ request: { method: 'DELETE', url: 'Patient?family=' } }),
  batch(conditionalCreate('')),
  transaction(conditionalCreate('')),
  transaction(conditionalCreate('identifier:foo=urn:odd|patched')),
  { path: 'Patient?family=', method: 'DELETE' },
  { path: 'Patient?family=%20,', method: 'DELETE' },
  { ...post('Patient', '{"resourceType":"Patient"}'), headers: { ...JSON_TYPE, 'if-none-exist': '' } },
  { path: 'Patient?_count=1.5' },
  { path: 'Patient?_count=many' },
  { path: 'Patient?_offset=-1' },
  { path: 'Patient?_summary=nonsense' },
  { path: 'Patient?_total=nonsense' },
  { path: 'Patient?birthdate:missing=perhaps' },
  transaction({ request: { method: 'PATCH', url: 'Patient/x' }, resource: binaryOf('no JSON') }),
  transaction({ request: { method: 'POST', url: 'Patient/_search' }, resource: { name: {} } }),
  patch([null]),
  patch([{ op: 'add', path: 5, value: 1 }]),
  patch(Array.from({ length: 40 }, () => ({ op: 'copy', from: '/name', path: '/name/-' }))),
  { path: 'Patient/%', method: 'DELETE' },
  { ...patch([]), headers: { ...PATCH_TYPE, 'if-match': '1' } },
  {
    ...post('Patient', '{"resourceType":"Patient"}'),
    headers: { ...JSON_TYPE, 'if-none-exist': '__proto__=1' },
  },
])('$method $path is refused', async ({ path, method = 'GET', body, headers }) => {
  const reply = await fetch(`${server.url}/fhir/R4/${path}`, {
    method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    ...(body && { body }),
  });
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(reply.status).toBeLessThan(500);
  const text = await reply.text();
  expect(JSON.parse(text)).toMatchObject({ resourceType: 'OperationOutcome' });
  expect(text).not.toMatch(/cannot read|is not a function/i);
});

test.each(['foo', 'exactly'])(
  'a condition with the unknown modifier :%s changes nothing',
  async (modifier) => {
    const client = await server.client('admin');
    const identifier = [{ system: 'urn:odd', value: modifier }];
    const patient = await client.createResource({ resourceType: 'Patient', identifier, gender: 'other' });
    const condition = `identifier:${modifier}=urn:odd|${modifier}`;
    const send = (method: string, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/fhir/R4/Patient${method === 'POST' ? '' : `?${condition}`}`, {
        method,
        headers: { ...JSON_TYPE, ...headers, authorization: `Bearer ${client.getAccessToken()}` },
        ...(method === 'DELETE'
          ? undefined
          : { body: JSON.stringify({ resourceType: 'Patient', identifier }) }),
      });
    expect((await send('PUT')).status).toBe(400);
    expect((await send('DELETE')).status).toBe(400);
    expect((await send('POST', { 'if-none-exist': condition })).status).toBe(400);
    expect(await client.readResource('Patient', patient.id)).toMatchObject({ gender: 'other' });
  },
);

test('a condition that cannot be read fails its own entry of a batch', async () => {
  const client = await server.client('practitioner');
  const { body } = bundle('batch', conditionalCreate('identifier:foo=urn:odd|patched'), {
    request: { method: 'GET', url: 'Patient?_count=1' },
  });
  const { entry } = await client.executeBatch(JSON.parse(body));
  expect(entry?.map(({ response }) => response?.status)).toEqual(['400', '200']);
});

test('twenty megabytes of base64 in JSON are a file like any other', async () => {
  const data = 'A'.repeat(20 * 1024 * 1024);
  const reply = await fetch(`${server.url}/fhir/R4/Binary`, {
    method: 'POST',
    headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
    body: JSON.stringify({ resourceType: 'Binary', contentType: 'application/pdf', data }),
  });
  expect(reply.status).toBe(201);
});
