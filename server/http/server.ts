import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type Config, listenAddress } from '../config.ts';
import { type OpenIdentity, openIdentity } from '../fhir/auth/openIdentity.ts';
import { openFileStore } from '../fhir/binary/fileStore.ts';
import { openStore, type Store } from '../fhir/store/store.ts';
import { type AppDeps, type AppSettings, createApp } from './app.ts';
import { dataFolderError, openDataDir } from './dataDir.ts';
import { StartError } from './startError.ts';
import { VERSION } from './version.ts';

export interface ServerOptions extends Pick<AppDeps, 'operations' | 'registerGatewayRoutes' | 'disk'> {
  readonly config: Config;
  readonly logger: FastifyBaseLogger;
  /** Folder of the built app. */
  readonly appRoot: string;
  readonly firstAdminCode?: string | undefined;
  readonly now?: () => number;
}

/** A server that is complete but for listening. */
export interface Server {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly identity: OpenIdentity;
  /** Starts to listen. */
  listen(): Promise<{ readonly url: string; readonly notice?: string }>;
  /** Takes nothing new, says good-bye to sockets, and resolves when everything under way is answered. */
  drain(): Promise<void>;
  /** Answers what is under way, then lets go of the data folder. */
  close(): Promise<void>;
}

/** Opens the data folder and builds the server on it. Expected failures are StartErrors with a plain sentence. */
export async function openServer(options: ServerOptions): Promise<Server> {
  const { config, now = Date.now } = options;
  const dataDir = openDataDir(config.dataDir);
  const closers: (() => void | Promise<void>)[] = [() => dataDir.release()];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) {
      await close();
    }
  };
  try {
    const settings = appSettings(options);
    const identity = openIdentity(dataDir.path, now);
    closers.push(() => identity.close());
    const store = openStore({
      file: join(dataDir.path, 'faxwell.sqlite'),
      careless: config.careless,
      baseUrl: `${settings.baseUrl}/fhir/R4`,
      now: () => new Date(now()),
      onListenerError: (error) =>
        options.logger.error({ err: error }, 'A change could not be told to everybody'),
    });
    closers.push(() => store.close());
    const files = openFileStore(join(dataDir.path, 'binary'));
    const app = await createApp({ ...options, store, files, identity, settings, now });
    app.addHook('onClose', closeAll);
    return {
      app,
      store,
      identity,
      listen: () => listen(app, config, settings),
      drain: () => drain(app),
      close: () => app.close(),
    };
  } catch (error) {
    await closeAll();
    throw isOfSystem(error) ? dataFolderError(dataDir.path, error) : error;
  }
}

/** What the disk or SQLite refused; everything else is a mistake of ours, and its stack is wanted. */
function isOfSystem(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(E[A-Z]+|ERR_SQLITE_ERROR)$/.test(String(error.code));
}

function appSettings({ config, appRoot }: ServerOptions): AppSettings {
  const { host } = listenAddress(config);
  const address = host.includes(':') ? `[${host}]` : host;
  return {
    baseUrl: config.baseUrl ?? `${config.tls ? 'https' : 'http'}://${address}:${config.port}`,
    publicUrl: config.baseUrl,
    tls: config.tls && readTls(config.tls),
    trustProxy: config.trustProxy,
    careless: config.careless,
    timeZone: config.timeZone,
    version: VERSION,
    appRoot,
  };
}

function readTls({ certFile, keyFile }: NonNullable<Config['tls']>) {
  const tls = { cert: readPem(certFile), key: readPem(keyFile) };
  try {
    createSecureContext(tls);
  } catch (cause) {
    throw new StartError(`${certFile} and ${keyFile} are no certificate with its key in PEM form.`, {
      cause,
    });
  }
  return tls;
}

function readPem(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new StartError(`The file ${file} for TLS cannot be read.`, { cause });
  }
}

/** https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const GOING_AWAY = 1001;
/** A browser answers at once; a laptop that is asleep never does. */
const GOODBYE_WITHIN_MS = 1_000;

async function drain(app: FastifyInstance): Promise<void> {
  app.health.state = 'stopping';
  const { clients } = app.websocketServer;
  for (const socket of clients) {
    socket.close(GOING_AWAY, 'The server is stopping');
  }
  const impatience = setTimeout(() => {
    for (const socket of clients) {
      socket.terminate();
    }
  }, GOODBYE_WITHIN_MS);
  // Not `app.close`, after which nothing can be written any more, not even by a request that is still coming in.
  await new Promise<void>((resolve) => app.server.close(() => resolve()));
  clearTimeout(impatience);
}

async function listen(app: FastifyInstance, config: Config, settings: AppSettings) {
  const { host, notice } = listenAddress(config);
  try {
    await app.listen({ host, port: config.port });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const sentence =
      code === 'EADDRINUSE'
        ? `Port ${config.port} is taken. Stop what uses it, or start with another one: PORT=${config.port + 1}.`
        : `Cannot listen on ${host}, port ${config.port} (${code}). HOST has to be an address of this machine.`;
    throw new StartError(sentence, { cause });
  }
  return { url: settings.baseUrl, ...(notice ? { notice } : undefined) };
}
