import { setImmediate } from 'node:timers/promises';
import type { MedplumClient } from '@medplum/core';
import type { AttentionReason } from '../../../src/domain/intake/attentionTask.ts';
import type { Intake } from '../../../src/domain/intake/intakeTask.ts';
import type { Carriers } from '../../carriers/registry.ts';
import { withSupportId } from '../../supportId.ts';
import { raiseAttention } from '../attention.ts';
import type { Documents } from '../documents.ts';
import { errorKind, type Logger } from '../logger.ts';
import type { Journal } from './journal.ts';
import { receiveFax } from './receiveFax.ts';

interface IntakeWorkerDependencies {
  readonly client: MedplumClient;
  readonly documents: Documents;
  readonly carriers: Carriers;
  readonly journal: Journal;
  readonly logger: Logger;
  /** A fax is in the inbox, for the first time or again. */
  readonly onArrived: (faxId: string) => void;
}

/** Works what the journal holds. */
export interface IntakeWorker {
  /**
   * Works what is due, one delivery after another, until nothing is left. Run several times at once they share what
   * there is: one huge document does not hold up the small ones behind it.
   * @returns ids of the faxes this run made of it
   */
  run(): Promise<readonly string[]>;
  /** Begins nothing any more: what waits is worked after the next start. */
  stop(): void;
}

/** A document whose reader died this often is to blame. */
const DOCUMENT_TRIES = 3;
/** From this many failed tries on a person is told. */
const STUCK_AFTER = 4;

export function createIntakeWorker(deps: IntakeWorkerDependencies): IntakeWorker {
  let stopped = false;
  let queue: Intake[] = [];
  let asking: Promise<void> | undefined;
  const beingWorked = new Set<string>();

  const ask = async () => {
    const due = await deps.journal.due();
    // Claiming takes a moment, in which it is still due.
    queue = due.filter(({ id }) => !beingWorked.has(id));
  };
  const next = async () => {
    if (queue.length === 0 && !stopped) {
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      await asking;
    }
    return stopped ? undefined : queue.shift();
  };
  return {
    stop() {
      stopped = true;
    },
    async run() {
      const faxIds: string[] = [];
      for (let intake = await next(); intake; intake = await next()) {
        const { id } = intake;
        beingWorked.add(id);
        const worked = withSupportId(intake.supportId, () => workIfFree(deps, intake));
        faxIds.push(...(await worked.finally(() => beingWorked.delete(id))));
      }
      return faxIds;
    },
  };
}

async function workIfFree(deps: IntakeWorkerDependencies, waiting: Intake): Promise<readonly string[]> {
  const { journal, logger } = deps;
  const intake = await journal.claim(waiting);
  if (!intake) {
    return [];
  }
  try {
    const faxIds = await work(deps, intake);
    for (const faxId of faxIds) deps.onArrived(faxId);
    await journal.finish(intake, faxIds);
    return faxIds;
  } catch (error) {
    logger.error({ intake: intake.id, attempts: intake.attempts, error: errorKind(error) }, 'Intake failed');
    await journal.postpone(intake);
    if (intake.attempts >= STUCK_AFTER) {
      await needsAttention(deps, intake, 'intake-stuck');
    }
    return [];
  }
}

async function work(deps: IntakeWorkerDependencies, intake: Intake): Promise<readonly string[]> {
  const carrier = deps.carriers.get(intake.carrier);
  const body = await deps.journal.readBody(intake);
  // Both are long steps where a body is large: others have their turn in between.
  await setImmediate();
  const events = carrier?.parseWebhook(body, { 'content-type': intake.contentType });
  if (!carrier || !events?.ok) {
    // It was this carrier's format when it came: a version that reads it again may be started any time.
    throw new UnreadableIntakeError();
  }
  const faxIds: string[] = [];
  for (const event of events.value) {
    if (event.kind === 'fax-received') {
      const isLastTry = intake.attempts >= DOCUMENT_TRIES;
      const { receivedAt, supportId } = intake;
      const fax = await receiveFax(deps, { carrier, event, receivedAt, supportId, isLastTry });
      faxIds.push(fax.id);
    } else {
      deps.logger.warn({ intake: intake.id }, 'A carrier reported an event that is not known');
      await needsAttention(deps, intake, 'unknown-event');
    }
  }
  return faxIds;
}

/** A journaled delivery whose carrier is not configured here any more, or whose format is not read any more. */
class UnreadableIntakeError extends Error {
  override readonly name = 'UnreadableIntakeError';
}

async function needsAttention(
  { client }: IntakeWorkerDependencies,
  intake: Intake,
  reason: AttentionReason,
): Promise<void> {
  await raiseAttention(client, `Task/${intake.id}`, reason, intake.receivedAt);
}
