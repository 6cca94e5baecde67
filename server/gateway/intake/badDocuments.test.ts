import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Fax } from '../../../src/domain/fax/fax.ts';
import { parseFax } from '../../../src/domain/fax/parseFax.ts';
import { HTML, makePdf, makeTiff, makeWhiteTiff, SVG } from '../testing/files.ts';
import { type GatewayServer, makeDelivery, startGatewayServer } from '../testing/gatewayServer.ts';

let gateway: GatewayServer;
beforeAll(async () => {
  gateway = await startGatewayServer();
});
afterAll(() => gateway.close());

async function receive(document: Buffer | undefined, fileName = 'referral.pdf'): Promise<Fax> {
  const delivery = makeDelivery({ fileName, document: document?.toString('base64') });
  expect((await gateway.deliver(delivery)).status).toBe(200);
  await gateway.gateway.idle();
  const fax = parseFax((await gateway.faxes(delivery.id))[0]);
  if (!fax.ok) {
    throw new Error(fax.error);
  }
  return fax.value;
}

/** Whatever is wrong with a document: the fax is a row, says what is wrong, and what came is there byte for byte. */
async function expectKept(fax: Fax, bytes: Buffer, problem: Fax['documentProblem']): Promise<void> {
  expect(fax.state).toBe('open');
  expect(fax.documentProblem).toBe(problem);
  expect(await gateway.bytesOf((fax.original ?? fax.document)?.url)).toEqual(bytes);
  const tasks = await gateway.tasks({
    'based-on': `Communication/${fax.id}`,
    code: 'urn:faxwell:task|attention',
  });
  const reasons = tasks.map((task) => task.reasonCode?.coding?.[0]?.code);
  expect(reasons.filter((reason) => reason?.startsWith('document-'))).toEqual(
    problem ? [`document-${problem}`] : [],
  );
}

test('a TIFF called PDF is told by its bytes', async () => {
  const tiff = makeTiff();
  const fax = await receive(tiff, 'referral.pdf');
  expect(fax.original?.contentType).toBe('image/tiff');
  expect(fax.document?.contentType).toBe('application/pdf');
  await expectKept(fax, tiff, undefined);
});

test('nothing where a document should be', async () => {
  const fax = await receive(undefined);
  expect(fax).toMatchObject({ state: 'open', documentProblem: 'missing' });
  expect(fax.document).toBeUndefined();
});

test('0 bytes', async () => {
  const fax = await receive(Buffer.alloc(0));
  expect(fax).toMatchObject({ state: 'open', documentProblem: 'empty', title: 'referral.pdf' });
  expect(fax.document).toBeUndefined();
});

test('a PDF cut off in the middle', async () => {
  const whole = await makePdf({ pages: 20 });
  const half = whole.subarray(0, whole.length / 2);
  const fax = await receive(half);
  await expectKept(fax, half, 'broken');
});

test('a TIFF cut off before what says where its pages are', async () => {
  const half = makeTiff().subarray(0, 20_000);
  const fax = await receive(half, 'scan.tif');
  await expectKept(fax, half, 'broken');
});

test('a PDF locked with a password', async () => {
  const locked = await makePdf({ userPassword: 'secret' });
  await expectKept(await receive(locked), locked, 'encrypted');
});

test('5,000 pages', { timeout: 60_000 }, async () => {
  const long = await makePdf({ pages: 5_000 });
  const fax = await receive(long);
  expect(fax.pageCount).toBe(5_000);
  await expectKept(fax, long, undefined);
});

test('a page of 30,000 by 30,000 pixels', async () => {
  const huge = makeWhiteTiff(30_000, 30_000);
  const fax = await receive(huge, 'scan.tif');
  expect(fax.document?.contentType).toBe('application/pdf');
  await expectKept(fax, huge, undefined);
});

test.each([
  ['HTML', HTML, 'letter.html'],
  ['SVG', SVG, 'letter.svg'],
  ['HTML called PDF', HTML, 'letter.pdf'],
])('%s is kept, never called a page, and served as octets', async (_name, bytes, fileName) => {
  const fax = await receive(bytes, fileName);
  await expectKept(fax, bytes, 'unsupported');
  expect(fax.document?.contentType).toBe('application/octet-stream');

  const served = await gateway.server.fetch(`/fhir/R4/${fax.document?.url}`, {
    as: 'frontdesk',
    headers: { accept: '*/*' },
  });
  expect(served.headers.get('content-type')).toBe('application/octet-stream');
  expect(served.headers.get('content-disposition')).toBe('attachment');
});
