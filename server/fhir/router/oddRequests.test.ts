import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../http/testServer.ts';

/** What no client should send and some will: each is refused in FHIR's words, and the server goes on. */

let server: TestServer;
let token: string;

beforeAll(async () => {
  server = await startTestServer();
  const client = await server.client('practitioner');
  token = client.getAccessToken() ?? '';
});

afterAll(() => server.close());

const JSON_TYPE = { 'content-type': 'application/fhir+json' };
const post = (path: string, body: string) => ({ path, method: 'POST', body, headers: JSON_TYPE });
const batch = (...entry: unknown[]) =>
  post('', JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry }));
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
])('$method $path is refused', async ({ path, method = 'GET', body, headers }) => {
  const reply = await fetch(`${server.url}/fhir/R4/${path}`, {
    method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    ...(body && { body }),
  });
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(reply.status).toBeLessThan(500);
  expect(await reply.json()).toMatchObject({ resourceType: 'OperationOutcome' });
});
