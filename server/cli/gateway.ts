import { ClientStorage, MedplumClient, MemoryStorage } from '@medplum/core';
import Fastify from 'fastify';
import { z } from 'zod';
import { createCarriers } from '../carriers/registry.ts';
import { type Config, listenAddress, readConfig } from '../config.ts';
import { openDocumentPool } from '../documents/pool.ts';
import { createGateway } from '../gateway/gateway.ts';
import { openWebhookSecrets } from '../gateway/webhookSecrets.ts';
import { endOrderly, orEnough } from '../http/ending.ts';
import { createLogger } from '../http/logger.ts';
import { StartError } from '../http/startError.ts';
import { readEnvironment, settingsError } from '../settings.ts';

/**
 * `npm run gateway`: the gateway alone, beside a FHIR server such as Medplum. Any number may run for one clinic; what
 * they know stands in FHIR resources, and DATA_DIR holds nothing but the secrets of the webhooks, which have to be
 * the same in each.
 */

const serverSchema = z.object({
  FHIR_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be the address of a FHIR server' }),
  FHIR_CLIENT_ID: z.string({ error: 'is missing' }).min(1, 'is empty'),
  FHIR_CLIENT_SECRET: z.string({ error: 'is missing' }).min(1, 'is empty'),
});
type FhirServer = z.infer<typeof serverSchema>;

try {
  const { config, fhir } = readGatewaySettings();
  await start(config, fhir);
} catch (error) {
  if (!(error instanceof StartError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}

function readGatewaySettings(): { config: Config; fhir: FhirServer } {
  const environment = readEnvironment();
  // Without DEMO=1 there is no loopback carrier: this gateway writes to a clinic's own server.
  const config = readConfig({ DEMO: '0', ...environment }, process.cwd());
  const fhir = serverSchema.safeParse(environment);
  if (config.ok && fhir.success) {
    return { config: config.value, fhir: fhir.data };
  }
  throw settingsError([
    ...(config.ok ? [] : config.error),
    ...(fhir.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? []),
  ]);
}

async function start(config: Config, fhir: FhirServer): Promise<void> {
  const client = await signIn(fhir);
  if (!client) {
    throw new StartError(`The FHIR server at ${fhir.FHIR_BASE_URL} does not answer, or refuses this client.`);
  }
  const logger = createLogger(config.logLevel);
  const carriers = createCarriers(config);
  const documents = openDocumentPool();
  const gateway = createGateway({
    documents,
    carriers,
    secrets: openWebhookSecrets(config.dataDir, carriers.keys()),
    logger,
    now: () => new Date(),
  });
  const app = Fastify({ forceCloseConnections: 'idle' });
  endOrderly(logger, async () => {
    // What carriers are delivering is still written down, what is being made of it is finished.
    await orEnough(Promise.all([app.close(), gateway.stop()]));
    await documents.close();
    await gateway.stop();
  });
  app.get('/livez', async () => ({ status: 'alive' }));
  gateway.registerRoutes(app);
  gateway.start(client);
  const { host, notice } = listenAddress(config);
  const url = await app.listen({ host, port: config.port });
  console.log([notice, `The Faxwell gateway is ready at ${url}`].filter(Boolean).join('\n'));
}

async function signIn(fhir: FhirServer): Promise<MedplumClient | undefined> {
  const client = new MedplumClient({
    baseUrl: fhir.FHIR_BASE_URL.replace(/\/fhir\/R4\/?$/, ''),
    cacheTime: 0,
    storage: new ClientStorage(new MemoryStorage()),
  });
  try {
    await client.startClientLogin(fhir.FHIR_CLIENT_ID, fhir.FHIR_CLIENT_SECRET);
    return client;
  } catch {
    return undefined;
  }
}
