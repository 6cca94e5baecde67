/** A carrier in a process of its own that keeps a server at work: `fork` it, and send it what `Carrier` says. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { makeTestPage } from '../server/documents/testing/testPages.ts';
import { writeTiff } from '../server/documents/tiff/writeTiff.ts';
import { TASK_CODE } from '../src/domain/fhir/systems.ts';
import { UNFINISHED_INTAKE } from '../src/domain/intake/intakeTask.ts';

export interface Carrier {
  readonly url: string;
  readonly webhook: string;
  readonly authorization: string;
  /** Deliveries to keep in work: as many are there again a moment after some were finished. */
  readonly inWork: number;
}

/** What it has done when it is told to stop. */
export interface Delivered {
  readonly deliveries: number;
  /** Deliveries found in work, each time before more were made. */
  readonly medianInWork: number;
  readonly pages: number;
  readonly bytes: number;
}

const PAGES = 5;
const PAUSE_MS = 100;

const [message] = await once(process, 'message');
// Sent by benchServer.ts.
const carrier = message as Carrier;
const pages = Array.from({ length: PAGES }, (_, page) => makeTestPage(1728, 1100, page + 1));
const document = writeTiff(pages, { xDpi: 204, yDpi: 98, compression: 'g4' });
const base64 = document.toString('base64');

async function deliver(): Promise<void> {
  const delivery = {
    id: randomUUID(),
    type: 'fax.received',
    from: '+16285551003',
    to: '+14155550100',
    fileName: 'records.tif',
    document: base64,
  };
  const { status } = await fetch(carrier.webhook, { method: 'POST', body: JSON.stringify(delivery) });
  if (status !== 200) throw new Error(`A delivery was answered ${status}`);
}

async function countInWork(): Promise<number> {
  const query = `code=${TASK_CODE}%7Cintake&status=${UNFINISHED_INTAKE.join(',')}&_summary=count`;
  const reply = await fetch(`${carrier.url}/fhir/R4/Task?${query}`, {
    headers: { authorization: carrier.authorization },
  });
  // A Bundle, as its total was asked for.
  return ((await reply.json()) as { total: number }).total;
}

let stopped = false;
process.once('message', () => {
  stopped = true;
});
let deliveries = 0;
const found: number[] = [];
while (!stopped) {
  const missing = Math.max(0, carrier.inWork - (deliveries > 0 ? await countInWork() : 0));
  if (deliveries > 0) found.push(carrier.inWork - missing);
  await Promise.all(Array.from({ length: missing }, deliver));
  if (deliveries === 0) process.send?.('busy');
  deliveries += missing;
  await setTimeout(PAUSE_MS);
}
found.sort((a, b) => a - b);
const delivered: Delivered = {
  deliveries,
  medianInWork: found[Math.floor(found.length / 2)] ?? 0,
  pages: PAGES,
  bytes: document.length,
};
process.send?.(delivered);
process.disconnect?.();
