import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { StartError } from '../http/startError.ts';
import { type FaxOrder, makeSampleFax, type SampleFax } from '../sample/faxes/sampleFax.ts';
import { nextFax, pauseBefore } from '../sample/faxes/traffic.ts';
import { writeTruth } from '../sample/faxes/truth.ts';
import { makeSampleDelivery } from '../sampleDelivery.ts';
import { readSettings } from '../settings.ts';
import { deliver, NotDeliveredError, ownServer, readSecret, UsageError } from './loopbackClient.ts';

/** `npm run demo:traffic`: new faxes arrive at the running server, as from a carrier, until it is stopped. */

const USAGE = `Usage: npm run demo:traffic -- [--every 30s] [--seed N] [--server URL]

  --every    how far apart faxes are on average, in seconds or minutes: 5s, 2m; 30s if not given
  --seed     a whole number; the same seed sends the same letters, dated today
  --server   where Faxwell runs, if not on this machine with the settings given here
Settings are those of the server, from the environment or .env: DATA_DIR names its data folder.`;

/** A fax that comes again is one of the last so many. */
const REMEMBERED = 10;
const RETRY_MS = 5_000;

interface Options {
  readonly everyMs: number;
  readonly seed: number;
  readonly server: string;
}

try {
  const config = readSettings();
  await sendTraffic(readArguments(process.argv.slice(2), config), config.dataDir);
} catch (error) {
  if (!(error instanceof UsageError || error instanceof StartError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}

async function sendTraffic({ everyMs, seed, server }: Options, dataDir: string): Promise<void> {
  const secret = await readSecret(dataDir);
  const sent = { faxes: 0, pages: 0 };
  stopOnSignals(sent);
  console.log(
    `New faxes go to ${server}, one in ${everyMs / 1000} s on average, with seed ${seed}. Ctrl-C ends it.`,
  );
  // Another one for each run: the same ids would be the same faxes.
  const prefix = `traffic-${seed}-${Date.now().toString(36)}`;
  const orders: FaxOrder[] = [];
  for (let index = 0; ; index++) {
    const order = nextFax({ seed, prefix, index }, new Date(), orders.slice(-REMEMBERED));
    orders.push(order);
    const fax = await makeSampleFax(order);
    await deliverPatiently(() => deliver(server, secret, makeSampleDelivery(fax)), index === 0);
    writeTruth(dataDir, fax.truth);
    sent.faxes += 1;
    sent.pages += fax.pages;
    console.log(reportOf(fax));
    await delay(pauseBefore(seed, index + 1) * everyMs);
  }
}

/** A server that is being restarted gets the fax afterwards, as from a carrier; one that never answered does not. */
async function deliverPatiently(attempt: () => Promise<void>, isFirst: boolean): Promise<void> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (isFirst || !(error instanceof NotDeliveredError)) {
        throw error;
      }
      console.error(`${error.message} Trying again.`);
      await delay(RETRY_MS);
    }
  }
}

/** What was sent without saying who or about whom: `14:03:22  3 pages   44 kB  PDF   mixed-packet`. */
function reportOf({ pages, bytes, contentType, truth }: SampleFax): string {
  const time = new Date().toTimeString().slice(0, 8);
  const size = `${Math.ceil(bytes.length / 1024)} kB`;
  const kind = contentType === 'application/pdf' ? 'PDF' : 'TIFF';
  const again = truth.repeats ? `, again (${truth.repeats.how})` : '';
  const count = `${pages} ${pages === 1 ? 'page' : 'pages'}`;
  return `${time}  ${count.padEnd(9)}${size.padStart(7)}  ${kind.padEnd(5)} ${truth.recipe}${again}  ${truth.carrierFaxId}`;
}

function stopOnSignals(sent: { readonly faxes: number; readonly pages: number }): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      console.log(`Sent ${sent.faxes} faxes with ${sent.pages} pages.`);
      process.exit(0);
    });
  }
}

function readArguments(args: string[], config: Config): Options {
  const { every, seed, server } = parseOrUndefined(args, ownServer(config)) ?? {};
  const everyMs = parseDuration(every);
  if (everyMs === undefined || !server || !URL.canParse(server) || (seed && !/^\d{1,9}$/.test(seed))) {
    throw new UsageError(USAGE);
  }
  return {
    everyMs,
    seed: seed ? Number(seed) : Math.floor(Date.now() / 1000) % 1_000_000,
    server: server.replace(/\/+$/, ''),
  };
}

/** `30s`, `2m` or `45` in milliseconds. */
function parseDuration(words: string | undefined): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(s|m)?$/.exec(words ?? '') ?? [];
  const milliseconds = Number(amount) * (unit === 'm' ? 60_000 : 1_000);
  return milliseconds > 0 ? milliseconds : undefined;
}

function parseOrUndefined(args: string[], server: string) {
  try {
    return parseArgs({
      args,
      options: {
        every: { type: 'string', default: '30s' },
        seed: { type: 'string' },
        server: { type: 'string', default: server },
      },
    }).values;
  } catch {
    return undefined;
  }
}
