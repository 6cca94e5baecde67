import type { CodeableConcept, Communication, Task } from '@medplum/fhirtypes';
import { FAX_FLAGS, FAX_STATES } from '../fax/fax.ts';
import { FAX_DIRECTION, FAX_FLAG, FAX_STATE } from '../fhir/systems.ts';
import { makeOwned, makeWorkTask } from '../filing/workTask.ts';
import { actAt, FAXWRIT } from './communications.ts';

/** A fax and the Task that says whose work it is, if it has one already. */
interface GeneratedFax {
  readonly communication: Communication;
  readonly work?: Task;
}

/** Who may own work, beside nobody. */
interface GeneratedPeople {
  readonly owners: readonly string[];
  readonly patient: string;
}

/**
 * Faxes of every direction, state, set of flags and owner, mixed by a seed: what no test would think of by itself, and
 * the same each time.
 */
export function generateFaxes(count: number, seed: number, people: GeneratedPeople): GeneratedFax[] {
  const random = randomOf(seed);
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  return Array.from({ length: count }, (_, n) => {
    const direction = oneOf(['inbound', 'inbound', 'inbound', 'inbound', 'outbound', undefined]);
    const flags = FAX_FLAGS.filter(() => random() < 0.25);
    const sent = new Date(Date.parse('2026-11-20T09:00:00Z') + Math.floor(random() * 90) * 1000);
    const communication: Communication = {
      resourceType: 'Communication',
      id: `generated-${seed}-${n}`,
      status: 'completed',
      medium: [FAXWRIT],
      category: [
        ...(direction ? [concept(FAX_DIRECTION, direction)] : []),
        concept(FAX_STATE, oneOf([...FAX_STATES, 'open', 'open'])),
        ...flags.map((flag) => concept(FAX_FLAG, flag)),
      ],
      ...(random() < 0.4 && { subject: { reference: people.patient } }),
      sent: sent.toISOString(),
      received: sent.toISOString(),
    };
    const owner = oneOf([undefined, ...people.owners]);
    const work = makeWorkTask({ id: communication.id ?? '' });
    const isClaimed = random() < 0.5;
    const owned = owner ? makeOwned(work, { owner: { reference: owner }, isClaimed }, actAt(0)) : work;
    return { communication, ...(random() < 0.85 && { work: owned }) };
  });
}

function concept(system: string, code: string): CodeableConcept {
  return { coding: [{ system, code }] };
}

/** mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
