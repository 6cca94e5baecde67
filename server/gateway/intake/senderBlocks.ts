import type { MedplumClient } from '@medplum/core';
import {
  isBlocking,
  parseSenderSetting,
  type SenderBlock,
  senderBlockQuery,
} from '../../../src/domain/clinic/blockedSender.ts';
import { isE164 } from '../../../src/domain/intake/caller.ts';
import { errorKind, type Logger } from '../logger.ts';

interface BlockDependencies {
  readonly client: MedplumClient;
  readonly logger: Logger;
}

/** Longer than any server takes that is well; a fax does not wait for one that is not. */
const PATIENCE_MS = 10_000;

/**
 * Whether a number is blocked; `undefined` also when that cannot be found out: a fax too many in the inbox is better than
 * one that does not arrive.
 */
export async function findSenderBlock(
  { client, logger }: BlockDependencies,
  number: string | undefined,
): Promise<SenderBlock | undefined> {
  if (!number || !isE164(number)) {
    return undefined;
  }
  try {
    const found = await client.searchResources('Basic', new URLSearchParams(senderBlockQuery(number)), {
      cache: 'reload',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return found.map(parseSenderSetting).find(isBlocking);
  } catch (error) {
    logger.warn({ error: errorKind(error) }, 'Whether a sender is blocked could not be looked up');
    return undefined;
  }
}
