import type { MedplumClient } from '@medplum/core';
import type { Basic } from '@medplum/fhirtypes';
import {
  makeSenderBlock,
  parseSenderSetting,
  type SenderBlock,
  senderBlockQuery,
} from '../../domain/clinic/blockedSender.ts';
import { versionTag } from '../../domain/fhir/elements.ts';
import { BLOCKED_SENDER_IDENTIFIER } from '../../domain/fhir/systems.ts';
import { resourcesOf, search } from '../client.ts';
import { createOnce, isRaced } from '../createOnce.ts';
import { ConflictError } from '../faxes/conflict.ts';
import { RefusalError } from '../refusal.ts';

/** The way to the settings of numbers. */
export interface SenderBlockStore {
  read(number: string): Promise<Basic | undefined>;
  /** Conditional on the number; answers what stands there now. */
  create(setting: Basic): Promise<Basic>;
  update(setting: Basic): Promise<'saved' | 'conflict'>;
}

/** The settings of numbers on a server. */
export function createSenderBlockStore(client: MedplumClient): SenderBlockStore {
  return {
    read: async (number) =>
      resourcesOf(await search<Basic>(client, 'Basic', senderBlockQuery(number), { isPrivate: true }))[0],
    create: (setting) => createOnce(client, setting, BLOCKED_SENDER_IDENTIFIER),
    update: async (setting) => {
      try {
        await client.updateResource(setting, { headers: { 'If-Match': versionTag(setting) } });
        return 'saved';
      } catch (error) {
        if (isRaced(error)) {
          return 'conflict';
        }
        throw error;
      }
    },
  };
}

const TRIES = 3;

/**
 * Writes what is decided about a number. Where it stands so already, whoever decided it first keeps their name on it.
 * @param seen the block as the person who takes it back knows it; one that somebody else made since stays
 */
export async function saveSenderBlock(
  store: SenderBlockStore,
  wanted: SenderBlock,
  seen?: SenderBlock,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const standing = (await store.read(wanted.number)) ?? (await store.create(makeSenderBlock(wanted)));
    if (isAsWanted(standing, wanted)) {
      return;
    }
    refuseOthers(standing, seen);
    if ((await store.update(makeSenderBlock(wanted, standing))) === 'saved') {
      return;
    }
  }
  throw new ConflictError('Others are changing this at the same moment. Yours was not saved; try again.');
}

function isAsWanted(standing: Basic, wanted: SenderBlock): boolean {
  const setting = parseSenderSetting(standing);
  return setting?.kind === 'block' && (setting.reason === undefined) === (wanted.reason === undefined);
}

function refuseOthers(standing: Basic, seen: SenderBlock | undefined): void {
  const setting = parseSenderSetting(standing);
  if (setting?.kind === 'newer') {
    throw new RefusalError('A newer version of Faxwell wrote the setting of this sender. It stays as it is.');
  }
  if (setting?.reason !== undefined && seen !== undefined && setting.act.at !== seen.act.at) {
    const who = setting.act.by.display ?? 'Somebody else';
    throw new ConflictError(`${who} blocked this sender meanwhile: ${setting.reason}. It stays blocked.`);
  }
}
