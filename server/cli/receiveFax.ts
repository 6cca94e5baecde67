import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { LoopbackDelivery } from '../carriers/loopback/wire.ts';
import type { Config } from '../config.ts';
import { StartError } from '../http/startError.ts';
import { readSettings } from '../settings.ts';
import { deliver, ownServer, readSecret, UsageError } from './loopbackClient.ts';

/** `npm run fax:receive -- FILE --from N --to N`: a fax arrives at the running server, as from a carrier. */

const USAGE = `Usage: npm run fax:receive -- FILE --from NUMBER --to NUMBER [--server URL]

  --from     number of the caller, or "withheld"
  --to       one of the clinic's fax numbers
  --server   where Faxwell runs, if not on this machine with the settings given here
Settings are those of the server, from the environment or .env: DATA_DIR names its data folder.`;

try {
  console.log(await receiveFax(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError || error instanceof StartError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}

/** @returns the id under which the carrier delivered the fax */
async function receiveFax(args: string[]): Promise<string> {
  const config = readSettings();
  const { file, from, to, server } = readArguments(args, config);
  const document = await readDocument(file);
  const delivery: LoopbackDelivery = {
    id: randomUUID(),
    type: 'fax.received',
    from,
    to,
    receivedAt: new Date().toISOString(),
    fileName: basename(file),
    document: document.toString('base64'),
  };
  await deliver(server, await readSecret(config.dataDir), delivery);
  return delivery.id;
}

function readArguments(
  args: string[],
  config: Config,
): { file: string; from: string; to: string; server: string } {
  const parsed = parseOrUndefined(args, ownServer(config));
  const [file, ...rest] = parsed?.positionals ?? [];
  const { from, to, server } = parsed?.values ?? {};
  if (!file || rest.length > 0 || !from || !to || !server || !URL.canParse(server)) {
    throw new UsageError(USAGE);
  }
  return { file, from, to, server: server.replace(/\/+$/, '') };
}

function parseOrUndefined(args: string[], ownServer: string) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        server: { type: 'string', default: ownServer },
      },
    });
  } catch {
    return undefined;
  }
}

async function readDocument(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch {
    throw new UsageError(`The file ${file} cannot be read.`);
  }
}
