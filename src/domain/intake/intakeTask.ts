import type { Task } from '@medplum/fhirtypes';
import { extensionOf, identifierOf, listOf } from '../fhir/elements.ts';
import { EXT, INTAKE_IDENTIFIER, SUPPORT_IDENTIFIER, TASK_CODE } from '../fhir/systems.ts';
import { err, ok, type Result } from '../result.ts';

/**
 * The journal entry of one delivery by a carrier: written before the carrier gets its answer, worked afterwards.
 * `requested` (waiting, or waiting for its next try) → `in-progress` (claimed until the lease ends) → `completed`.
 */
export interface Intake {
  readonly id: string;
  readonly task: Task;
  /** What a clinic reads to whoever helps it; absent on entries of versions without. */
  readonly supportId?: string;
  readonly carrier: string;
  /** `Binary/<id>` of the raw body. */
  readonly body: string;
  readonly contentType: string;
  /** Our first durable write of the delivery, an instant. */
  readonly receivedAt: string;
  /** How often it was claimed. */
  readonly attempts: number;
  /** Nobody (else) works it before this instant. */
  readonly lease?: string;
}

/** Statuses in which something is still to be done. */
export const UNFINISHED_INTAKE = ['requested', 'in-progress'] as const;

interface Delivery {
  readonly carrier: string;
  /** SHA-256 of the raw body, lower-case hex: the same body again is the same delivery. */
  readonly sha256: string;
  readonly body: string;
  readonly contentType: string;
  readonly receivedAt: string;
  readonly supportId: string;
}

/** The identifier's value, by which one delivery has one entry. */
export function intakeKey({ carrier, sha256 }: Pick<Delivery, 'carrier' | 'sha256'>): string {
  return `${carrier}-${sha256}`;
}

/** The entry of a delivery nobody has worked yet. */
export function makeIntakeTask(delivery: Delivery): Task {
  return {
    resourceType: 'Task',
    identifier: [
      { system: INTAKE_IDENTIFIER, value: intakeKey(delivery) },
      { system: SUPPORT_IDENTIFIER, value: delivery.supportId },
    ],
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: TASK_CODE, code: 'intake' }] },
    authoredOn: delivery.receivedAt,
    input: [
      { type: inputType('carrier'), valueString: delivery.carrier },
      { type: inputType('body'), valueReference: { reference: delivery.body } },
      { type: inputType('content-type'), valueString: delivery.contentType },
    ],
  };
}

/** Reads a journal entry, whoever wrote it. */
export function parseIntake(task: Task): Result<Intake, 'not-an-intake'> {
  const input = (code: string) =>
    listOf(task.input).find((i) => i.type?.coding?.some((c) => c.system === TASK_CODE && c.code === code));
  const carrier = input('carrier')?.valueString;
  const body = input('body')?.valueReference?.reference;
  if (!task.id || !carrier || !body || !task.authoredOn) {
    return err('not-an-intake');
  }
  const lease = extensionOf(task, EXT.lease)?.valueInstant;
  const supportId = identifierOf(task, SUPPORT_IDENTIFIER);
  return ok({
    id: task.id,
    task,
    carrier,
    body,
    contentType: input('content-type')?.valueString ?? 'application/octet-stream',
    receivedAt: task.authoredOn,
    attempts: extensionOf(task, EXT.attempts)?.valueInteger ?? 0,
    ...(lease && { lease }),
    ...(supportId && { supportId }),
  });
}

/** Whether a worker may take it now (an instant): not claimed, or claimed by somebody who did not come back. */
export function isDue(intake: Intake, now: string): boolean {
  return intake.lease === undefined || Date.parse(intake.lease) <= Date.parse(now);
}

/** Taken by a worker until the lease ends (an instant). */
export function makeClaimed(intake: Intake, lease: string): Task {
  return leased({ ...intake.task, status: 'in-progress' }, lease, intake.attempts + 1);
}

/** Back in the queue after a failure, not before an instant. */
export function makePostponed(intake: Intake, notBefore: string): Task {
  return leased({ ...intake.task, status: 'requested' }, notBefore, intake.attempts);
}

/** Done: names what came of it, so that anybody can follow a delivery to its faxes. */
export function makeFinished(intake: Intake, faxIds: readonly string[]): Task {
  const output = faxIds.map((id) => ({
    type: inputType('fax'),
    valueReference: { reference: `Communication/${id}` },
  }));
  return { ...intake.task, status: 'completed', ...(output.length > 0 && { output }) };
}

function leased(task: Task, lease: string, attempts: number): Task {
  const others = listOf(task.extension).filter((e) => e.url !== EXT.lease && e.url !== EXT.attempts);
  return {
    ...task,
    extension: [
      ...others,
      { url: EXT.lease, valueInstant: lease },
      { url: EXT.attempts, valueInteger: attempts },
    ],
  };
}

function inputType(code: string) {
  return { coding: [{ system: TASK_CODE, code }] };
}
