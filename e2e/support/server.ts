import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A Faxwell of its own: the real process on a free port. */
export interface RunningServer {
  readonly url: string;
  /** The address the loopback carrier delivers faxes to. */
  readonly webhook: string;
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

export const PASSWORD = 'end-to-end-password';

/** Names the data folder that every server of a test begins with a copy of. */
export const TEMPLATE_VARIABLE = 'FAXWELL_E2E_TEMPLATE';

/** A server over a copy of the sample clinic, which is gone when it stops. */
export async function startServer(options: { readonly careless: boolean }): Promise<RunningServer> {
  const template = process.env[TEMPLATE_VARIABLE];
  const dataDir = await mkdtemp(join(tmpdir(), 'faxwell-e2e-'));
  if (template) {
    await cp(template, dataDir, { recursive: true });
  }
  const server = await launch(dataDir, options.careless);
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The data folder of a sample clinic that has just been made and has got so many faxes, for servers to copy. */
export async function makeTemplate(faxes: number): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'faxwell-e2e-template-'));
  const server = await launch(dataDir, false, faxes);
  // The first faxes come in after the start; no test should meet one on its way.
  const isFilling = () => existsSync(join(dataDir, 'sample', 'first-faxes.json'));
  while (isFilling()) {
    await delay(50);
  }
  await server.stop();
  return dataDir;
}

async function launch(dataDir: string, careless: boolean, faxes = 0): Promise<RunningServer> {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      PORT: String(await freePort()),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DEMO: '1',
      DEMO_PASSWORD: PASSWORD,
      DEMO_FAXES: String(faxes),
      CARELESS: careless ? '1' : '0',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readyUrl(child);
  const secret = (await readFile(join(dataDir, 'webhook-secrets', 'loopback'), 'utf8')).trim();
  return { url, webhook: `${url}/webhooks/loopback/${secret}`, stop: () => stop(child) };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('No port is free');
  }
  return address.port;
}

/** What the server prints for people is what the tests wait for. */
async function readyUrl(child: ChildProcess): Promise<string> {
  // Piped above.
  const output = child.stdout!;
  for await (const line of createInterface({ input: output })) {
    const url = /^Faxwell is ready at (\S+)$/.exec(line)?.[1];
    if (url) {
      // Read on, or a full pipe would stop the server some day.
      output.resume();
      return url;
    }
  }
  throw new Error('The server stopped before it was ready; its words are above.');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  }
}
