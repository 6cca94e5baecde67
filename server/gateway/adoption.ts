import type { MedplumClient, WithId } from '@medplum/core';
import type { Communication } from '@medplum/fhirtypes';
import { FAX_STATES } from '../../src/domain/fax/fax.ts';
import { parseFax } from '../../src/domain/fax/parseFax.ts';
import { FAX_DIRECTION, FAX_MEDIUM_CODE, FAX_STATE, WORK_IDENTIFIER } from '../../src/domain/fhir/systems.ts';
import { makeWorkTask } from '../../src/domain/filing/workTask.ts';
import { makeAdopted } from '../../src/domain/intake/adoptFax.ts';
import type { AttentionReason } from '../../src/domain/intake/attentionTask.ts';
import { raiseAttention } from './attention.ts';
import { createOnce, putChecked } from './fhirWrites.ts';
import { findSender } from './intake/addressBook.ts';
import { findSenderBlock } from './intake/senderBlocks.ts';
import { errorKind, type Logger } from './logger.ts';

interface AdoptionDependencies {
  readonly client: MedplumClient;
  readonly logger: Logger;
  readonly now: () => Date;
}

const PAGE = '100';
/** Not `system|` alone: a fax in a state of our system that nobody knows would be in no folder. */
const STATES = FAX_STATES.map((state) => `${FAX_STATE}|${state}`).join(',');

/** Faxes that no list would show: in none of our states, or without the time that lists go by. */
const UNLISTED: readonly Record<string, string>[] = [
  { 'category:not': STATES },
  { category: `${FAX_DIRECTION}|inbound`, 'sent:missing': 'true' },
];

/**
 * Adopts the faxes other systems wrote, and what they left of ours without a place in the lists.
 * @param since only those changed from this instant on; absent, all of them
 */
export async function adoptForeignFaxes(deps: AdoptionDependencies, since?: string): Promise<void> {
  for (const criteria of UNLISTED) {
    await adoptAll(deps, criteria, since);
  }
}

async function adoptAll(
  deps: AdoptionDependencies,
  criteria: Record<string, string>,
  since: string | undefined,
): Promise<void> {
  const met = new Set<string>();
  // Those that could not be adopted come again and again: each round begins where the last one ended.
  for (let from = since; ; ) {
    const query = new URLSearchParams({
      medium: FAX_MEDIUM_CODE,
      ...criteria,
      _sort: '_lastUpdated',
      _count: PAGE,
      ...(from && { _lastUpdated: `ge${from}` }),
    });
    const found = await deps.client.searchResources('Communication', query, { cache: 'reload' });
    const fresh = found.filter((communication) => !met.has(communication.id));
    if (fresh.length === 0) {
      return;
    }
    for (const communication of fresh) {
      met.add(communication.id);
      await adopt(deps, communication);
    }
    from = found.at(-1)?.meta?.lastUpdated ?? from;
  }
}

async function adopt(deps: AdoptionDependencies, communication: WithId<Communication>): Promise<void> {
  const at = deps.now().toISOString();
  const attend = (reason: AttentionReason) =>
    raiseAttention(deps.client, `Communication/${communication.id}`, reason, at);
  try {
    const fax = parseFax(communication);
    if (!fax.ok) {
      await attend('not-adopted');
      return;
    }
    const { direction, originatingNumber, state } = fax.value;
    const isNew = direction === 'inbound' && state === undefined;
    const block = isNew ? await findSenderBlock(deps, originatingNumber) : undefined;
    const sender = direction === 'outbound' ? undefined : await findSender(deps.client, originatingNumber);
    // The Task and the attention first: once the fax has its state, nobody comes back to it.
    if (direction !== 'outbound' && (state ?? 'open') === 'open' && !block) {
      await createOnce(deps.client, makeWorkTask(fax.value), WORK_IDENTIFIER);
    }
    if (direction === 'unknown') {
      await attend('unknown-direction');
    }
    // Lost against somebody else: it is found again, or needs no adopting any more.
    await putChecked(deps.client, makeAdopted(fax.value, sender, block, { at }));
  } catch (error) {
    deps.logger.warn({ fax: communication.id, error: errorKind(error) }, 'A fax could not be adopted');
    await attend('not-adopted');
  }
}
