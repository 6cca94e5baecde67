import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseFax } from '../src/domain/fax/parseFax.ts';
import { DATA_VERSION } from './fhir/store/schema.ts';
import { makeDelivery, startGatewayServer } from './gateway/testing/gatewayServer.ts';
import { credentialsOf, signIn } from './http/testServer.ts';

/** Data folders as builds of every data version wrote them; the README there says how the next one is added. */
const KEPT = join(import.meta.dirname, 'fhir', 'store', 'testing', 'kept');
const versions = readdirSync(KEPT).flatMap((name) => /^v(\d+)\.json\.gz$/.exec(name)?.[1] ?? []);

it('there is a data folder of every version', () => {
  expect(versions.map(Number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: DATA_VERSION }, (_, index) => index + 1),
  );
});

describe.each(versions)('data of version %s', (version) => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'faxwell-kept-'));
    const text = gunzipSync(readFileSync(join(KEPT, `v${version}.json.gz`))).toString();
    for (const [path, base64] of Object.entries(JSON.parse(text) as Record<string, string>)) {
      mkdirSync(dirname(join(dataDir, path)), { recursive: true });
      writeFileSync(join(dataDir, path), Buffer.from(base64, 'base64'));
    }
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('is opened, read, searched and written by this build', async () => {
    const server = await startGatewayServer({ dataDir });
    const { client } = server;

    const [arrived] = await server.faxes('kept-tiff');
    const fax = parseFax(arrived);
    expect(fax.ok && fax.value).toMatchObject({
      state: 'open',
      senderName: 'Lakeside Cardiology',
      originatingNumber: '+16285551003',
      pageCount: 1,
    });
    for (const file of fax.ok ? [fax.value.document, fax.value.original] : []) {
      const bytes = await server.bytesOf(file?.url);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(file?.sha256);
    }

    const [noted] = await server.faxes('kept-pdf');
    expect(noted?.note).toMatchObject([{ text: 'Called them' }]);
    expect((await client.readHistory('Communication', noted?.id ?? '')).entry).toHaveLength(2);

    const count = async (type: 'Communication' | 'Patient' | 'Organization', query: string) =>
      (await server.setup.searchResources(type, query)).length;
    expect(await count('Communication', 'topic:text=lakeside')).toBe(2);
    expect(await count('Patient', 'name=alvarez&birthdate=1961-03-07')).toBe(1);
    expect(await count('Organization', 'name=Deleted')).toBe(0);

    const dana = await signIn(server.server.url, credentialsOf('frontdesk'));
    expect(await dana.searchResources('Communication', 'medium=FAXWRIT&category=open')).toHaveLength(2);

    const another = makeDelivery();
    await server.deliver(another);
    await server.gateway.idle();
    expect(await server.faxes(another.id)).toHaveLength(1);
    await server.close();
  });

  it('stands beside the changed one as it was, if it had to be changed', async () => {
    const server = await startGatewayServer({ dataDir });
    await server.close();
    const copy = join(dataDir, `faxwell.sqlite.v${version}`);
    expect(existsSync(copy)).toBe(Number(version) < DATA_VERSION);
  });
});
