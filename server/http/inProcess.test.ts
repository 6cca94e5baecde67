import { afterAll, beforeAll, expect, it } from 'vitest';
import { createInProcessFetch, createSystemClient } from './inProcess.ts';
import { startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

it('gives the embedded gateway a MedplumClient without a network', async () => {
  const client = await createSystemClient(server.server.app);
  const created = await client.createResource({ resourceType: 'Communication', status: 'in-progress' });
  const [found] = await client.searchResources('Communication', `_id=${created.id}`);
  expect(found?.meta?.author).toEqual({
    reference: 'ClientApplication/faxwell-gateway',
    display: 'Faxwell gateway',
  });
});

it('carries files both ways', async () => {
  const client = await createSystemClient(server.server.app);
  const bytes = Uint8Array.from({ length: 300_000 }, (_value, index) => index % 251);
  const binary = await client.createBinary({ data: bytes, contentType: 'image/tiff' });
  const blob = await client.download(client.fhirUrl('Binary', binary.id ?? ''));
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(bytes);
});

it('answers as fetch does, whatever the status', async () => {
  const inProcessFetch = createInProcessFetch(server.server.app);
  expect((await inProcessFetch('http://any.host/livez')).status).toBe(200);
  expect((await inProcessFetch('http://any.host/fhir/R4/Patient')).status).toBe(401);
});

it('does not accept the gateway’s name from outside without this process’s secret', async () => {
  const reply = await server.fetch('/oauth2/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'faxwell-gateway',
      client_secret: '',
    }),
  });
  expect(reply.status).toBe(401);
});
