/** A whole server in a process of its own, so that measuring takes nothing from it: `fork` it with a data folder. */
import { readFileSync } from 'node:fs';
import { LOOPBACK } from '../server/carriers/loopback/loopbackCarrier.ts';
import { openEmbeddedGateway } from '../server/gateway/embeddedGateway.ts';
import { webhookSecretFile } from '../server/gateway/webhookSecrets.ts';
import { createSystemClient } from '../server/http/inProcess.ts';
import { createLogger } from '../server/http/logger.ts';
import { startTestServer } from '../server/http/testServer.ts';

const [dataDir] = process.argv.slice(2);
if (!dataDir || !process.send) throw new Error('Started by a bench, with a data folder');

const gateway = openEmbeddedGateway({ dataDir, demo: true, logger: createLogger('error') });
const server = await startTestServer({ dataDir, ...gateway });
gateway.start(await createSystemClient(server.server.app));
const secret = readFileSync(webhookSecretFile(dataDir, LOOPBACK), 'utf8').trim();
process.send({ url: server.url, webhook: `${server.url}/webhooks/${LOOPBACK}/${secret}` });
process.once('disconnect', async () => {
  await gateway.stop();
  await gateway.close();
  await server.close();
});
