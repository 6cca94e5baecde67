import { readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import type { Binary } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJson, startTestServer, type TestServer } from '../../http/testServer.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const PDF = Buffer.from('%PDF-1.7\n0123456789\n%%EOF\n');

async function store(bytes: RequestInit['body'], contentType: string): Promise<string> {
  const reply = await server.fetch('/fhir/R4/Binary', {
    as: 'frontdesk',
    method: 'POST',
    headers: { 'content-type': contentType },
    body: bytes,
  });
  expect(reply.status).toBe(201);
  return (await readJson<Binary & { id: string }>(reply)).id;
}

const load = (id: string, headers: Record<string, string> = {}, method = 'GET') =>
  server.fetch(`/fhir/R4/Binary/${id}`, { as: 'practitioner', method, headers });

describe('a file', () => {
  it('comes back byte for byte, with its size and digest in the resource', async () => {
    const id = await store(PDF, 'application/pdf');
    const reply = await load(id);
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(PDF);
    expect(reply.headers.get('content-type')).toBe('application/pdf');
    const resource = await readJson<Binary>(await load(id, { accept: 'application/fhir+json' }));
    expect(resource).toMatchObject({ resourceType: 'Binary', id, contentType: 'application/pdf' });
    expect(JSON.stringify(resource.meta?.extension)).toContain(String(PDF.length));
  });

  it.each<[string, string, Record<string, string>]>([
    ['the FHIR media type', '', { accept: 'application/fhir+json' }],
    ['_format', '?_format=json', { accept: '*/*' }],
  ])('comes as data of the resource to a client that asks by %s', async (_by, query, headers) => {
    // More than one piece of it, and no multiple of three.
    const bytes = Buffer.alloc(700_001, 'fax');
    const path = (await store(bytes, 'application/octet-stream')) + query;
    const reply = await load(path, headers);
    const head = await load(path, headers, 'HEAD');
    expect(head.headers.get('content-length')).toBe(reply.headers.get('content-length'));
    expect(reply.headers.get('etag')).toMatch(/^W\/"/);
    expect(reply.headers.get('last-modified')).toBeTruthy();
    const { data = '' } = await readJson<Binary>(reply);
    expect(Buffer.from(data, 'base64').equals(bytes)).toBe(true);
  });

  it('can be sent as FHIR JSON too', async () => {
    const body = JSON.stringify({
      resourceType: 'Binary',
      contentType: 'application/pdf',
      data: PDF.toString('base64'),
    });
    const id = await store(body, 'application/fhir+json');
    expect(Buffer.from(await (await load(id)).arrayBuffer())).toEqual(PDF);
  });

  it('can travel in a batch', async () => {
    const client = await server.client('frontdesk');
    const result = await client.executeBatch({
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        {
          request: { method: 'POST', url: 'Binary' },
          resource: { resourceType: 'Binary', contentType: 'application/pdf', data: PDF.toString('base64') },
        },
      ],
    });
    const id = result.entry?.[0]?.resource?.id ?? '';
    expect(Buffer.from(await (await load(id)).arrayBuffer())).toEqual(PDF);
  });

  it('is there in full when it has a hundred megabytes', async () => {
    const large = Buffer.alloc(100 * 1024 * 1024, 'fax');
    const id = await store(large, 'application/octet-stream');
    const tail = await load(id, { range: 'bytes=-3' });
    expect(tail.headers.get('content-range')).toBe(
      `bytes ${large.length - 3}-${large.length - 1}/${large.length}`,
    );
    expect(await tail.text()).toBe(large.subarray(-3).toString());
  });

  it('leaves nothing behind when its sender breaks off', async () => {
    const client = await server.client('frontdesk');
    const incoming = join(server.dataDir, 'binary', 'incoming');
    const upload = httpRequest(`${server.url}/fhir/R4/Binary`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${client.getAccessToken()}`,
        'content-type': 'application/pdf',
        'content-length': 1000,
      },
    });
    upload.on('error', () => undefined);
    upload.write('%PDF-1.7');
    await expect.poll(() => readdirSync(incoming)).toHaveLength(1);
    upload.destroy();
    await expect.poll(() => readdirSync(incoming)).toEqual([]);
  });
});

describe('a part of a file', () => {
  it.each([
    ['bytes=0-4', 206, '%PDF-', `bytes 0-4/${PDF.length}`],
    ['bytes=5-', 206, PDF.subarray(5).toString(), `bytes 5-${PDF.length - 1}/${PDF.length}`],
    ['bytes=-6', 206, '%%EOF\n', `bytes ${PDF.length - 6}-${PDF.length - 1}/${PDF.length}`],
  ])('%s', async (range, status, text, contentRange) => {
    const reply = await load(await store(PDF, 'application/pdf'), { range });
    expect(reply.status).toBe(status);
    expect(reply.headers.get('content-range')).toBe(contentRange);
    expect(await reply.text()).toBe(text);
  });

  it('beyond its end is refused', async () => {
    const reply = await load(await store(PDF, 'application/pdf'), { range: 'bytes=9999-' });
    expect(reply.status).toBe(416);
    expect(reply.headers.get('content-range')).toBe(`bytes */${PDF.length}`);
  });

  it('HEAD tells size and ETag without the bytes', async () => {
    const reply = await load(await store(PDF, 'application/pdf'), {}, 'HEAD');
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-length')).toBe(String(PDF.length));
    expect(reply.headers.get('etag')).toMatch(/^"[0-9a-f]{64}"$/);
    expect(await reply.text()).toBe('');
  });
});

describe('what a browser is told about a file', () => {
  const bytes = (...values: number[]) => Buffer.from(values);

  it.each([
    ['a PDF', PDF, 'application/pdf'],
    ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg'],
    ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'image/png'],
    ['a TIFF', bytes(0x49, 0x49, 0x2a, 0x00, 8, 0, 0, 0), 'image/tiff'],
  ])('%s is shown, whatever its sender called it', async (_name, content, type) => {
    const reply = await load(await store(content, 'text/html'));
    expect(reply.headers.get('content-type')).toBe(type);
    expect(reply.headers.get('content-disposition')).toBe('inline');
  });

  it.each([
    ['HTML', '<script>alert(1)</script>', 'text/html'],
    ['HTML called PDF', '<script>alert(1)</script>', 'application/pdf'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml'],
    ['nothing', '', 'application/pdf'],
  ])('%s is only saved', async (_name, content, type) => {
    const reply = await load(await store(content, type));
    expect(reply.headers.get('content-type')).toBe('application/octet-stream');
    expect(reply.headers.get('content-disposition')).toBe('attachment');
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
    expect(reply.headers.get('content-security-policy')).toBe('sandbox');
  });
});

describe('who gets a file', () => {
  it('nobody who is not signed in', async () => {
    const id = await store(PDF, 'application/pdf');
    expect((await server.fetch(`/fhir/R4/Binary/${id}`)).status).toBe(401);
    const upload = await server.fetch('/fhir/R4/Binary', { method: 'POST', body: PDF });
    expect(upload.status).toBe(401);
  });

  it.each([
    '..%2f..%2faccounts.sqlite',
    '%2e%2e%2fsigning.key',
    '..%5c..%5csigning.key',
    '....//signing.key',
    '%00',
    'a%2fb',
  ])('nobody by climbing out of the folder: %s', async (id) => {
    const reply = await load(id);
    expect([400, 404]).toContain(reply.status);
    expect(reply.headers.get('content-type')).toContain('json');
  });

  it('nobody by naming the bytes oneself', async () => {
    const id = await store(PDF, 'application/pdf');
    const client = await server.client('admin');
    const other = { resourceType: 'Binary' as const, id, contentType: 'text/plain' };
    await expect(client.updateResource(other)).rejects.toThrow('contentType and data');
    const patch = [{ op: 'replace' as const, path: '/meta/extension/0/valueString', value: 'f'.repeat(64) }];
    await expect(client.patchResource('Binary', id, patch)).rejects.toThrow('Not supported');
  });

  it('keeps what arrived: only the gateway and an admin may replace a file', async () => {
    const id = await store(PDF, 'application/pdf');
    const put = (as: 'frontdesk' | 'admin') =>
      server.fetch(`/fhir/R4/Binary/${id}`, {
        as,
        method: 'PUT',
        headers: { 'content-type': 'application/pdf' },
        body: '%PDF-other',
      });
    expect((await put('frontdesk')).status).toBe(403);
    expect((await put('admin')).status).toBe(200);
    expect(await (await load(id)).text()).toBe('%PDF-other');
  });
});
