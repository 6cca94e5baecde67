import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DATA_VERSION } from '../server/fhir/store/schema.ts';
import { makePdf, makeTiff } from '../server/gateway/testing/files.ts';
import {
  type GatewayServer,
  makeDelivery,
  startGatewayServer,
} from '../server/gateway/testing/gatewayServer.ts';
import { makeBackup } from '../server/maintenance/backup.ts';
import { parseFax } from '../src/domain/fax/parseFax.ts';
import { applyCommand } from '../src/domain/fax/triageCommand.ts';
import { TEL } from '../src/domain/fhir/systems.ts';

/**
 * `node scripts/keepDataFolder.ts`: makes a small data folder of this build's data version and keeps it for the test
 * that opens one of every version. See server/fhir/store/testing/kept/README.md.
 */

const file = join(import.meta.dirname, `../server/fhir/store/testing/kept/v${DATA_VERSION}.json.gz`);
if (existsSync(file)) {
  throw new Error(`${file} is there already, and is what a released build wrote: it is never made anew.`);
}
const folder = mkdtempSync(join(tmpdir(), 'faxwell-keep-'));
try {
  const dataDir = join(folder, 'data');
  const server = await startGatewayServer({ dataDir });
  await fill(server);
  await server.close();
  const target = join(folder, 'backup');
  await makeBackup({ dataDir, target, now: () => new Date() });
  writeFileSync(file, gzipSync(JSON.stringify(readAll(target)), { level: 9 }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What server/keptData.test.ts looks for. */
async function fill(server: GatewayServer): Promise<void> {
  const { setup, client } = server;
  const identifier = (number: string) => [{ system: TEL, value: `tel:${number}` }];
  await setup.createResource({
    resourceType: 'HealthcareService',
    name: 'Front office',
    identifier: identifier('+14155550100'),
  });
  await setup.createResource({
    resourceType: 'Organization',
    name: 'Lakeside Cardiology',
    identifier: identifier('+16285551003'),
  });
  await setup.createResource({
    resourceType: 'Patient',
    name: [{ given: ['Maria'], family: 'Álvarez' }],
    birthDate: '1961-03-07',
  });
  const gone = await setup.createResource({ resourceType: 'Organization', name: 'Deleted' });
  await setup.deleteResource('Organization', gone.id);
  const pdf = makeDelivery({ id: 'kept-pdf', document: (await makePdf()).toString('base64') });
  const tiff = makeDelivery({ id: 'kept-tiff', document: makeTiff().toString('base64') });
  for (const delivery of [pdf, tiff]) {
    await server.deliver(delivery);
    await server.gateway.idle();
  }
  const fax = parseFax((await server.faxes('kept-pdf'))[0]);
  if (!fax.ok) {
    throw new Error('The fax did not arrive');
  }
  const act = { by: { reference: 'Practitioner/kept', display: 'Dana Reyes' }, at: new Date().toISOString() };
  await client.updateResource(
    applyCommand(fax.value, { kind: 'note', text: 'Called them' }, { act, types: [] }),
  );
}

function readAll(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(root, path), readFileSync(path).toString('base64')];
    }),
  );
}
