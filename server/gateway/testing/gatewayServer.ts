import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MedplumClient } from '@medplum/core';
import type { Communication, Task } from '@medplum/fhirtypes';
import { LOOPBACK, loopbackCarrier } from '../../carriers/loopback/loopbackCarrier.ts';
import { createCarriers } from '../../carriers/registry.ts';
import { openDocumentPool } from '../../documents/pool.ts';
import { createSetupClient, createSystemClient } from '../../http/inProcess.ts';
import { startTestServer, type TestServer } from '../../http/testServer.ts';
import type { Documents, PageComparer, PageCutter } from '../documents.ts';
import { createGateway, type Gateway } from '../gateway.ts';
import { openWebhookSecrets, webhookSecretFile } from '../webhookSecrets.ts';

/** A server with its gateway, and what a carrier and a clinic do to it. */
export interface GatewayServer {
  readonly server: TestServer;
  readonly gateway: Gateway;
  /** The gateway's own client. */
  readonly client: MedplumClient;
  /** The workers that read documents. */
  readonly documents: PageCutter & PageComparer;
  /** May write settings and the address book. */
  readonly setup: MedplumClient;
  /** Everything the gateway logged. */
  readonly logs: readonly string[];
  readonly secret: string;
  /** A second gateway beside the first, as another process would be. */
  startAnotherGateway(options?: Pick<GatewayServerOptions, 'documents' | 'now' | 'alone'>): Gateway;
  /** Delivers a body to the loopback webhook. */
  deliver(body: unknown, options?: { secret?: string }): Promise<Response>;
  /** Faxes with a carrier's id. */
  faxes(carrierFaxId: string): Promise<Communication[]>;
  tasks(query: Record<string, string>): Promise<Task[]>;
  bytesOf(url: string | undefined): Promise<Buffer>;
  close(): Promise<void>;
}

/** What is not given is done by real workers. */
type GivenDocuments = Documents & Partial<PageCutter & PageComparer>;

interface GatewayServerOptions {
  /** An existing data folder, kept on close; else a new one that is removed. */
  readonly dataDir?: string;
  readonly careless?: boolean;
  readonly documents?: GivenDocuments;
  readonly now?: () => Date;
  readonly alone?: boolean;
  readonly hasRoom?: () => Promise<boolean>;
  /** The FHIR server's clock. */
  readonly serverNow?: () => number;
  /** Whether the gateway begins to work (the default). */
  readonly start?: boolean;
}

export async function startGatewayServer(options: GatewayServerOptions = {}): Promise<GatewayServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'faxwell-gateway-'));
  const pool = openDocumentPool();
  const carriers = createCarriers({ demo: true });
  const logs: string[] = [];
  const log = (fields: object, message: string) => void logs.push(`${message} ${JSON.stringify(fields)}`);
  const makeGateway = (documents: GivenDocuments, now = () => new Date(), alone = false) =>
    createGateway({
      documents: { ...pool, ...documents },
      carriers,
      secrets: openWebhookSecrets(dataDir, carriers.keys()),
      logger: { info: log, warn: log, error: log },
      now,
      alone,
      ...(options.hasRoom && { hasRoom: options.hasRoom }),
    });
  const gateway = makeGateway(options.documents ?? pool, options.now);
  const server = await startTestServer({
    dataDir,
    careless: options.careless ?? false,
    ...(options.serverNow && { now: options.serverNow }),
    operations: gateway.operations,
    registerGatewayRoutes: gateway.registerRoutes,
  });
  const secret = readFileSync(webhookSecretFile(dataDir, LOOPBACK), 'utf8').trim();
  const client = await createSystemClient(server.server.app);
  const setup = await createSetupClient(server.server.app);
  if (options.start ?? true) {
    gateway.start(client);
  }

  return {
    server,
    gateway,
    client,
    documents: pool,
    setup,
    logs,
    secret,
    startAnotherGateway({ documents = pool, now, alone } = {}) {
      const another = makeGateway(documents, now, alone);
      another.start(client);
      return another;
    },
    deliver: (body, given = {}) =>
      fetch(`${server.url}/webhooks/loopback/${given.secret ?? secret}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async faxes(carrierFaxId) {
      const query = new URLSearchParams({
        identifier: `${loopbackCarrier.identifierSystem}|${carrierFaxId}`,
      });
      return [...(await client.searchResources('Communication', query, { cache: 'reload' }))];
    },
    async tasks(query) {
      return [...(await client.searchResources('Task', new URLSearchParams(query), { cache: 'reload' }))];
    },
    async bytesOf(url) {
      return Buffer.from(await (await client.download(url ?? '')).arrayBuffer());
    },
    async close() {
      await gateway.stop();
      await server.close();
      await pool.close();
      if (options.dataDir === undefined) {
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
  };
}

/** A delivery of the loopback carrier: a referral of two pages on the front office's line. */
export function makeDelivery(fields: Record<string, unknown> = {}) {
  return {
    id: randomUUID(),
    type: 'fax.received',
    from: '+16285551003',
    to: '+14155550100',
    receivedAt: '2026-11-20T09:41:00Z',
    fileName: 'referral.pdf',
    contentType: 'application/pdf',
    ...fields,
  };
}
