import { createHash } from 'node:crypto';
import type { MedplumClient, WithId } from '@medplum/core';
import type { Task } from '@medplum/fhirtypes';
import { identifierOf } from '../../../src/domain/fhir/elements.ts';
import { INTAKE_IDENTIFIER, SUPPORT_IDENTIFIER, TASK_CODE } from '../../../src/domain/fhir/systems.ts';
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
   * @returns the entry of the delivery, which is the first one's when it had come before
   */
  write(delivery: Delivery): Promise<Entry>;
  /** Deliveries that may be worked now, oldest first, at most a page of them. */
  due(): Promise<Intake[]>;
  /** Takes a delivery for this worker until its lease ends; `undefined` when somebody else was faster. */
  claim(intake: Intake): Promise<Intake | undefined>;
  readBody(intake: Intake): Promise<Buffer>;
  finish(intake: Intake, faxIds: readonly string[]): Promise<void>;
  /** Puts a delivery back, for a later try. */
  postpone(intake: Intake): Promise<void>;
}

interface Delivery {
  readonly carrier: string;
  readonly body: Buffer;
  readonly contentType: string;
  readonly supportId: string;
}

interface Entry {
  /** Of the intake Task. */
  readonly id: string;
  /** Absent on one that an older version wrote. */
  readonly supportId?: string;
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
  const writing = new Map<string, Promise<Entry>>();
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
  delivery: Delivery & { readonly sha256: string },
  receivedAt: string,
): Promise<Entry> {
  const { body: data, ...facts } = delivery;
  const identifier = { system: INTAKE_IDENTIFIER, value: intakeKey(delivery) };
  const known = await findByIdentifier(client, 'Task', identifier);
  if (known) {
    return entryOf(known);
  }
  const binary = await client.createBinary({ data, contentType: facts.contentType });
  const task = makeIntakeTask({ ...facts, body: `Binary/${binary.id}`, receivedAt });
  return entryOf(await createOnce(client, task, INTAKE_IDENTIFIER));
}

function entryOf(task: WithId<Task>): Entry {
  const supportId = identifierOf(task, SUPPORT_IDENTIFIER);
  return { id: task.id, ...(supportId && { supportId }) };
}
