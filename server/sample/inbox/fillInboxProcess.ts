import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { firstFaxes } from '../faxes/firstFaxes.ts';
import { makeSampleFax } from '../faxes/sampleFax.ts';
import { truthFile, writeTruth } from '../faxes/truth.ts';
import type { FillingJob } from './fillInbox.ts';

/** The process that makes the first faxes: sends each to its parent and goes on when that one has delivered it. */

const [dataDir = '', job = ''] = process.argv.slice(2);

// Somebody is waiting for the server and nobody for this.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
process.on('disconnect', () => process.exit(1));

// The server that started this wrote and checked it.
const { seed, count, startedAt } = JSON.parse(job) as FillingJob;
for (const order of firstFaxes(seed, new Date(startedAt)).slice(-count)) {
  if (existsSync(truthFile(dataDir, order.carrierFaxId))) continue;
  const fax = await makeSampleFax(order);
  // A parent that is gone takes nothing; the rest comes at the next start.
  process.send?.(fax, undefined, undefined, (error) => error && process.exit(1));
  await once(process, 'message');
  writeTruth(dataDir, fax.truth);
}
process.exit(0);
