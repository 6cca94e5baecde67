import { readdirSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientConfig } from './clientConfig.ts';
import { createLogger } from './logger.ts';
import { readJson, startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('every reply', () => {
  it.each(['/config.json', '/fhir/R4/metadata', '/nothing/here', '/auth/me'])(
    '%s has the security headers',
    async (path) => {
      const { headers } = await server.fetch(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain(`connect-src 'self' ${server.url.replace('http', 'ws')}`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );

  it('of an unknown path under /fhir is an OperationOutcome', async () => {
    const reply = await server.fetch('/fhir/R5/Patient', { headers: { accept: 'text/html' } });
    expect(reply.status).toBe(404);
    expect(await readJson(reply)).toMatchObject({ resourceType: 'OperationOutcome' });
  });
});

describe('/config.json', () => {
  it('names the address the page was loaded from, so that it talks to its own origin', async () => {
    const viaName = await fetch(`${server.url.replace('127.0.0.1', 'localhost')}/config.json`);
    const config = await readJson<ClientConfig>(viaName);
    expect(config.fhirBaseUrl).toBe(`${server.url.replace('127.0.0.1', 'localhost')}/fhir/R4`);
    expect(config.signIn).toBe('password');
  });
});

describe('/healthz', () => {
  it('says that the disk is nearly full, and stays well: people go on working', async () => {
    const full = await startTestServer({ disk: { hasRoom: async () => false } });
    const reply = await full.fetch('/healthz');
    expect([reply.status, await readJson(reply)]).toEqual([200, { status: 'ready', disk: 'low' }]);
    const client = await full.client('admin');
    expect(await client.createResource({ resourceType: 'Organization' })).toHaveProperty('id');
    await full.close();
  });
});

it('logs a listener to changes that fails, and the write stays', async () => {
  const logged: object[] = [];
  const logger = Object.assign(createLogger('silent'), {
    error: (fields: object) => void logged.push(fields),
  });
  const failing = await startTestServer({ logger });
  failing.server.store.onChange(() => {
    throw new TypeError('Alvarez');
  });
  const client = await failing.client('admin');
  const { id } = await client.createResource({ resourceType: 'Organization', name: 'Alvarez Clinic' });
  expect(await client.readResource('Organization', id)).toMatchObject({ name: 'Alvarez Clinic' });
  expect(logged).toEqual([{ err: expect.any(TypeError) }]);
  await failing.close();
});

describe('stopping', () => {
  it('answers what is under way first', async () => {
    const stopping = await startTestServer();
    const client = await stopping.client('frontdesk');
    const upload = httpRequest(`${stopping.url}/fhir/R4/Binary`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.getAccessToken()}`, 'content-type': 'application/pdf' },
    });
    const status = new Promise((resolve, reject) => {
      upload.on('response', (reply) => resolve(reply.resume().statusCode));
      upload.on('error', reject);
    });
    upload.write('%PDF-1.7');
    // It has begun to arrive.
    await expect.poll(() => readdirSync(join(stopping.dataDir, 'binary', 'incoming'))).toHaveLength(1);
    const closed = stopping.close();
    await expect.poll(() => stopping.server.app.health.state).toBe('stopping');
    upload.end('\n%%EOF');
    expect(await status).toBe(201);
    await closed;
  });
});
