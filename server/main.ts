import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyBaseLogger } from 'fastify';
import type { Config } from './config.ts';
import { StoreError } from './fhir/store/schema.ts';
import { openEmbeddedGateway } from './gateway/embeddedGateway.ts';
import { createDiskWatch } from './http/diskWatch.ts';
import { endOrderly, orEnough } from './http/ending.ts';
import { createSetupClient, createSystemClient } from './http/inProcess.ts';
import { createLogger } from './http/logger.ts';
import { openServer, type Server } from './http/server.ts';
import { StartError } from './http/startError.ts';
import { createSampleAccounts, SAMPLE_ACCOUNTS } from './sample/accounts.ts';
import { type Filling, planFilling, startFilling } from './sample/inbox/fillInbox.ts';
import { seedSampleClinic } from './sample/seed.ts';
import { deliverInProcess } from './sampleDelivery.ts';
import { readSettings } from './settings.ts';

/** The first faxes are the same in every sample clinic, but for their dates. */
const SAMPLE_SEED = 1;
const APP_ROOT = fileURLToPath(new URL('../dist', import.meta.url));

try {
  await start(readSettings());
} catch (error) {
  if (error instanceof StartError || error instanceof StoreError) {
    console.error(error.message);
    process.exit(1);
  }
  throw error;
}

async function start(config: Config): Promise<void> {
  const logger = createLogger(config.logLevel);
  const firstAdminCode = config.demo ? undefined : randomBytes(8).toString('hex');
  const disk = createDiskWatch(config.dataDir, logger);
  const { dataDir, demo } = config;
  const gateway = openEmbeddedGateway({ dataDir, demo, logger, hasRoom: disk.hasRoom });
  let server: Server | undefined;
  let filling: Filling | undefined;
  const close = async () => {
    await filling?.stop();
    // Both need the other: a delivery that is still coming in is journaled, a fax that is made is written.
    await orEnough(Promise.all([server?.drain(), gateway.stop()]));
    await gateway.close();
    server?.app.server.closeAllConnections();
    await server?.close();
  };
  endOrderly(logger, close);
  try {
    server = await openServer({ config, logger, appRoot: APP_ROOT, firstAdminCode, disk, ...gateway });
    const { url, notice } = await server.listen();
    gateway.start(await createSystemClient(server.app));
    const lines = [notice, ...(await welcome(server, config, url, firstAdminCode))];
    server.app.health.state = 'ready';
    console.log([...lines, `Faxwell is ready at ${url}`].filter(Boolean).join('\n'));
    filling = config.demo ? fillSampleInbox(server, config, logger) : undefined;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Fills the sample clinic if this is its first start. @returns what somebody needs to know to sign in. */
async function welcome(
  server: Server,
  config: Config,
  url: string,
  firstAdminCode: string | undefined,
): Promise<string[]> {
  const isEmpty = server.identity.identity.accounts.count() === 0;
  if (firstAdminCode) {
    const how = `Make the first admin at ${url}/first-admin with the code ${firstAdminCode}`;
    return isEmpty ? [`Nobody can sign in yet. ${how}`] : [];
  }
  const unfinished = join(config.dataDir, 'sample-unfinished');
  if (!isEmpty && !existsSync(unfinished)) {
    return [];
  }
  // Cut off in the middle, the sample clinic is finished at the next start.
  writeFileSync(unfinished, '');
  const password = config.demoPassword ?? randomBytes(9).toString('base64url');
  const client = await createSetupClient(server.app);
  await seedSampleClinic(client);
  await createSampleAccounts(server.identity.identity.accounts, client, password);
  if (config.demoFaxes > 0) {
    const startedAt = new Date().toISOString();
    planFilling(config.dataDir, { seed: SAMPLE_SEED, count: config.demoFaxes, startedAt });
  }
  rmSync(unfinished);
  return [
    'Sign in to the sample clinic as',
    ...SAMPLE_ACCOUNTS.map(({ email, role }) => `  ${email}  (${role})`),
    `with the password ${password}`,
  ];
}

/** The first faxes of the sample clinic come in while it is already being used. */
function fillSampleInbox(
  server: Server,
  { dataDir }: Config,
  logger: FastifyBaseLogger,
): Filling | undefined {
  return startFilling({
    dataDir,
    deliver: deliverInProcess(server.app, dataDir),
    onFailure: (err) =>
      logger.error({ err }, 'Not all sample faxes came in; the others follow at the next start'),
  });
}
