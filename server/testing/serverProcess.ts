import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOOPBACK } from '../carriers/loopback/loopbackCarrier.ts';
import { webhookSecretFile } from '../gateway/webhookSecrets.ts';

/** The server as a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  /** What it has printed so far. */
  output(): string;
  /** The lines of its log so far. */
  logged(): readonly Record<string, unknown>[];
  /** Resolves to the exit code once the process has ended by itself. */
  readonly ended: Promise<number | null>;
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

interface ServerProcessOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly environment?: Record<string, string>;
  /** JavaScript that runs before the server. */
  readonly runBefore?: string;
}

export function startServerProcess(options: ServerProcessOptions): ServerProcess {
  const { dataDir, port, environment, runBefore = '' } = options;
  const before = join(dataDir, 'before.js');
  writeFileSync(before, runBefore);
  const main = join(import.meta.dirname, '..', 'main.ts');
  const child = spawn(process.execPath, ['--import', before, main], {
    // Neither the environment of the tests nor anybody's .env.
    cwd: dataDir,
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port), DEMO: '0', ...environment },
  });
  let output = '';
  const keep = (text: Buffer) => {
    output += text;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null);
  return {
    output: () => output,
    logged: () =>
      output
        .split('\n')
        .filter((line) => line.startsWith('{') && line.endsWith('}'))
        .map((line) => JSON.parse(line)),
    ended,
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

/** Path of the webhook of the sample clinic's carrier on a server that has started. */
export function webhookPath(dataDir: string): string {
  return `/webhooks/${LOOPBACK}/${readFileSync(webhookSecretFile(dataDir, LOOPBACK), 'utf8').trim()}`;
}
