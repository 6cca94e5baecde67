import type { FastifyInstance } from 'fastify';
import { createCarriers } from '../carriers/registry.ts';
import { openDocumentPool } from '../documents/pool.ts';
import { createGateway, type Gateway } from './gateway.ts';
import type { Logger } from './logger.ts';
import { openWebhookSecrets } from './webhookSecrets.ts';

/** The gateway in the process of the embedded FHIR server. */
interface EmbeddedGateway extends Pick<Gateway, 'operations' | 'start' | 'stop'> {
  /** Adds the webhooks. Reads or makes their secrets, so the data folder has to be this process's own by then. */
  registerGatewayRoutes(app: FastifyInstance): void;
  /** Ends what `stop` still waits for: a document being read is journaled, and read again at the next start. */
  close(): Promise<void>;
}

export function openEmbeddedGateway(options: {
  readonly dataDir: string;
  readonly demo: boolean;
  readonly logger: Logger;
  /** Whether there is room for what arrives. Unset: always. */
  readonly hasRoom?: () => Promise<boolean>;
}): EmbeddedGateway {
  const carriers = createCarriers(options);
  const documents = openDocumentPool();
  let secrets = openWebhookSecrets(options.dataDir, []);
  const gateway = createGateway({
    documents,
    carriers,
    secrets: { isSecretOf: (carrier, secret) => secrets.isSecretOf(carrier, secret) },
    logger: options.logger,
    now: () => new Date(),
    alone: true,
    ...(options.hasRoom && { hasRoom: options.hasRoom }),
  });
  return {
    operations: gateway.operations,
    start: gateway.start,
    stop: gateway.stop,
    registerGatewayRoutes(app) {
      secrets = openWebhookSecrets(options.dataDir, carriers.keys());
      gateway.registerRoutes(app);
    },
    async close() {
      await documents.close();
      await gateway.stop();
    },
  };
}
