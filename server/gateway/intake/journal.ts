import { createHash } from 'node:crypto';
import type { MedplumClient } from '@medplum/core';
import { INTAKE_IDENTIFIER, TASK_CODE } from '../../../src/domain/fhir/systems.ts';
import {
  type Intake,
  intakeKey,
  isDue,
  makeClaimed,
  makeFinished,
  makeIntakeTask,
  makePostponed,
  parseIntake,
  UNFINISHED_INTAKE,
} from '../../../src/domain/intake/intakeTask.ts';
import { createOnce, findByIdentifier, putChecked } from '../fhirWrites.ts';

/** What carriers delivered, kept on the FHIR server before they get their answer. */
export interface Journal {
  /**
   * Writes a delivery down, once however often it comes. When this returns, it is never lost; when it throws, the
   * carrier has to keep it.
   * @returns id of the intake Task, the support id of the delivery
   */
  write(delivery: { carrier: string; body: Buffer; contentType: string }): Promise<string>;
  /** Deliveries that may be worked now, oldest first, at most a page of them. */
  due(): Promise<Intake[]>;
  /** Takes a delivery for this worker until its lease ends; `undefined` when somebody else was faster. */
  claim(intake: Intake): Promise<Intake | undefined>;
  readBody(intake: Intake): Promise<Buffer>;
  finish(intake: Intake, faxIds: readonly string[]): Promise<void>;
  /** Puts a delivery back, for a later try. */
  postpone(intake: Intake): Promise<void>;
}

/** Longer than a document takes; a lease that ends too early costs work done twice, never a fax twice. */
const LEASE_MS = 90_000;
/** Waiting after the first, second … failed try. It never gives up: what a carrier was told is kept has to arrive. */
const BACKOFF_MS = [1_000, 5_000, 30_000, 2 * 60_000];
const LONGEST_WAIT_MS = 10 * 60_000;
const PAGE = '1000';

/**
 * @param alone No other gateway works on this server: what is claimed at the beginning, a dead process left behind.
 */
export function createJournal(
  client: MedplumClient,
  now: () => Date,
  { alone = false }: { readonly alone?: boolean } = {},
): Journal {
  let takesOver = alone;
  // Fifty copies of one body that arrive together are written by the first and waited for by the others.
  const writing = new Map<string, Promise<string>>();
  const later = (ms: number) => new Date(now().getTime() + ms).toISOString();

  return {
    write(delivery) {
      const sha256 = createHash('sha256').update(delivery.body).digest('hex');
      const key = intakeKey({ carrier: delivery.carrier, sha256 });
      const running = writing.get(key);
      if (running) {
        return running;
      }
      const written = writeOnce(client, { ...delivery, sha256 }, now().toISOString());
      writing.set(key, written);
      const forget = () => writing.delete(key);
      written.then(forget, forget);
      return written;
    },
    async due() {
      const query = new URLSearchParams({
        code: `${TASK_CODE}|intake`,
        status: UNFINISHED_INTAKE.join(','),
        _sort: '_lastUpdated',
        _count: PAGE,
      });
      const tasks = await client.searchResources('Task', query, { cache: 'reload' });
      const intakes = tasks.flatMap((task) => {
        const intake = parseIntake(task);
        return intake.ok ? [intake.value] : [];
      });
      const due = intakes.filter((intake) => takesOver || isDue(intake, now().toISOString()));
      takesOver = false;
      return due;
    },
    async claim(intake) {
      const claimed = await putChecked(client, makeClaimed(intake, later(LEASE_MS)));
      const parsed = claimed !== 'conflict' ? parseIntake(claimed) : undefined;
      return parsed?.ok ? parsed.value : undefined;
    },
    async readBody(intake) {
      // Not `download`: a Blob is a copy more, and these may be large.
      return Buffer.from(await (await client.downloadResponse(intake.body)).arrayBuffer());
    },
    async finish(intake, faxIds) {
      // A conflict means that the lease ended and another worker has it: it will finish the same.
      await putChecked(client, makeFinished(intake, faxIds));
    },
    async postpone(intake) {
      const wait = BACKOFF_MS[intake.attempts - 1] ?? LONGEST_WAIT_MS;
      await putChecked(client, makePostponed(intake, later(wait)));
    },
  };
}

async function writeOnce(
  client: MedplumClient,
  delivery: { carrier: string; body: Buffer; contentType: string; sha256: string },
  receivedAt: string,
): Promise<string> {
  const { carrier, sha256, contentType } = delivery;
  const identifier = { system: INTAKE_IDENTIFIER, value: intakeKey(delivery) };
  const known = await findByIdentifier(client, 'Task', identifier);
  if (known) {
    return known.id;
  }
  const binary = await client.createBinary({ data: delivery.body, contentType });
  const task = makeIntakeTask({ carrier, sha256, contentType, body: `Binary/${binary.id}`, receivedAt });
  return (await createOnce(client, task, INTAKE_IDENTIFIER)).id;
}
