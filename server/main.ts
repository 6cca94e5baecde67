import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from './config.ts';
import { AccountsError } from './fhir/auth/accountsDatabase.ts';
import { StoreError } from './fhir/store/schema.ts';
import { type EmbeddedGateway, openEmbeddedGateway } from './gateway/embeddedGateway.ts';
import { createSetupClient, createSystemClient } from './http/inProcess.ts';
import { createLogger } from './http/logger.ts';
import { openServer, type Server } from './http/server.ts';
import { StartError } from './http/startError.ts';
import { createSampleAccounts, SAMPLE_ACCOUNTS } from './sample/accounts.ts';

const APP_ROOT = fileURLToPath(new URL('../dist', import.meta.url));
/** Requests under way when the server is told to stop get this long. */
const STOP_WITHIN_MS = 10_000;

try {
  loadEnvFile();
  await start(configOrExit());
} catch (error) {
  if (error instanceof StartError || error instanceof StoreError || error instanceof AccountsError) {
    console.error(error.message);
    process.exit(1);
  }
  throw error;
}

async function start(config: Config): Promise<void> {
  const firstAdminCode = config.demo ? undefined : randomBytes(8).toString('hex');
  const logger = createLogger(config.logLevel);
  const gateway = openEmbeddedGateway({ ...config, logger });
  const server = await openServer({
    config,
    logger,
    appRoot: APP_ROOT,
    firstAdminCode,
    operations: gateway.operations,
    registerGatewayRoutes: gateway.registerGatewayRoutes,
  });
  stopOnSignals(server, gateway);
  try {
    gateway.start(await createSystemClient(server.app));
    const isEmpty = server.identity.identity.accounts.count() === 0;
    const signIns = isEmpty && config.demo ? await fillSampleClinic(server, config) : [];
    const { url, notice } = await server.listen();
    for (const line of [notice, ...signIns]) {
      if (line) {
        console.log(line);
      }
    }
    if (isEmpty && firstAdminCode) {
      console.log(
        `Nobody can sign in yet. Make the first admin at ${url}/first-admin with the code ${firstAdminCode}`,
      );
    }
    console.log(`Faxwell is ready at ${url}`);
  } catch (error) {
    await stopAll(server, gateway);
    throw error;
  }
}

/** The gateway first: what it is working on is written through the server. */
async function stopAll(server: Server, gateway: EmbeddedGateway): Promise<void> {
  await gateway.stop();
  await server.close();
}

/** @returns What to print so that somebody can sign in. */
async function fillSampleClinic(server: Server, config: Config): Promise<string[]> {
  const password = config.demoPassword ?? randomBytes(9).toString('base64url');
  const client = await createSetupClient(server.app);
  await createSampleAccounts(server.identity.identity.accounts, client, password);
  return [
    'Sign in to the sample clinic as',
    ...SAMPLE_ACCOUNTS.map(({ email, role }) => `  ${email}  (${role})`),
    `with the password ${password}`,
  ];
}

function stopOnSignals(server: Server, gateway: EmbeddedGateway): void {
  let stopping = false;
  const stop = () => {
    if (stopping) {
      return;
    }
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void stopAll(server, gateway).then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function configOrExit(): Config {
  const config = readConfig(process.env, process.cwd());
  if (!config.ok) {
    throw new StartError(['Faxwell cannot start with these settings:', ...config.error].join('\n  '));
  }
  return config.value;
}

/** Settings may be kept in a file `.env`; what the environment says itself comes first. */
function loadEnvFile(): void {
  try {
    process.loadEnvFile();
  } catch {
    // There is none.
  }
}
